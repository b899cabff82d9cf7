"""Campaigns and their targets."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from api.shapes.base import CadenceShape, Day, Given, Line, Text
from core.strategy import (
    Brief,
    CampaignEdit,
    CampaignView,
    KpiProgress,
    KpiTarget,
)
from core.tables import Campaign
from core.vocab import CampaignStatus, PostStatus


class KpiShape(Given):
    """A target: a count, or a rate as a fraction of 1."""

    name: Line = Field(min_length=1, examples=["leads"])
    target: float = Field(gt=0, le=10**12, examples=[200])
    unit: Line = Field(default="count", examples=["count", "rate"])
    why: Text = ""

    def value(self) -> KpiTarget:
        return KpiTarget(name=self.name, target=self.target, unit=self.unit, why=self.why)

    @classmethod
    def of(cls, one: KpiTarget) -> Self:
        return cls.model_construct(name=one.name, target=one.target, unit=one.unit, why=one.why)


class KpiOut(BaseModel):
    """A target beside what was reached; actual is null while nothing was measured."""

    name: str
    label: str
    target: float
    actual: float | None
    expected: float
    unit: str
    sentence: str

    @classmethod
    def of(cls, one: KpiProgress) -> Self:
        return cls.model_validate(one, from_attributes=True)


class CampaignNew(Given):
    """What a campaign is for, when it runs, and where."""

    name: Line = Field(examples=["March fitness drive"])
    goal: Line = Field(examples=["Increase membership sign-ups"])
    start_date: Day
    end_date: Day = Field(examples=["2026-12-28"])
    cadence: list[CadenceShape] = Field(max_length=20, description="Posts a week on each platform.")
    offer: Line = ""
    tone: Line = ""
    leads_target: int | None = Field(default=None, ge=0, le=10**9)

    def brief(self) -> Brief:
        """The same for the core."""
        return Brief(
            name=self.name,
            goal=self.goal,
            starts_on=self.start_date,
            ends_on=self.end_date,
            cadence=tuple(line.value() for line in self.cadence),
            offer=self.offer,
            tone=self.tone,
            leads_target=self.leads_target,
        )


class CampaignChange(Given):
    """What to change; what is left out stays as it is."""

    name: Line | None = None
    goal: Line | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    kpis: list[KpiShape] | None = Field(default=None, max_length=20)
    status: CampaignStatus | None = None

    def edit(self) -> CampaignEdit:
        """The same for the core."""
        return CampaignEdit(
            name=self.name,
            goal=self.goal,
            starts_on=self.start_date,
            ends_on=self.end_date,
            kpis=None if self.kpis is None else tuple(kpi.value() for kpi in self.kpis),
            status=self.status,
        )


class CampaignLine(BaseModel):
    id: UUID
    business_id: UUID
    name: str
    goal: str
    start_date: date
    end_date: date
    status: CampaignStatus
    platforms: list[str]
    health_score: float | None = Field(description="0 to 100; null while there is nothing to score.")
    created_at: datetime

    @classmethod
    def of(cls, one: Campaign) -> Self:
        return cls(
            id=one.id,
            business_id=one.business_id,
            name=one.name,
            goal=one.goal,
            start_date=one.starts_on,
            end_date=one.ends_on,
            status=one.status,
            platforms=list(one.channels),
            health_score=one.health_score,
            created_at=one.created_at,
        )


class CampaignOut(CampaignLine):
    kpis: list[KpiOut]
    posts: dict[PostStatus, int] = Field(description="How many posts are in which status.")

    @classmethod
    def seen(cls, view: CampaignView) -> Self:
        line = CampaignLine.of(view.campaign).model_dump()
        return cls(**line, kpis=[KpiOut.of(kpi) for kpi in view.kpis], posts=dict(view.posts))
