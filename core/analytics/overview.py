"""The health score in full, and the command centre's one look at everything that is measured."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.analytics.campaigns import CampaignProgress, read_campaigns
from core.analytics.change import Change, explain_change
from core.analytics.gather import gather
from core.analytics.health import HealthInputs, HealthScore, Signals, score
from core.analytics.next_points import Action, cheapest_points
from core.analytics.period import Period
from core.analytics.read import read_totals
from core.analytics.records import BUSINESS, assessed, score_of, weights_of
from core.analytics.totals import Totals
from core.keys import needs
from core.tables import Campaign, HealthRecord, Post
from core.vocab import Origin, Permission
from core.workspace import Workspace

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class HealthView:
    """One score and all that explains it.

    Args:
        scope: ``business`` or a campaign's id.
        until: the moment it speaks of; the business's score covers the 28 days before it.
        score: from the numbers as they are now.
        change: against the record of a week earlier (or the last one before that).
        history: dated records, oldest first.
        inputs: what the score was computed from, for what-if and download.
        origins: posts of the score by where their numbers come from.
        imported_until: when the newest imported post was published; None without imports.
    """

    scope: str
    until: datetime
    score: HealthScore
    change: Change
    history: tuple[HealthRecord, ...]
    inputs: HealthInputs
    origins: dict[Origin, int]
    imported_until: datetime | None


@dataclass(frozen=True)
class Overview:
    """Everything measured at one look; totals are of the last 28 days against the 28 before."""

    health: HealthView
    totals: Totals
    campaigns: tuple[CampaignProgress, ...]
    next_points: tuple[Action, ...]


@needs(Permission.READ)
def health_inputs(ws: Workspace, campaign_id: UUID | None = None, until: datetime | None = None) -> HealthInputs:
    """What the score of the business's last 28 days, or of a campaign, is computed from.

    Raises:
        NotFound: there is no such campaign.
    """
    return read_health(ws, campaign_id, until=until).inputs


@needs(Permission.READ)
def read_health(ws: Workspace, campaign_id: UUID | None = None, *, until: datetime | None = None) -> HealthView:
    """The score of the business (no campaign given) or of a campaign, with its parts, history and inputs.

    ``until`` looks at the 28 days before another moment, such as ``imported_until``: posts imported from years ago
    lie outside the last 28 days.

    Raises:
        NotFound: there is no such campaign.
    """
    campaign = None if campaign_id is None else ws.rows.get(Campaign, campaign_id)
    facts = gather(ws, [] if campaign is None else [campaign], until)
    inputs = facts.business() if campaign is None else facts.campaign(campaign)
    scope = BUSINESS if campaign is None else str(campaign.id)
    now = assessed(ws, scope, inputs, facts.profile)
    history = ws.rows.find(HealthRecord, col(HealthRecord.scope) == scope, order=[col(HealthRecord.day)])
    then = facts.until.astimezone(ws.zone).date() - WEEK
    earlier = [record for record in history if record.day <= then]
    before = score_of(earlier[-1]) if earlier else score(Signals(), weights_of(facts.profile))
    judged = [post for post in facts.posts if campaign is None or post.campaign_id == campaign.id]
    out = [post.origin for post in judged if post.published_at is not None and post.published_at <= facts.until]
    imported = ws.rows.columns(func.max(col(Post.published_at)), where=[col(Post.origin) == Origin.IMPORTED])
    return HealthView(
        scope=scope,
        until=facts.until,
        score=now,
        change=explain_change(before, now),
        history=tuple(history),
        inputs=inputs,
        origins={origin: many for origin in Origin if (many := out.count(origin))},
        imported_until=imported[0][0],
    )


@needs(Permission.READ)
def read_overview(ws: Workspace) -> Overview:
    """The command centre's figures."""
    health = read_health(ws)
    return Overview(
        health=health,
        totals=read_totals(ws, Period.up_to(ws.now)),
        campaigns=tuple(read_campaigns(ws)),
        next_points=tuple(cheapest_points(health.inputs, health.score.weights)),
    )
