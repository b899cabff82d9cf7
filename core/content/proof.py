"""Proofs: a post as it would leave the house with the words in front of the writer, before anything is stored."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core.channels.compose import Outgoing, compose
from core.channels.draft import Draft, Sender
from core.channels.findings import Finding
from core.channels.preflight import apply_fix, check
from core.channels.rules import channel
from core.channels.sms_price import Price
from core.content.read import with_making
from core.content.revise import PostEdit
from core.keys import needs
from core.rows.drafts import draft_of, part_price, sender_of
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class Proof:
    """One post with some words tried on it.

    ``words`` is what an editor shows; ``findings`` has the hard ones first; ``outgoing`` is what would be sent, and
    ``price`` what a part of it costs, where it is billed by parts and somebody has named a price.
    """

    post: Post
    draft: Draft
    sender: Sender
    findings: tuple[Finding, ...]
    outgoing: Outgoing
    price: Price | None = None

    @property
    def words(self) -> PostEdit:
        one = self.draft
        return PostEdit(
            title=one.title,
            caption=one.caption,
            hashtags=one.hashtags,
            cta=one.cta,
            subject=one.subject,
            preheader=one.preheader,
        )


@needs(Permission.READ)
def proof_post(ws: Workspace, post_id: UUID, changes: PostEdit | None = None, *, fix: str | None = None) -> Proof:
    """Try words on a post, and one finding's mend on the words; nothing is stored.

    Raises:
        NotFound: this business has no such post.
        Invalid: this finding has no one-click fix (field ``code``).
    """
    sender = sender_of(ws.profile)
    return _proof(ws, ws.rows.get(Post, post_id), sender, changes, fix)


@needs(Permission.READ)
def proof_variants(ws: Workspace, post_id: UUID) -> tuple[Proof, ...]:
    """Every post of the same idea, by channel, the post itself among them."""
    post, sender = ws.rows.get(Post, post_id), sender_of(ws.profile)
    if post.idea_id is None:
        return (_proof(ws, post, sender, None, None),)
    found = ws.rows.find(Post, col(Post.idea_id) == post.idea_id, order=[col(Post.channel), col(Post.id)])
    return tuple(_proof(ws, one, sender, None, None) for one in found)


def _proof(ws: Workspace, post: Post, sender: Sender, changes: PostEdit | None, fix: str | None) -> Proof:
    draft = draft_of(ws.rows, post if changes is None else _changed(post, changes))
    if fix is not None:
        draft = apply_fix(draft, fix, sender)
    findings = tuple(with_making(finding, post) for finding in check(draft, sender))
    outgoing = compose(draft, sender, media=tuple(item.key for item in post.media))
    price = part_price(ws.business, ws.profile) if channel(post.channel).limits.parts_good else None
    return Proof(post, draft, sender, findings, outgoing, price)


def _changed(post: Post, changes: PostEdit) -> Post:
    """A copy with the words on it; no session knows it, so it is never stored."""
    return Post(**{name: getattr(post, name) for name in Post.model_fields} | changes.values())
