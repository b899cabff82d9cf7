"""Links that count who follows them: where they can be, made for each copy, and followed."""

from collections.abc import Iterable, Mapping
from secrets import token_urlsafe
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import Engine
from sqlmodel import col

from core import system
from core.ai.address import is_local_name
from core.audience.passers import is_machine
from core.channels import sms
from core.channels.compose import outgoing_text, own_links
from core.channels.rules import channel
from core.channels.utm import relinked
from core.errors import NotFound
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import CountedLink, Post, Publication
from core.vocab import Channel, Origin, Permission, PublicationStatus
from core.workspace import Workspace

BYTES = 9
"""Of chance in a token: 72 bits, twelve characters."""
OFF = "Counting who opens a link is switched off (Settings, Channels)."
NO_DOOR = (
    "Links that count lead over this server, and it has no address that people can open: "
    "start server.py with PUBLIC_URL set."
)
NO_LINK = "There is no link in it that somebody could open."
LONGER = "With links that count this text would take another part."
SIMULATED = "Nobody is written to here: the simulated audience counts its own clicks."
UNKNOWN = "This link is not known here any more. Ask whoever wrote to you for the new one."


def goes_to_people(ws: Workspace, name: Channel) -> bool:
    """Whether a post on this channel is sent to people one by one: the simulated ones stand for a whole audience."""
    return channel(name).personal and ws.channel(name).origin is Origin.LIVE


def public_address(ws: Workspace) -> str:
    """Where everybody reaches this server; empty where only this machine or its network does."""
    host = urlsplit(ws.public_url).hostname or ""
    return "" if not host or is_local_name(host) or host.startswith("127.") else ws.public_url.rstrip("/")


@needs(Permission.READ)
def why_uncounted(ws: Workspace, post: Post) -> str:
    """Why nobody counts who opens this post's links; empty where it is counted."""
    if not goes_to_people(ws, post.channel):
        return SIMULATED
    if not ws.profile.count_links:
        return OFF
    if not public_address(ws):
        return NO_DOOR
    if not _targets(ws, post):
        return NO_LINK
    return LONGER if post.channel == "sms" and _is_longer(ws, post) else ""


def make_links(ws: Workspace, post: Post, copies: Iterable[UUID]) -> None:
    """Give each copy of a post links of its own that count. Part of the open transaction; nothing where none count."""
    if why_uncounted(ws, post):
        return
    targets = _targets(ws, post)
    ws.rows.add_many(
        CountedLink,
        [
            {
                "id": uuid4(),
                "publication_id": copy,
                "post_id": post.id,
                "token": token_urlsafe(BYTES),
                "url": url,
                "clicks": 0,
                "machines": 0,
            }
            for copy in copies
            for url in targets
        ],
    )


def links_of(ws: Workspace, publication_id: UUID) -> Mapping[str, str]:
    """Where the links of one copy go instead, so that they are counted; nothing where they are not."""
    known = ws.rows.columns(
        col(CountedLink.url), col(CountedLink.token), where=[col(CountedLink.publication_id) == publication_id]
    )
    return {url: _door(ws) + token for url, token in known} if public_address(ws) else {}


def whose_link(engine: Engine, token: str) -> UUID:
    """The business that sent a link: all that is known of who asks is what stands in it.

    Raises:
        NotFound: nobody here sent such a link.
    """
    found = system.business_of_link(engine, token)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


@needs(Permission.REPLY)
def follow_link(ws: Workspace, token: str, method: str, headers: Mapping[str, str]) -> str:
    """Where a link leads; that it was followed is counted, by a person or by a machine.

    Raises:
        NotFound: no such link was sent by this business.
    """
    with ws.writing() as rows:
        link = rows.first(CountedLink, col(CountedLink.token) == token)
        if link is None:
            raise NotFound(UNKNOWN)
        copy, mine = rows.get(Publication, link.publication_id), col(CountedLink.id) == link.id
        is_leaving = copy.status is PublicationStatus.PUBLISHING
        age = None if is_leaving else ws.now - (copy.published_at or copy.due_at)
        if is_machine(method, headers, age):
            rows.change(CountedLink, mine, machines=col(CountedLink.machines) + 1)
        else:
            rows.change(CountedLink, mine, clicks=col(CountedLink.clicks) + 1, first_at=link.first_at or ws.now)
        return link.url


def _door(ws: Workspace) -> str:
    return f"{public_address(ws)}/api/c/"


def _targets(ws: Workspace, post: Post) -> tuple[str, ...]:
    return tuple(url for url in own_links(draft_of(ws.rows, post)) if _is_whole(url))


def _is_whole(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # an unclosed [ in the host
        return False


def _is_longer(ws: Workspace, post: Post) -> bool:
    text, stand_in = outgoing_text(draft_of(ws.rows, post), sender_of(ws.profile)), _door(ws) + "x" * 12
    own = frozenset(_targets(ws, post))
    counted = relinked(text, lambda link: stand_in if link in own else link)
    return sms.parts(counted).count > sms.parts(text).count
