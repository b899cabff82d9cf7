"""Where a mail service tells what came back and who called it spam: signed JSON, one shape, taken once."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.signed import Signed, refused
from core import accounts, audience
from core.audience import SignedCall
from core.errors import Forbidden, Invalid
from core.wiring import product

routes = APIRouter(tags=["mail"])
LARGEST = 512 * 1024
"""Bytes of one call."""


@routes.post("/mail-reports/{business_id}")
def tell(business_id: UUID, call: Annotated[SignedCall, Depends(Signed(LARGEST))]) -> JSONResponse:
    """Take in bounces and complaints; 401 when the signature does not fit.

    The body is ``{"events": [{"type": "bounce" or "complaint", "email": "…", "permanent": true, "reason": "…",
    "message_id": "…", "at": "2026-01-31T09:00:00Z"}]}``; ``type`` and ``email`` are needed, up to 500 events a call.
    """
    if len(call.body) > LARGEST:
        return refused(413, "A call is larger than 512 KB. Send fewer events at once.")
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            done = audience.receive_reports(ws, call)
        except Forbidden as stranger:
            return refused(401, stranger.message)
        except Invalid as wrong:
            return refused(422, wrong.message, field=wrong.field)
    return JSONResponse(dict(done.counts))
