"""What the planner is told, and what it suggests."""

from pydantic import BaseModel, ConfigDict, Field


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(_Value):
    """An occasion inside the campaign: its week, from 1, and its name."""

    week: int = Field(ge=1)
    name: str


class ThemesFacts(_Value):
    """``said``: themes and names of posts that were already about this, not to be told again."""

    business: str = Field(min_length=1)
    industry: str = ""
    voice: str = ""
    offers: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    goal: str
    weeks: int = Field(ge=1, le=53)
    moments: tuple[Moment, ...] = ()
    lessons: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Theme(_Value):
    """One week: ``focus`` steers the posts, ``reason`` says why this week and not another."""

    week: int = Field(ge=1)
    title: str = Field(min_length=1)
    focus: str
    reason: str


class Themes(_Value):
    themes: tuple[Theme, ...]


class SegmentsFacts(_Value):
    business: str = Field(min_length=1)
    industry: str = ""
    offers: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    goal: str = ""


class Segment(_Value):
    """A group to speak to; ages are whole years, 0 and 0 when age says nothing about it."""

    name: str = Field(min_length=1)
    age_from: int = Field(ge=0, le=120)
    age_to: int = Field(ge=0, le=120)
    interests: tuple[str, ...]
    reason: str


class Segments(_Value):
    segments: tuple[Segment, ...]


class Benchmark(_Value):
    """A channel's usual engagement rate in basis points (hundredths of a percent)."""

    channel: str
    engagement_bp: int = Field(ge=0, le=10_000)


class History(_Value):
    """The business's own past: totals over so many posts; the rate in basis points."""

    posts: int = Field(ge=0)
    engagement_bp: int = Field(ge=0, le=10_000)
    clicks: int = Field(ge=0)
    leads: int = Field(ge=0)


class KpisFacts(_Value):
    goal: str = ""
    weeks: int = Field(ge=1)
    posts: int = Field(ge=1)
    benchmarks: tuple[Benchmark, ...] = ()
    history: History | None = None


class Kpi(_Value):
    """A target: ``unit`` is ``basis_points`` or ``count``; ``arithmetic`` shows how it was reached."""

    name: str
    target: int = Field(ge=0)
    unit: str
    arithmetic: str
    source: str


class Kpis(_Value):
    kpis: tuple[Kpi, ...]
