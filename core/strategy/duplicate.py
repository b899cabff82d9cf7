"""Doing a campaign again: the same plan, weeks and words, on other days."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col

from core import content
from core.errors import Invalid
from core.keys import needs
from core.tables import Campaign, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

NAME_MAX = 160


@needs(Permission.PLAN)
def duplicate_campaign(
    ws: Workspace, campaign_id: UUID, *, starts_on: date, name: str = "", token: str | None = None
) -> Campaign:
    """A campaign that is not started yet, with the other's targets, themes and posts, moved to begin on ``starts_on``.

    Every post becomes a draft at the same hour of the business's clock; what was cancelled stays behind, and a theme's
    occasion as well, for it falls on another day. Numbers and health start from nothing.

    Raises:
        NotFound: this business has no such campaign.
        Invalid: its first day has passed (field ``starts_on``).
    """
    if done := ws.rows.made(Campaign, "duplicate_campaign", token):
        return done
    old = ws.rows.get(Campaign, campaign_id)
    if starts_on < ws.now.astimezone(ws.zone).date():
        raise Invalid("The first day has passed. Start today or later.", field="starts_on")
    by = starts_on - old.starts_on
    at = func.coalesce(col(Post.planned_at), col(Post.scheduled_at), col(Post.published_at))
    where = [col(Post.campaign_id) == campaign_id, col(Post.status) != PostStatus.CANCELLED]
    moments = {
        post_id: _moved(moment, by, ws.zone, ws.now)
        for post_id, moment in ws.rows.columns(col(Post.id), at, where=where)
    }
    with ws.writing() as rows:
        if done := rows.made(Campaign, "duplicate_campaign", token):
            return done
        new = rows.add(
            Campaign(
                business_id=ws.key.business_id,
                name=(name.strip() or f"{old.name} again")[:NAME_MAX],
                goal=old.goal,
                starts_on=starts_on,
                ends_on=old.ends_on + by,
                kpis=old.kpis,
                themes=tuple(
                    theme.model_copy(update={"starts_on": theme.starts_on + by, "moment": ""}) for theme in old.themes
                ),
                lessons=old.lessons,
                channels=old.channels,
                utm=old.utm,
                created_at=ws.now,
            )
        )
        rows.flush()
        content.copy_posts(ws, moments, campaign_id=new.id)
        ws.made("duplicate_campaign", token, new)
        ws.audit("duplicate_campaign", new.name, f"{len(moments)} drafts, from {old.name}")
        return new


def _moved(at: datetime | None, by: timedelta, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The same time of day so many days later, by the clock on the wall; None where that has passed."""
    if at is None:
        return None
    there = (at.astimezone(zone).replace(tzinfo=None) + by).replace(tzinfo=zone).astimezone(UTC)
    return there if there > now else None
