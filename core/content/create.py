"""Writing a post by hand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.channels.preflight import check, refuse_if_hard
from core.content.illustrate import drawn
from core.content.versions import begin
from core.errors import Invalid
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import Campaign, Idea, Post
from core.tables.values import MediaItem, Scene
from core.vocab import Channel, Permission, PostType
from core.workspace import Workspace

LATER = frozenset({"media", "video_seconds", "sender_name", "postal_address"})
"""What a draft may still lack: it is added afterwards, or in Settings, before the post goes anywhere."""


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """A post as a person wrote it; the poster of an image post is drawn from its title when no picture is given."""

    channel: Channel
    type: PostType
    title: str
    caption: str = ""
    hashtags: tuple[str, ...] = ()
    cta: str = ""
    subject: str = ""
    preheader: str = ""
    media: tuple[MediaItem, ...] = ()
    storyboard: tuple[Scene, ...] = ()
    planned_at: datetime | None = None
    segment: str = ""


@needs(Permission.WRITE)
def create_post(ws: Workspace, new: NewPost, *, campaign_id: UUID | None = None, token: str | None = None) -> Post:
    """Keep a hand-written post as a draft.

    Raises:
        Invalid: no name, a moment without a zone, or words that its channel will not take; the field is named.
    """
    if done := ws.rows.made(Post, "create_post", token):
        return done
    post = check_new(ws, new, campaign_id=campaign_id)
    if post.type is not PostType.TEXT and not post.media:
        post.media = (drawn(ws, post.channel, post.title, "", caption=post.caption),)
    with ws.writing() as rows:
        if done := rows.made(Post, "create_post", token):
            return done
        if campaign_id is not None:
            rows.get(Campaign, campaign_id)
        title, key = post.title, ws.key.business_id
        idea = rows.add(Idea(business_id=key, campaign_id=campaign_id, title=title, created_at=ws.now))
        rows.flush()
        post.idea_id = idea.id
        rows.add(post)
        rows.flush()
        begin(ws, rows, [post], "create_post")
        ws.made("create_post", token, post)
        ws.audit("create_post", str(post.id), title)
        return post


@needs(Permission.WRITE)
def check_new(ws: Workspace, new: NewPost, *, campaign_id: UUID | None = None) -> Post:
    """The post as ``create_post`` would keep it, asked everything that it asks; nothing is drawn or written.

    Raises:
        Invalid: as ``create_post``.
    """
    post = _row(ws, new, campaign_id)
    findings = check(draft_of(ws.rows, post), sender_of(ws.profile))
    refuse_if_hard(finding for finding in findings if finding.field not in LATER)
    return post


def _row(ws: Workspace, new: NewPost, campaign_id: UUID | None) -> Post:
    if not new.title.strip():
        raise Invalid("Give the post a name, so that you find it again.", field="title")
    for name, most in {"title": 200, "cta": 300, "subject": 400, "preheader": 400}.items():
        if len(getattr(new, name)) > most:
            raise Invalid(f"That is too long: {most} characters are the most here.", field=name)
    if new.planned_at is not None and new.planned_at.tzinfo is None:
        raise Invalid("That moment has no time zone. Add one, such as +01:00.", field="planned_at")
    return Post(
        business_id=ws.key.business_id,
        campaign_id=campaign_id,
        title=new.title.strip(),
        type=new.type,
        channel=new.channel,
        caption=new.caption,
        hashtags=new.hashtags,
        cta=new.cta,
        subject=new.subject,
        preheader=new.preheader,
        media=new.media,
        storyboard=new.storyboard,
        planned_at=new.planned_at,
        segment=new.segment,
        created_at=ws.now,
        updated_at=ws.now,
    )
