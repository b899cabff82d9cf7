"""The calendar for other programs: one address a business, which holds its own key and can be renewed."""

from hashlib import sha256
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path
from fastapi.responses import PlainTextResponse, Response

from core import accounts, publishing
from core.errors import NotFound
from core.wiring import product

routes = APIRouter(tags=["calendar"], include_in_schema=False)
Token = Annotated[str, Path(max_length=600)]
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff"}
KEPT = {**HEADERS, "Cache-Control": "private, max-age=300, must-revalidate"}
TYPE = "text/calendar; charset=utf-8"


@routes.api_route("/calendar/{business_id}/{token}.ics", methods=["GET", "HEAD"])
def feed(business_id: UUID, token: Token, if_none_match: Annotated[str, Header()] = "") -> Response:
    """The business's posts as iCalendar; 304 while nothing has changed for who asks again."""
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            told = publishing.read_feed(ws, token)
        except NotFound as unknown:
            return PlainTextResponse(unknown.message, 404, headers={**HEADERS, "Cache-Control": "no-store"})
    tag = f'"{sha256(told).hexdigest()[:32]}"'
    if tag in if_none_match or if_none_match.strip() == "*":
        return Response(status_code=304, headers={**KEPT, "ETag": tag})
    return Response(
        told, media_type=TYPE, headers={**KEPT, "ETag": tag, "Content-Disposition": "inline; filename=posts.ics"}
    )
