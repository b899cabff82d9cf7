"""Where other programs tell of a lead: one signed JSON POST, taken once however often it is sent."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse

from core import accounts, analytics
from core.errors import Forbidden, Invalid
from core.wiring import product

routes = APIRouter(tags=["leads"])
LARGEST = 64 * 1024
"""Bytes of one event."""
Sent = Annotated[str, Header(max_length=4000)]


async def _body(request: Request) -> bytes:
    """The bytes as they were signed; no more of them than an event has."""
    read = b""
    async for part in request.stream():
        read += part
        if len(read) > LARGEST:
            break
    return read


@routes.post("/leads/{business_id}", status_code=201)
def tell(
    business_id: UUID,
    body: Annotated[bytes, Depends(_body)],
    webhook_id: Sent = "",
    webhook_timestamp: Sent = "",
    webhook_signature: Sent = "",
) -> JSONResponse:
    """Keep a lead: 201 when it is new, 200 when it was told before, 401 when the signature does not fit."""
    if len(body) > LARGEST:
        return _refused(413, "An event is larger than 64 KB. Send one lead a call, and nothing else.")
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            place, is_new = analytics.receive_lead(ws, webhook_id, webhook_timestamp, webhook_signature, body)
        except Forbidden as refused:
            return _refused(401, refused.message)
        except Invalid as wrong:
            return _refused(422, wrong.message, field=wrong.field)
    told = {name: str(one) if one else None for name, one in place._asdict().items()}
    return JSONResponse({"ref": webhook_id, **told}, 201 if is_new else 200)


def _refused(status: int, says: str, *, field: str | None = None) -> JSONResponse:
    told = {"status": status, "detail": says} | ({"field": field} if field else {})
    return JSONResponse(told, status, media_type="application/problem+json", headers={"Cache-Control": "no-store"})
