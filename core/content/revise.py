"""Changing a post's words: by hand, by one click, or by asking the writer anew."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core.channels.draft import Draft
from core.channels.findings import Code, Finding
from core.channels.preflight import apply_fix, check, refuse_if_hard
from core.content.brief import DraftRequest, facts_of
from core.content.changing import LEAVING, changed, editable
from core.content.draft import recent_texts
from core.content.illustrate import POSTERS, illustrate_post
from core.content.prompts import POST
from core.content.storyboard import render_animatic
from core.content.written import composed
from core.errors import Conflict, Invalid
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import Campaign, Idea, Post
from core.tables.values import Scene
from core.vocab import Permission, PostStatus, PostType
from core.workspace import Workspace

TITLE_MAX, CTA_MAX, LINE_MAX = 200, 300, 400
"""Characters that the columns hold; the channels' own limits are tighter."""


@dataclass(frozen=True, kw_only=True)
class PostEdit:
    """What to change; None leaves a field as it is."""

    title: str | None = None
    caption: str | None = None
    hashtags: tuple[str, ...] | None = None
    cta: str | None = None
    subject: str | None = None
    preheader: str | None = None
    storyboard: tuple[Scene, ...] | None = None

    def values(self) -> dict[str, object]:
        """The fields that change, by name."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


@needs(Permission.WRITE)
def revise_post(ws: Workspace, post_id: UUID, changes: PostEdit, *, seen: datetime | None = None) -> Post:
    """Change a post's words. ``seen`` is the ``updated_at`` that the writer had before their eyes.

    Where the business asks for approval, an approved or scheduled post becomes a draft again.

    Raises:
        Conflict: it is going out, has gone out, or somebody changed it since ``seen``.
        Invalid: a rule of its channel is broken; the field and the remedy are named and nothing is stored.
    """
    with ws.writing() as rows:
        post = editable(rows, post_id)
        if seen is not None and post.updated_at != seen:
            raise Conflict("Somebody changed this post while you were writing. Compare the two before you save.")
        _refuse_unfit(changes)
        before = check(draft_of(ws.rows, post), sender_of(ws.profile))
        for name, value in changes.values().items():
            setattr(post, name, value)
        after = check(draft_of(ws.rows, post), sender_of(ws.profile))
        refuse_if_hard(after if post.status in LEAVING else _caused(before, after, changes.values()))
        return changed(ws, rows, post, "revise_post")


@needs(Permission.WRITE)
def fix_post(ws: Workspace, post_id: UUID, code: str) -> Post:
    """Mend one finding with one click; a missing picture is drawn, a missing film made of its storyboard (slowly).

    Raises:
        Invalid: this finding has no one-click fix (field ``code``).
        Conflict: as ``revise_post``.
    """
    if code == Code.MEDIA_MISSING:
        return illustrate_post(ws, post_id)
    if code == Code.FILM_MISSING:
        return render_animatic(ws, post_id)
    with ws.writing() as rows:
        post = editable(rows, post_id)
        before = draft_of(rows, post)
        _take(post, before, apply_fix(before, code, sender_of(ws.profile)))
        return changed(ws, rows, post, "fix_post")


@needs(Permission.WRITE)
def rewrite_post(ws: Workspace, post_id: UUID) -> Post:
    """Ask the writer for other words about the same thing; a poster is drawn again with them.

    Raises:
        Conflict: as ``revise_post``, or somebody changed it while the writer was thinking.
        ModelFailed: no valid text, even when asked again; the post stays as it was.
    """
    post = editable(ws.rows, post_id)
    seen, request = post.updated_at, request_of(ws, post)
    facts = facts_of(ws.business, ws.profile, request, recent=recent_texts(ws), ordinal=ws.rows.count(Post))
    one = composed(ws, request, ws.ai.answer(POST, facts))
    with ws.writing() as rows:
        own = editable(rows, post_id)
        if own.updated_at != seen:
            raise Conflict("Somebody changed this post meanwhile, so the new text was put aside. Try again.")
        for name in ("title", "caption", "hashtags", "cta", "subject", "preheader"):
            setattr(own, name, getattr(one.draft, name))
        own.media = (*one.media, *(item for item in own.media if not item.key.startswith(POSTERS)))
        own.storyboard, own.ai = one.scenes, one.ai
        return changed(ws, rows, own, "rewrite_post")


@needs(Permission.WRITE)
def delete_post(ws: Workspace, post_id: UUID) -> None:
    """Throw a draft away, and its idea with it when no other post carries it.

    Raises:
        Conflict: it is no draft any more; cancelling keeps what happened on record.
    """
    with ws.writing() as rows:
        post = rows.get(Post, post_id)
        if post.status is not PostStatus.DRAFT:
            raise Conflict("Only drafts can be deleted. Cancel this post instead, so that its history stays.")
        idea_id, title = post.idea_id, post.title
        rows.remove(Post, col(Post.id) == post_id, col(Post.status) == PostStatus.DRAFT)
        if idea_id is not None and not rows.count(Post, col(Post.idea_id) == idea_id):
            rows.remove(Idea, col(Idea.id) == idea_id)
        ws.audit("delete_post", str(post_id), title)


def _refuse_unfit(changes: PostEdit) -> None:
    limits = {"title": TITLE_MAX, "cta": CTA_MAX, "subject": LINE_MAX, "preheader": LINE_MAX}
    for name, most in limits.items():
        if len(getattr(changes, name) or "") > most:
            raise Invalid(f"That is too long: {most} characters are the most here.", field=name)
    if changes.title is not None and not changes.title.strip():
        raise Invalid("Give the post a name, so that you find it again.", field="title")


def _caused(before: Iterable[Finding], after: Iterable[Finding], changed: dict[str, object]) -> list[Finding]:
    """The hard findings that this edit brought in or left on a field it touched: an old gap elsewhere may wait.

    A first scene is no worse than none: the film comes after.
    """
    known = {finding.code for finding in before} | {Code.FILM_MISSING}
    return [finding for finding in after if finding.code not in known or finding.field in changed]


def _take(post: Post, before: Draft, fixed: Draft) -> None:
    for name in ("type", "caption", "hashtags", "cta", "subject", "preheader"):
        setattr(post, name, getattr(fixed, name))
    if fixed.media < before.media or fixed.type is not before.type:
        is_video = fixed.type is PostType.VIDEO
        pictures = [item for item in post.media if item.content_type.startswith("image/")]
        films = [item for item in post.media if item not in pictures and is_video]
        post.media = (*pictures[: fixed.media + is_video], *films)
    if fixed.video_seconds is None:
        post.storyboard = ()


def request_of(ws: Workspace, post: Post) -> DraftRequest:
    """What a post would be asked for with, if it were written now."""
    idea = ws.rows.seek(Idea, post.idea_id) if post.idea_id else None
    campaign = ws.rows.seek(Campaign, post.campaign_id) if post.campaign_id else None
    return DraftRequest(
        channel=post.channel,
        type=post.type,
        goal=campaign.goal if campaign else "",
        theme=idea.theme if idea else "",
        about=idea.title if idea else post.title,
        at=post.scheduled_at or post.planned_at,
        week=post.week,
    )
