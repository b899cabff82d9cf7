"""Signed calls from other programs: their bytes as they came, and a refusal in words."""

from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import JSONResponse

Sent = Annotated[str, Header(max_length=4000)]


class Body:
    """The bytes of a call as they were signed; no more of them than it may have."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    async def __call__(self, request: Request) -> bytes:
        read = b""
        async for part in request.stream():
            read += part
            if len(read) > self._largest:
                break
        return read


def refused(status: int, says: str, *, field: str | None = None) -> JSONResponse:
    """A refusal as problem+json (RFC 9457)."""
    told = {"status": status, "detail": says} | ({"field": field} if field else {})
    return JSONResponse(told, status, media_type="application/problem+json", headers={"Cache-Control": "no-store"})
