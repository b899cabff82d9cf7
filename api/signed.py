"""Signed calls from other programs: their bytes as they came, and a refusal in words."""

from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import JSONResponse

from core.audience import SignedCall

Sent = Annotated[str, Header(max_length=4000)]


class Signed:
    """A call by Standard Webhooks, as it came; no more of its bytes than it may have."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    async def __call__(
        self, request: Request, webhook_id: Sent = "", webhook_timestamp: Sent = "", webhook_signature: Sent = ""
    ) -> SignedCall:
        read = b""
        async for part in request.stream():
            read += part
            if len(read) > self._largest:
                break
        return SignedCall(webhook_id, webhook_timestamp, webhook_signature, read)


def refused(status: int, says: str, *, field: str | None = None) -> JSONResponse:
    """A refusal as problem+json (RFC 9457)."""
    told = {"status": status, "detail": says} | ({"field": field} if field else {})
    return JSONResponse(told, status, media_type="application/problem+json", headers={"Cache-Control": "no-store"})
