"""Where other programs bring messages of any channel: a signed JSON POST each, taken once however often it is sent."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.signed import Signed, refused
from core import accounts, messaging
from core.audience import SignedCall
from core.errors import Forbidden, Invalid, NotFound
from core.messaging import MessageEvent
from core.wiring import product

routes = APIRouter(tags=["inbound"])
LARGEST = 8 * 1024 * 1024
"""Bytes of one call, its files among them."""


def _body() -> dict[str, Any]:
    """What a call says, for its description: one schema that stands for itself."""
    shape = MessageEvent.model_json_schema()
    shape["properties"]["files"]["items"] = shape.pop("$defs")["SentFile"]
    return {"content": {"application/json": {"schema": shape}}, "required": True}


@routes.post("/inbound/{business_id}", status_code=201, openapi_extra={"requestBody": _body()})
def bring(business_id: UUID, call: Annotated[SignedCall, Depends(Signed(LARGEST))]) -> JSONResponse:
    """Take in a message: 201 when it is new, 200 when it was brought before, 401 when the signature does not fit."""
    if len(call.body) > LARGEST:
        return refused(413, "A call is larger than 8 MB. Send large files by their address instead.")
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            taken = messaging.receive_call(ws, call)
        except Forbidden as stranger:
            return refused(401, stranger.message)
        except (Invalid, NotFound) as wrong:
            return refused(422, wrong.message, field=wrong.field)
    told = {"message_id": str(taken.message_id), "conversation_id": str(taken.conversation_id)}
    return JSONResponse(told | {"verdict": taken.verdict}, 201 if taken.is_new else 200)
