"""The page behind every letter's link to leave, and the one click that mail programs make (RFC 8058)."""

from html import escape
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from core import accounts, audience
from core.errors import NotFound
from core.wiring import product

routes = APIRouter(tags=["people"], include_in_schema=False)
Token = Annotated[str, Path(max_length=600)]
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><style>
:root{{color-scheme:light dark}}
body{{margin:0;min-height:100vh;display:grid;place-items:center;
font:16px/1.55 Inter,-apple-system,'Segoe UI',sans-serif;
background:light-dark(#fdfcfa,#12161c);color:light-dark(#14213d,#e8eaee)}}
main{{max-width:26rem;margin:1.5rem;padding:2rem;border:1px solid light-dark(#e2ddd4,#2c3440);border-radius:.75rem}}
h1{{font-size:1.25rem;margin:0 0 .5rem}}p{{margin:0;text-wrap:pretty;overflow-wrap:anywhere}}form{{margin:1.25rem 0 0}}
button{{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:.5rem;cursor:pointer;
background:light-dark(#0f766e,#2dd4bf);color:light-dark(#fff,#12161c)}}
button:focus-visible{{outline:2px solid;outline-offset:2px}}
</style></head><body><main><h1>{title}</h1><p>{says}</p>{form}</main></body></html>
"""
FORM = '<form method="post"><button type="submit">Unsubscribe</button></form>'
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}


@routes.get("/leave/{business_id}/{token}")
def ask(business_id: UUID, token: Token) -> HTMLResponse:
    """Ask once: looking at a link, as scanners of mail do, changes nothing."""
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            contact = audience.who_leaves(ws, token)
        except NotFound as unknown:
            return page("This link doesn't work", unknown.message, status=404)
        if contact.suppressed_at is not None:
            return page("You are unsubscribed", f"{ws.business.name} writes to you no more.")
        says = f"{contact.handle} will get no more messages from {ws.business.name}."
        return page("Unsubscribe?", says, form=FORM)


@routes.post("/leave/{business_id}/{token}")
def leave(business_id: UUID, token: Token) -> HTMLResponse:
    """Leave: by the page's button, or by the one click of a mail program."""
    with product().workspace(accounts.clock_key(business_id)) as ws:
        try:
            audience.leave(ws, audience.who_leaves(ws, token).id, "unsubscribe link")
        except NotFound as unknown:
            return page("This link doesn't work", unknown.message, status=404)
        return page("You are unsubscribed", f"{ws.business.name} writes to you no more.")


def page(title: str, says: str, *, form: str = "", status: int = 200) -> HTMLResponse:
    """A page of a few words for somebody who came by a link in a message."""
    written = PAGE.format(title=escape(title), says=escape(says), form=form)
    return HTMLResponse(written, status_code=status, headers=HEADERS)
