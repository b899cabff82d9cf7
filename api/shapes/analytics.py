"""What was measured."""

from datetime import date, datetime, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field

from api.shapes.base import Given
from core.analytics import CampaignNumbers, HealthView, PostNumbers
from core.ports import ChannelTotals
from core.vocab import Origin, PostStatus, Signal


class Simulation(Given):
    days: int = Field(default=0, ge=0, le=30, description="Days to skip; only a demo sandbox can.")

    def ahead(self) -> timedelta:
        return timedelta(days=self.days)


class Metrics(BaseModel):
    views: int
    likes: int
    comments: int
    shares: int
    saves: int
    clicks: int
    watch_time_seconds: int
    conversions: int

    @classmethod
    def of(cls, counts: dict[str, int]) -> Self:
        own = {name: counts[name] for name in cls.model_fields if name in counts}
        return cls(watch_time_seconds=counts["watch_seconds"], **own)


Count = Annotated[int | None, Field(ge=0, le=10**12)]


class MetricsTold(Given):
    """Counts so far; what is left out is not told, which is not zero."""

    views: Count = Field(default=None, examples=[5000])
    likes: Count = None
    comments: Count = None
    shares: Count = None
    saves: Count = None
    clicks: Count = Field(default=None, examples=[120])
    watch_time_seconds: Count = None
    conversions: Count = None

    def totals(self) -> ChannelTotals:
        """The same for the core."""
        told = self.model_dump(exclude={"watch_time_seconds"})
        return ChannelTotals(**told, watch_seconds=self.watch_time_seconds)


class TotalsOfOne(Given):
    content_id: UUID
    metrics: MetricsTold


class TotalsTold(Given):
    """What another program measured of posts that are really out."""

    items: list[TotalsOfOne] = Field(min_length=1, max_length=200)

    def told(self) -> dict[UUID, ChannelTotals]:
        """The same for the core; of two lines about one post, the last counts."""
        return {one.content_id: one.metrics.totals() for one in self.items}


class TotalsTaken(BaseModel):
    posts: int


class DayOut(BaseModel):
    day: date
    metrics: Metrics


class ContentNumbers(BaseModel):
    """Totals so far and gains by day (UTC); origin says whether they are simulated."""

    content_id: UUID
    platform: str
    status: PostStatus
    published_at: datetime | None
    origin: Origin
    metrics: Metrics
    engagement_rate: float | None = Field(description="A fraction of the denominator; null before anybody saw it.")
    denominator: str
    engagement_score: float | None = Field(description="0 to 100; null while there is too little to tell.")
    days: list[DayOut]

    @classmethod
    def of(cls, found: PostNumbers) -> Self:
        one = found.figures
        return cls(
            content_id=one.id,
            platform=one.channel,
            status=one.status,
            published_at=one.published_at,
            origin=one.origin,
            metrics=Metrics.of(dict(one.counts)),
            engagement_rate=one.rate,
            denominator=one.denominator,
            engagement_score=one.score,
            days=[DayOut(day=day, metrics=Metrics.of(gained)) for day, gained in found.days],
        )


class CampaignNumbersOut(BaseModel):
    """What a campaign did so far."""

    campaign_id: UUID
    published: int
    planned: int
    views: int
    engagements: float
    engagement_rate: float | None = Field(description="All engagements over all views, a fraction of the denominator.")
    denominator: str
    clicks: int
    leads: int
    spend_usd: float | None = Field(description="Paid for writing; null where nothing was priced.")
    origins: list[Origin]

    @classmethod
    def of(cls, campaign_id: UUID, found: CampaignNumbers) -> Self:
        return cls(
            campaign_id=campaign_id,
            published=found.published,
            planned=found.planned,
            views=found.views,
            engagements=found.engagements,
            engagement_rate=found.rate,
            denominator=found.denominator,
            clicks=found.clicks,
            leads=found.leads,
            spend_usd=None if found.spend is None else float(found.spend),
            origins=sorted(found.origins),
        )


class SignalOut(BaseModel):
    signal: Signal
    value: float | None = Field(description="0 to 100; null without data.")
    weight: float
    points: float | None = Field(description="Its part of the score.")


class HealthOut(BaseModel):
    """0.4 engagement + 0.3 consistency + 0.2 media diversity + 0.1 response time; what has no data is left out."""

    campaign_id: UUID
    health_score: float | None = Field(description="0 to 100; null while no signal has data.")
    low: float | None = Field(description="Lower end of the 90% interval.")
    high: float | None = Field(description="Upper end of the 90% interval.")
    band: str | None
    signals: list[SignalOut]
    formula_version: str
    computed_until: datetime

    @classmethod
    def of(cls, campaign_id: UUID, view: HealthView) -> Self:
        score = view.score
        known = score.signals.known()
        return cls(
            campaign_id=campaign_id,
            health_score=score.value,
            low=score.interval.low if score.interval else None,
            high=score.interval.high if score.interval else None,
            band=score.band,
            signals=[
                SignalOut(
                    signal=signal,
                    value=known.get(signal),
                    weight=score.weights.of(signal),
                    points=score.contributions.get(signal),
                )
                for signal in Signal
            ],
            formula_version=score.version,
            computed_until=view.until,
        )


class Simulated(BaseModel):
    """What is due by now was done: posts sent, engagement read, messages received, scores computed."""

    now: datetime = Field(description="The business's clock afterwards.")
