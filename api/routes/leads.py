"""Where other programs tell of a lead: one signed JSON POST, taken once however often it is sent."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.signed import Signed, refused
from core import accounts, analytics
from core.audience import SignedCall
from core.errors import Forbidden, Invalid
from core.wiring import product

routes = APIRouter(tags=["leads"])
LARGEST = 64 * 1024
"""Bytes of one event."""


@routes.post("/leads/{business_id}", status_code=201)
def tell(business_id: UUID, call: Annotated[SignedCall, Depends(Signed(LARGEST))]) -> JSONResponse:
    """Keep a lead: 201 when it is new, 200 when it was told before, 401 when the signature does not fit."""
    if len(call.body) > LARGEST:
        return refused(413, "An event is larger than 64 KB. Send one lead a call, and nothing else.")
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            place, is_new = analytics.receive_lead(ws, call.ref, call.stamp, call.signed, call.body)
        except Forbidden as stranger:
            return refused(401, stranger.message)
        except Invalid as wrong:
            return refused(422, wrong.message, field=wrong.field)
    told = {name: str(one) if one else None for name, one in place._asdict().items()}
    return JSONResponse({"ref": call.ref, **told}, 201 if is_new else 200)
