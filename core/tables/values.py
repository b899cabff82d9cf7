"""Frozen values kept inside rows as JSON."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from core.vocab import Engine, PostType


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Segment(Value):
    name: str
    age_range: str = ""
    interests: tuple[str, ...] = ()
    why: str = ""


class BrandAssets(Value):
    colors: tuple[str, ...] = ("#14213D", "#0F766E")
    fonts: tuple[str, ...] = ("Inter",)
    logo: str | None = None


class Fact(Value):
    """Something that is true of the business, and the only source of prices, hours and links in what is written."""

    key: str
    value: str


class Offer(Value):
    name: str
    price: str = ""
    detail: str = ""


class OpenBlock(Value):
    """One stretch of opening hours on one weekday (Monday is 0), in the business's zone."""

    weekday: int = Field(ge=0, le=6)
    opens: time
    closes: time


class Weights(Value):
    """How much each signal weighs in the business's health score; shares, not percent."""

    engagement: float = 0.4
    consistency: float = 0.3
    diversity: float = 0.2
    response: float = 0.1


class Audience(Value):
    channel: str
    size: int = Field(ge=0)


class Cadence(Value):
    channel: str
    per_week: float = Field(gt=0)


class KpiTarget(Value):
    """One target: a rate is a fraction of its denominator, a count is a whole number."""

    name: str
    target: float
    unit: str
    why: str = ""


class WeekTheme(Value):
    week: int
    starts_on: date
    title: str
    reason: str
    moment: str = ""


class Lesson(Value):
    """Something measured that the next plan may use, with its evidence."""

    text: str
    evidence: str
    dropped: bool = False


class PlannedPost(Value):
    """One slot of a proposed plan."""

    slot: int
    at: datetime
    channel: str
    type: PostType
    week: int
    title: str


class Brief(Value):
    """What a person asks a plan for."""

    name: str
    goal: str
    starts_on: date
    ends_on: date
    cadence: tuple[Cadence, ...]
    offer: str = ""
    leads_target: int | None = Field(default=None, ge=0)


class Proposal(Value):
    themes: tuple[WeekTheme, ...]
    posts: tuple[PlannedPost, ...]
    kpis: tuple[KpiTarget, ...]
    lessons: tuple[Lesson, ...] = ()
    written_by: str = "offline"


class MediaItem(Value):
    """An image or video in the media store; ``key`` is made of its content's hash."""

    key: str
    content_type: str
    alt_text: str = ""
    width: int | None = None
    height: int | None = None


class Scene(Value):
    scene: int
    script: str
    visual_description: str
    seconds: int


class AiMetadata(Value):
    """Who wrote a text and from what: what the "why this?" panel shows."""

    engine: Engine
    model: str
    prompt_id: str
    prompt_version: str
    prompt_hash: str
    prompt_used: str
    cost: Decimal | None = None
    fallback_reason: str | None = None
    predicted_engagement_score: float | None = None


class Slice(Value):
    """One signal's part of a health score: all are points out of 100 but ``samples``, a count."""

    signal: str
    value: float | None
    weight: float
    points: float
    samples: int


class SourceNote(Value):
    """Where an escalation, a suggestion or an answer came from."""

    label: str
    detail: str = ""
    ref: UUID | None = None
