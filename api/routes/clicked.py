"""The door behind links that count: it counts, and leads on to where the writer's own link led, and nowhere else."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from api.routes.leave import HEADERS, page
from core import accounts, audience
from core.errors import NotFound
from core.wiring import product

routes = APIRouter(tags=["people"], include_in_schema=False)
Token = Annotated[str, Path(max_length=64)]


@routes.api_route("/c/{token}", methods=["GET", "HEAD"])
def follow(token: Token, request: Request) -> Response:
    """Lead on; a link that nobody sent ends at a page that says so."""
    here = product()
    try:
        with here.workspace(accounts.clock_key(audience.whose_link(here.engine, token))) as ws:
            url = audience.follow_link(ws, token, request.method, dict(request.headers))
    except NotFound as unknown:
        return page("This link doesn't work", unknown.message, status=404)
    return RedirectResponse(url, status_code=302, headers=HEADERS | {"X-Robots-Tag": "noindex"})
