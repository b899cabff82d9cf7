"""Changes to many posts at once: hashtags, campaigns, copies, and drafts thrown away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlmodel import col

from core.channels.compose import hashtag
from core.channels.lifecycle import WORDS, is_editable
from core.channels.rules import channel
from core.content.copies import copy_posts
from core.content.revise import PostEdit, delete_post, revise_post
from core.errors import Conflict, Invalid
from core.keys import needs
from core.rows.each import Many, each
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class Tagged:
    """What became of a list of posts; ``before`` has the hashtags of those that were changed."""

    many: Many
    before: Mapping[UUID, tuple[str, ...]]


@dataclass(frozen=True)
class Moved:
    """What became of a list of posts; ``before`` has the campaign of each that was moved, if it had one."""

    many: Many
    before: Mapping[UUID, UUID | None]


@needs(Permission.WRITE)
def add_hashtags(ws: Workspace, ids: Collection[UUID], tags: Collection[str]) -> Tagged:
    """Give each post hashtags that it lacks, at the end of its own.

    Raises:
        Invalid: none of them is a hashtag (field ``hashtags``).
    """
    wanted = list(dict.fromkeys(tag for tag in map(hashtag, tags) if tag))
    if not wanted:
        raise Invalid("Write at least one hashtag.", field="hashtags")
    before = {post.id: post.hashtags for post in ws.rows.find(Post, col(Post.id).in_(ids))}

    def add(post_id: UUID) -> None:
        post = ws.rows.get(Post, post_id)
        if channel(post.channel).personal:
            raise Invalid(f"{channel(post.channel).label} has no hashtags.")
        known = {hashtag(tag).casefold() for tag in post.hashtags}
        new = tuple(tag for tag in wanted if tag.casefold() not in known)
        if not new:
            raise Conflict("It has them already.")
        revise_post(ws, post_id, PostEdit(hashtags=(*post.hashtags, *new)), seen=post.updated_at)

    many = each(ws.rows, ids, add)
    return Tagged(many, {one: before[one] for one in many.done})


@needs(Permission.WRITE)
def set_hashtags(ws: Workspace, hashtags: Mapping[UUID, tuple[str, ...]]) -> Many:
    """Give each post exactly these hashtags: the way back from ``add_hashtags``."""
    return each(ws.rows, hashtags, lambda one: revise_post(ws, one, PostEdit(hashtags=hashtags[one])))


@needs(Permission.WRITE)
def move_posts(ws: Workspace, campaigns: Mapping[UUID, UUID | None]) -> Moved:
    """Put each post into a campaign, or into none; what has gone out stays where its results count.

    Raises:
        NotFound: this business has no such campaign.
    """
    known = {one: ws.rows.get(Campaign, one) for one in set(campaigns.values()) if one is not None}
    before: dict[UUID, UUID | None] = {}

    def move(post_id: UUID) -> None:
        into = campaigns[post_id]
        with ws.writing() as rows:
            post = rows.lock(Post, post_id)
            _refuse_move(post, known[into] if into else None)
            if post.campaign_id == into:
                raise Conflict("It is there already.")
            before[post_id], post.campaign_id = post.campaign_id, into
            post.week = _week(ws, post, known[into]) if into else None
            ws.audit("move_post", str(post_id), post.title)

    return Moved(each(ws.rows, campaigns, move), before)


@needs(Permission.WRITE)
def duplicate_posts(ws: Workspace, ids: Collection[UUID]) -> tuple[Post, ...]:
    """A draft without a date for each post, in the same campaign."""
    found = ws.rows.find(Post, col(Post.id).in_(ids))
    with ws.writing():
        return tuple(
            copy
            for campaign in dict.fromkeys(post.campaign_id for post in found)
            for copy in copy_posts(
                ws, {post.id: None for post in found if post.campaign_id == campaign}, campaign_id=campaign
            )
        )


@needs(Permission.WRITE)
def delete_posts(ws: Workspace, ids: Collection[UUID]) -> Many:
    """Throw each draft away; what is no draft any more is left out."""
    return each(ws.rows, ids, partial(delete_post, ws))


def _refuse_move(post: Post, into: Campaign | None) -> None:
    if not is_editable(post.status) and post.status is not PostStatus.CANCELLED:
        raise Conflict(f"It is {WORDS[post.status]}, so its results stay with its campaign.")
    if into is None:
        return
    if into.status is CampaignStatus.COMPLETED:
        raise Conflict(f"“{into.name}” is completed.")
    if into.status is CampaignStatus.PAUSED and post.status is PostStatus.SCHEDULED:
        raise Conflict(f"“{into.name}” is paused, and this post is scheduled. Resume the campaign first.")


def _week(ws: Workspace, post: Post, campaign: Campaign) -> int | None:
    """The campaign's week, from 1, in which a post is planned; None outside its days."""
    at = post.scheduled_at or post.planned_at
    day = at.astimezone(ws.zone).date() if at else None
    if day is None or not campaign.starts_on <= day <= campaign.ends_on:
        return None
    return (day - campaign.starts_on).days // 7 + 1
