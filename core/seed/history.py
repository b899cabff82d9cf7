"""A demo business's posts: what went out in ninety days, and what is planned for the next two weeks."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from sqlmodel import SQLModel

from core.ai.credit import written_by
from core.ai.offline import Offline
from core.channels.draft import Draft
from core.channels.preflight import apply_fix, check
from core.channels.rules import channel
from core.content.brief import DraftRequest, facts_of
from core.content.offline.write import write_post
from core.content.prompts import POST
from core.content.shapes import PostText
from core.publishing.slots import Slot, Wanted, good_slots
from core.rows.drafts import sender_of
from core.seed.past import Past
from core.seed.pictures import posters
from core.seed.sent import write_sent
from core.tables import Campaign, Idea, Post, Profile
from core.tables.values import MediaItem, Scene
from core.vocab import PostStatus, PostType
from core.workspace import Workspace

Row = SimpleNamespace
QUICK = replace(POST, offline=partial(write_post, candidates=2))
"""The writer in a hurry: sixty posts a business, and a first visitor may be waiting."""
BUSY = 0.5
"""The share of its wished cadence that an ordinary owner keeps up."""
SLIPS = 0.05
"""The share of planned posts that nobody got round to."""


def blank(cls: type[SQLModel]) -> dict[str, Any]:
    """A row's values where nothing else is said; rows are written a table at a time, as plain values."""
    known = {name: field for name, field in cls.model_fields.items() if not field.is_required()}
    return {name: field.get_default(call_default_factory=True) for name, field in known.items()}


_BLANK_IDEA, _BLANK_POST = blank(Idea), blank(Post)


def write_posts(ws: Workspace, past: Past) -> list[Row]:
    """Write every post with its publication, its place in the platforms' ledger and its readings."""
    dice = Random(f"{past.demo.key}|posts")
    pictures = posters(ws)
    made: list[Row] = []
    texts: list[str] = []
    for number, slot in enumerate(_slots(past)):
        post = _written(ws, past, slot, dice, number=number, texts=texts, pictures=pictures)
        texts = [*texts, f"{post.subject}\n{post.caption}"][-60:]
        made.append(post)
    with ws.writing() as rows:
        rows.add_many(Idea, [_idea(post) for post in made])
        rows.add_many(Post, [vars(post) for post in made])
        write_sent(ws, past, made)
    return made


def _idea(post: Row) -> dict[str, Any]:
    same = {name: getattr(post, name) for name in ("campaign_id", "title", "created_at")}
    return {**_BLANK_IDEA, **same, "id": post.idea_id}


def _slots(past: Past) -> tuple[Slot, ...]:
    zone = past.demo.tz
    wanted = Wanted(
        start=past.start.astimezone(zone).date(),
        end=past.end.astimezone(zone).date(),
        zone=zone,
        per_week={name: max(0.5, count * BUSY) for name, count in past.demo.cadence.items() if count},
    )
    return good_slots(wanted)


def _written(
    ws: Workspace, past: Past, slot: Slot, dice: Random, *, number: int, texts: list[str], pictures: list[MediaItem]
) -> Row:
    profile = past.profile
    rules = channel(slot.channel)
    weights = {PostType.IMAGE: 6, PostType.VIDEO: 2, PostType.TEXT: 4}
    kind = dice.choices(list(rules.kinds), [weights[kind] for kind in rules.kinds])[0]
    campaign = _campaign_at(past, slot.at)
    week = None if campaign is None else (slot.at.astimezone(past.demo.tz).date() - campaign.starts_on).days // 7
    theme = "" if campaign is None or week is None or week >= len(campaign.themes) else campaign.themes[week].title
    request = DraftRequest(
        channel=slot.channel, type=kind, goal=campaign.goal if campaign else "", theme=theme, at=slot.at
    )
    facts = facts_of(ws.business, profile, request, recent=texts, ordinal=number)
    answer = Offline().answer(QUICK, facts)
    draft = _fitting(profile, answer.reply, slot.channel, kind)
    status, planned = _fate(past, slot.at, dice)
    if kind is PostType.VIDEO and status is PostStatus.SCHEDULED:
        status, planned = PostStatus.DRAFT, None  # its film is still to be made
    created = min(slot.at - timedelta(days=4), past.now - timedelta(hours=3))
    shown = (pictures[number % len(pictures)],) if kind is not PostType.TEXT else ()
    told = {
        "id": uuid5(NAMESPACE_URL, f"{past.demo.key}/{number}"),
        "campaign_id": campaign.id if campaign else None,
        "idea_id": uuid4(),
        "title": draft.title[:200],
        "type": kind,
        "channel": slot.channel,
        "caption": draft.caption,
        "hashtags": draft.hashtags,
        "cta": draft.cta,
        "subject": draft.subject,
        "preheader": draft.preheader,
        "media": shown,
        "storyboard": _scenes(answer.reply) if kind is PostType.VIDEO else (),
        "ai": written_by(answer),
        "week": None if week is None else week + 1,
        "status": status,
        "planned_at": slot.at,
        "scheduled_at": planned,
        "published_at": planned if status is PostStatus.PUBLISHED else None,
        "status_reason": "Nobody was there to send it. Choose another moment." if status is PostStatus.MISSED else "",
        "created_at": created,
        "updated_at": created,
    }
    return Row(**(_BLANK_POST | told))


def _fitting(profile: Profile, text: PostText, name: str, kind: PostType) -> Draft:
    draft = Draft(
        channel=name,
        type=kind,
        title=text.title,
        caption=text.caption,
        hashtags=text.hashtags,
        cta=text.cta,
        subject=text.subject,
        preheader=text.preheader,
        media=int(kind is not PostType.TEXT),
        video_seconds=sum(scene.seconds for scene in text.scenes) if kind is PostType.VIDEO else None,
    )
    sender = sender_of(profile)
    for finding in check(draft, sender):
        if finding.fix is not None:
            draft = apply_fix(draft, finding.fix.code, sender)
    return draft


def _scenes(text: PostText) -> tuple[Scene, ...]:
    return tuple(Scene.model_validate(scene.model_dump()) for scene in text.scenes)


def _campaign_at(past: Past, at: datetime) -> Campaign | None:
    day = at.astimezone(past.demo.tz).date()
    return next((one for one in past.campaigns if one.starts_on <= day <= one.ends_on), None)


def _fate(past: Past, at: datetime, dice: Random) -> tuple[PostStatus, datetime | None]:
    """What became of a slot: gone out, on time or a little late; slipped; scheduled; or still a draft."""
    slipped, late = dice.random() < SLIPS, timedelta(minutes=dice.choice((0, 0, 0, 0, 4, 25, 95)))
    if at + late >= past.now:
        near = at - past.now < timedelta(days=8)
        return (
            (PostStatus.SCHEDULED, at) if near and at > past.now + timedelta(minutes=20) else (PostStatus.DRAFT, None)
        )
    if slipped:
        return PostStatus.MISSED if past.now - at < timedelta(days=10) else PostStatus.CANCELLED, at
    return PostStatus.PUBLISHED, at + late
