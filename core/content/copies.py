"""Copies: the same words and pictures as drafts again, for another time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core.content.changing import changed, editable
from core.content.versions import begin
from core.errors import Conflict
from core.keys import needs
from core.tables import Idea, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

SAME = (
    *("title", "type", "channel", "caption", "hashtags", "cta", "subject", "preheader"),
    *("media", "storyboard", "ai", "week", "paid", "segment"),
)


WORDS = ("title", "caption", "hashtags", "cta", "subject", "preheader", "media", "storyboard", "ai", "segment")
"""What a post hands on to the later ones of its series."""


@needs(Permission.WRITE)
def copy_posts(
    ws: Workspace, moments: Mapping[UUID, datetime | None], *, campaign_id: UUID | None = None
) -> tuple[Post, ...]:
    """Drafts that say what other posts say, each planned for its own moment, all or none.

    Variants of one idea stay variants of one new idea. Nothing of the originals' numbers comes along.
    """
    return _copied(ws, moments, campaign_id, "copy_posts")


@needs(Permission.PUBLISH)
def repeat_words(ws: Workspace, post_id: UUID, at: datetime) -> Post:
    """A draft that says what a post says once more, in the same campaign; part of its series."""
    source = ws.rows.get(Post, post_id)
    (post,) = _copied(ws, {post_id: at}, source.campaign_id, "repeat_words")
    return post


@needs(Permission.WRITE)
def reword_posts(ws: Workspace, post_id: UUID, ids: Iterable[UUID]) -> int:
    """Let other posts say what this one says; how many. One that goes out or is gone keeps its words.

    Raises:
        Invalid: a scheduled one would break a rule of its channel.
    """
    done, source = 0, ws.rows.get(Post, post_id)
    with ws.writing() as rows:
        for one in ids:
            try:
                post = editable(rows, one)
            except Conflict:
                continue
            for name in WORDS:
                setattr(post, name, getattr(source, name))
            changed(ws, rows, post, "reword_posts")
            done += 1
    return done


def _copied(
    ws: Workspace, moments: Mapping[UUID, datetime | None], campaign_id: UUID | None, verb: str
) -> tuple[Post, ...]:
    found = ws.rows.find(Post, col(Post.id).in_(moments))
    with ws.writing() as rows:
        key, now = ws.key.business_id, ws.now
        known = {idea.id: idea for idea in rows.find(Idea, col(Idea.id).in_({post.idea_id for post in found}))}
        ideas: dict[UUID, Idea] = {}
        for post in found:
            word = post.idea_id or post.id
            if word not in ideas:
                theme = known[word].theme if word in known else ""
                title = known[word].title if word in known else post.title
                idea = Idea(business_id=key, campaign_id=campaign_id, title=title, theme=theme, created_at=now)
                ideas[word] = rows.add(idea)
        rows.flush()
        copies = tuple(
            rows.add(
                Post(
                    business_id=key,
                    campaign_id=campaign_id,
                    idea_id=ideas[post.idea_id or post.id].id,
                    status=PostStatus.DRAFT,
                    planned_at=moments[post.id],
                    created_at=now,
                    updated_at=now,
                    **{name: getattr(post, name) for name in SAME},
                )
            )
            for post in found
        )
        rows.flush()
        begin(ws, rows, copies, verb)
        ws.audit(verb, detail=f"{len(copies)} drafts")
        return copies
