"""The private link to the calendar's feed: made when somebody asks for it, and dead once it is renewed or closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from pydantic import SecretStr
from sqlmodel import col

from core.errors import NotFound
from core.keys import needs
from core.tables import ClientToken
from core.vocab import Permission
from core.workspace import Workspace

_FEED = "calendar:"
_VERB, _TOKEN = "open_feed", "now"
"""The one row that says which link is good: what it names was made, and nothing made before it."""


@dataclass(frozen=True)
class FeedLink:
    """Where calendars of other programs find this one.

    ``url`` opens the feed for whoever has it; ``serial`` is no secret, and names this link for as long as it is good.
    """

    url: str
    serial: UUID
    since: datetime


@needs(Permission.PUBLISH)
def open_feed(ws: Workspace) -> FeedLink:
    """Make a link to the feed; one made earlier stops working at once.

    Raises:
        Invalid: this server has no secret of its own to seal with.
    """
    serial = uuid4()
    link = FeedLink(_url(ws, serial), serial, ws.now)
    with ws.writing() as rows:
        known = _opened(ws)
        if known is None:
            made = ClientToken(
                business_id=ws.key.business_id, verb=_VERB, token=_TOKEN, made_id=serial, created_at=ws.now
            )
            rows.add(made)
        else:
            known.made_id, known.created_at = serial, ws.now
        ws.audit("renew_calendar_link" if known else "make_calendar_link")
    return link


@needs(Permission.PUBLISH)
def close_feed(ws: Workspace) -> None:
    """End the feed: its link opens nothing any more."""
    with ws.writing() as rows:
        if rows.remove(ClientToken, col(ClientToken.verb) == _VERB):
            ws.audit("close_calendar_link")


@needs(Permission.READ)
def read_feed_link(ws: Workspace) -> FeedLink | None:
    """The link that is good now; None while there is none. It is sealed anew each time, and reads the same."""
    known = _opened(ws)
    return None if known is None else FeedLink(_url(ws, known.made_id), known.made_id, known.created_at)


def refuse_stranger(ws: Workspace, token: str) -> None:
    """Let nobody by whose link was not made for this business, or was renewed or closed since.

    Raises:
        NotFound: it is such a link.
    """
    told = ws.vault.open(
        token + "=" * (-len(token) % 4)
    )  # before any row is looked for: most who try know nothing of a business
    known = _opened(ws) if told else None
    if told is None or known is None or told.get_secret_value() != f"{_FEED}{known.made_id}":
        raise NotFound("This calendar link doesn't work any more. Ask for the new one, or copy it from the Calendar.")


def _opened(ws: Workspace) -> ClientToken | None:
    return ws.rows.first(ClientToken, col(ClientToken.verb) == _VERB)


def _url(ws: Workspace, serial: UUID) -> str:
    token = ws.vault.seal(SecretStr(f"{_FEED}{serial}")).rstrip("=")  # padding is no friend of addresses
    return f"{ws.public_url.rstrip('/')}/api/calendar/{ws.key.business_id}/{token}.ics"
