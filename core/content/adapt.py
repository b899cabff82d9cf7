"""One idea on one more channel: its words made to fit, or written anew for it."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import col

from core.channels import sms
from core.channels.compose import outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.measure import shortened
from core.channels.preflight import check, refuse_if_hard
from core.channels.rules import ChannelRules, channel
from core.channels.utm import Tags
from core.content import versions
from core.content.brief import DraftRequest
from core.content.create import LATER
from core.content.draft import write_posts
from core.content.illustrate import POSTERS, drawn
from core.content.recast import words_of, words_written
from core.content.written import mended, refuse_kind
from core.errors import Conflict
from core.keys import needs
from core.rows import Rows
from core.rows.drafts import draft_of, sender_of
from core.tables import Campaign, Idea, Post
from core.tables.values import MediaItem, SlotText
from core.vocab import Channel, Permission, PostStatus, PostType
from core.workspace import Workspace


@needs(Permission.WRITE)
def add_variant(ws: Workspace, post_id: UUID, name: Channel, *, anew: bool = False, token: str | None = None) -> Post:
    """Give a post's idea a draft on another channel.

    Its words come along, cut and cleaned until the channel takes them; with ``anew`` the writer is asked for words
    of the channel's own. Own pictures come along where the channel shows any; a poster is drawn in its shape.

    Raises:
        Conflict: the idea stands on that channel already.
        Invalid: the channel is unknown, is for imports only, or would not take these words; the field is named.
        ModelFailed: no valid text, even when asked again.
    """
    if done := ws.rows.made(Post, "add_variant", token):
        return done
    post, rules = ws.rows.get(Post, post_id), channel(name)
    _refuse_double(ws.rows, post, rules)
    kind = post.type if post.type in rules.kinds else rules.kinds[0]
    refuse_kind(name, kind)
    words = _anew(ws, post, name, kind) if anew else _along(ws, post, name, kind)
    made = _row(ws, post, name, words)
    findings = check(draft_of(ws.rows, made), sender_of(ws.profile))
    refuse_if_hard(finding for finding in findings if finding.field not in LATER)
    with ws.writing() as rows:
        if done := rows.made(Post, "add_variant", token):
            return done
        own = rows.get(Post, post_id)
        _refuse_double(rows, own, rules)
        made.idea_id = own.idea_id = own.idea_id or _idea(ws, rows, own)
        rows.add(made)
        rows.flush()
        versions.begin(ws, rows, [made], "add_variant")
        ws.made("add_variant", token, made)
        ws.audit("add_variant", str(made.id), f"{made.title} on {rules.label}")
        return made


def _refuse_double(rows: Rows, post: Post, rules: ChannelRules) -> None:
    same = col(Post.id) == post.id if post.idea_id is None else col(Post.idea_id) == post.idea_id
    if rows.count(Post, same, col(Post.channel) == rules.name):
        raise Conflict(f"This idea has a post on {rules.label} already. Open that one.")


def _idea(ws: Workspace, rows: Rows, post: Post) -> UUID:
    key = ws.key.business_id
    made = rows.add(Idea(business_id=key, campaign_id=post.campaign_id, title=post.title, created_at=ws.now))
    rows.flush()
    return made.id


def _anew(ws: Workspace, post: Post, name: Channel, kind: PostType) -> SlotText:
    idea = ws.rows.seek(Idea, post.idea_id) if post.idea_id else None
    campaign = ws.rows.seek(Campaign, post.campaign_id) if post.campaign_id else None
    request = DraftRequest(
        channel=name,
        type=kind,
        goal=campaign.goal if campaign else "",
        theme=idea.theme if idea else "",
        about=idea.title if idea else post.title,
        at=post.scheduled_at or post.planned_at,
        week=post.week,
    )
    (written,) = write_posts(ws, [request])
    return words_written(written)


def _along(ws: Workspace, post: Post, name: Channel, kind: PostType) -> SlotText:
    media = _pictures(ws, post, name, kind)
    there = draft_of(ws.rows, _row(ws, post, name, words_of(post).model_copy(update={"type": kind})))
    draft = adapted(draft_of(ws.rows, post), name, kind, sender_of(ws.profile), pictures=len(media), tags=there.tags)
    return SlotText(
        type=kind,
        title=draft.title,
        caption=draft.caption,
        hashtags=draft.hashtags,
        cta=draft.cta,
        subject=draft.subject,
        preheader=draft.preheader,
        pictures=draft.media,
        media=media[: draft.media + int(kind is PostType.VIDEO)],
        storyboard=post.storyboard if kind is PostType.VIDEO else (),
        ai=post.ai,
    )


def adapted(
    draft: Draft, name: Channel, kind: PostType, sender: Sender, *, pictures: int, tags: Tags | None = None
) -> Draft:
    """A draft's words on another channel: what it lacks is taken from the text, what it refuses is left out.

    ``tags`` are those that links will carry there.

    >>> letter = Draft(channel="linkedin", type=PostType.TEXT, title="Open day", caption="Come “in”. We bake.")
    >>> adapted(letter, "sms", PostType.TEXT, Sender("Gym"), pictures=0).caption
    'Come "in". We bake.'
    """
    limits = channel(name).limits
    is_mail, is_video = limits.subject_min is not None, kind is PostType.VIDEO
    own = Draft(
        channel=name,
        type=kind,
        title=draft.title,
        caption=draft.caption,
        hashtags=() if channel(name).personal else draft.hashtags,
        cta=draft.cta,
        subject=(draft.subject or draft.title) if is_mail else "",
        preheader=draft.preheader if is_mail else "",
        media=max(0, pictures - int(is_video)),
        video_seconds=draft.video_seconds if is_video else None,
        tags=tags,
    )
    fitted = mended(own, sender)
    return fitted if limits.parts_good is None else _brief(fitted, sender, limits.parts_good.value)


def _brief(draft: Draft, sender: Sender, most: int) -> Draft:
    """A text message of at most so many parts, where its other half leaves room for any words."""

    def fits(caption: str) -> bool:
        return sms.parts(outgoing_text(replace(draft, caption=caption), sender)).count <= most

    return replace(draft, caption=shortened(draft.caption, fits, ending="...") or draft.caption)


def _pictures(ws: Workspace, post: Post, name: Channel, kind: PostType) -> tuple[MediaItem, ...]:
    if kind is PostType.TEXT:
        return ()
    images = [item for item in post.media if item.content_type.startswith("image/")]
    own = tuple(item for item in images if not item.key.startswith(POSTERS))
    if own and len(own) == len(images):
        return own
    alt = next((item.alt_text for item in images if item.key.startswith(POSTERS)), "")
    return (drawn(ws, name, post.title, alt), *own)


def _row(ws: Workspace, post: Post, name: Channel, words: SlotText) -> Post:
    return Post(
        business_id=ws.key.business_id,
        campaign_id=post.campaign_id,
        type=words.type,
        channel=name,
        title=words.title,
        caption=words.caption,
        hashtags=words.hashtags,
        cta=words.cta,
        subject=words.subject,
        preheader=words.preheader,
        media=words.media,
        storyboard=words.storyboard,
        ai=words.ai,
        week=post.week,
        segment=post.segment if channel(name).personal else "",
        status=PostStatus.DRAFT,
        planned_at=post.scheduled_at or post.planned_at,
        created_at=ws.now,
        updated_at=ws.now,
    )
