"""What the strategist suggests: plans, audiences, targets, changes."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from api.shapes.base import Given, Line
from api.shapes.business import SegmentShape
from api.shapes.campaigns import CampaignNew, KpiShape
from core.strategy import Amendment, ChangeKind, Improvement, SuggestedTargets
from core.tables import Campaign, Plan
from core.vocab import PostType


class CalendarOrder(CampaignNew):
    accept: bool = Field(default=False, description="Make it a running campaign with a draft for every post at once.")


class ThemeOut(BaseModel):
    week: int
    starts_on: date
    title: str
    reason: str


class PlannedOut(BaseModel):
    at: datetime
    platform: str
    type: PostType
    week: int
    title: str


class PlanOut(BaseModel):
    """A plan; campaign_id is null until it is accepted."""

    plan_id: UUID
    campaign_id: UUID | None
    written_by: str
    weekly_themes: list[ThemeOut]
    posts: list[PlannedOut]
    kpis: list[KpiShape]

    @classmethod
    def of(cls, plan: Plan, campaign: Campaign | None) -> Self:
        told = plan.proposal
        return cls(
            plan_id=plan.id,
            campaign_id=campaign.id if campaign else plan.campaign_id,
            written_by=told.written_by,
            weekly_themes=[ThemeOut.model_validate(theme, from_attributes=True) for theme in told.themes],
            posts=[
                PlannedOut(at=post.at, platform=post.channel, type=post.type, week=post.week, title=post.title)
                for post in told.posts
            ],
            kpis=[KpiShape.of(kpi) for kpi in told.kpis],
        )


class SegmentsOut(BaseModel):
    target_audience: list[SegmentShape]


class KpisOut(BaseModel):
    kpis: list[KpiShape]
    written_by: str

    @classmethod
    def of(cls, told: SuggestedTargets) -> Self:
        return cls(kpis=[KpiShape.of(kpi) for kpi in told.targets], written_by=told.ai.model)


class OptimizeOrder(Given):
    campaign_id: UUID
    apply: list[Line] = Field(default=[], max_length=100, description="Keys of proposed changes to make, all or none.")


class ChangeOut(BaseModel):
    """One change that the numbers speak for."""

    key: str
    kind: ChangeKind
    content_id: UUID | None
    title: str
    platform: str
    type: PostType
    at: datetime | None
    lesson: str
    evidence: str
    expected_gain: str | None

    @classmethod
    def of(cls, one: Amendment) -> Self:
        return cls(
            key=one.key,
            kind=one.kind,
            content_id=one.post.id if one.post else None,
            title=one.post.title if one.post else one.about,
            platform=one.channel,
            type=one.type,
            at=one.at,
            lesson=one.lesson,
            evidence=one.evidence,
            expected_gain=one.gain.words if one.gain else None,
        )


class ImprovementOut(BaseModel):
    """Changes, the surest gain first; reason says why there is none, if so."""

    changes: list[ChangeOut]
    applied: int
    reason: str

    @classmethod
    def of(cls, found: Improvement, applied: int) -> Self:
        return cls(changes=[ChangeOut.of(one) for one in found.changes], applied=applied, reason=found.reason)
