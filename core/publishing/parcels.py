"""What leaves the house for a post: composed words with tagged links, and for a person their own way to leave."""

from collections.abc import Mapping
from typing import Any

from core.audience import leave_token, links_of, public_address
from core.channels.compose import compose
from core.ports import Parcel
from core.rows.drafts import draft_of, sender_of
from core.tables import Contact, Post, Profile, Publication
from core.workspace import Workspace


def parcel(
    ws: Workspace,
    post: Post,
    publication: Publication,
    *,
    contact: Contact | None = None,
    traits: Mapping[str, Any] | None = None,
) -> Parcel:
    """The parcel of one publication; with ``contact``, that person's copy, and ``traits`` for simulated channels."""
    leave = leave_url(ws, contact) if contact else ""
    media = tuple(item.key for item in post.media)
    shown = tuple((item.key, item.alt_text) for item in post.media if item.content_type.startswith("image/"))
    counted = links_of(ws, publication.id) if contact else {}
    draft, sender = draft_of(ws.rows, post), sender_of(ws.profile)
    out = compose(draft, sender, media=media, shown=shown, unsubscribe_url=leave, counted=counted)
    return Parcel(
        key=publication.idempotency_key,
        channel=post.channel,
        to=contact.handle if contact else post.account or post.channel,
        text=out.text,
        subject=out.subject,
        html=out.html,
        headers=_headers(ws.profile, post.channel, leave),
        media=out.media,
        alts=tuple(item.alt_text for item in post.media),
        due_at=publication.due_at,
        traits=traits or {},
    )


def leave_url(ws: Workspace, contact: Contact) -> str:
    """A person's link to leave; empty where this server has no address that they could open."""
    here = public_address(ws)
    return f"{here}/api/leave/{ws.key.business_id}/{leave_token(ws, contact.id)}" if here else ""


def _headers(profile: Profile, name: str, leave: str) -> dict[str, str]:
    """How mail programs offer to leave: a letter that the inbox understands (RFC 2369), or one click (RFC 8058)."""
    if name != "email" or not profile.sender_email:
        return {}
    letter = f"<mailto:{profile.sender_email}?subject=unsubscribe&body=unsubscribe>"
    if not leave.startswith("https://"):
        return {"List-Unsubscribe": letter}
    return {"List-Unsubscribe": f"<{leave}>, {letter}", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
