"""Frozen values kept inside rows as JSON."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.vocab import Engine, PostType


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Segment(Value):
    name: str
    age_range: str = ""
    interests: tuple[str, ...] = ()
    why: str = ""


class Swap(Value):
    """A word that the business avoids, and what it says instead, where it has such a word."""

    word: str
    instead: str = ""


class Voice(Value):
    """How the business sounds: five dials, its own words, and a text of its own to learn from."""

    address: Literal["formal", "neutral", "casual"] = "neutral"
    mood: Literal["serious", "neutral", "playful"] = "neutral"
    energy: Literal["calm", "neutral", "lively"] = "neutral"
    sentences: Literal["short", "neutral", "long"] = "neutral"
    emoji: Literal["none", "neutral", "some"] = "neutral"
    use: tuple[str, ...] = ()
    avoid: tuple[Swap, ...] = ()
    sample: str = ""


class SmsPrice(Value):
    """What one part of a text message costs the business, in a currency (ISO 4217); ``amount`` is None if unsaid."""

    amount: Decimal | None = None
    currency: str = ""


class BrandAssets(Value):
    """How the brand looks and sounds, and what its text messages cost; ``logo`` is a key in the media store."""

    colors: tuple[str, ...] = ("#14213D", "#0F766E")
    fonts: tuple[str, ...] = ("Inter",)
    logo: str | None = None
    voice: Voice = Voice()
    sms_price: SmsPrice = SmsPrice()


class Fact(Value):
    """Something that is true of the business, and the only source of prices, hours and links in what is written.

    ``since`` is the first day on which it is true, always where nothing is said; ``use`` is where it may be told.
    """

    key: str
    value: str
    since: date | None = None
    use: Literal["everywhere", "posts", "replies", "nowhere"] = "everywhere"


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
    """What one week is about; ``focus`` steers its posts, ``moment`` is the occasion that it leans on."""

    week: int
    starts_on: date
    title: str
    reason: str
    moment: str = ""
    focus: str = ""


class Lesson(Value):
    """Something measured that the next plan may use, with its evidence.

    ``is_applied``: somebody asked for it in this plan; ``shaped`` says what of the plan it changed.
    """

    text: str
    evidence: str
    dropped: bool = False
    is_applied: bool = False
    shaped: str = ""


class PlannedPost(Value):
    """One slot of a proposed plan."""

    slot: int
    at: datetime
    channel: str
    type: PostType
    week: int
    title: str


class Brief(Value):
    """What a person asks a plan for; ``tone`` is this campaign's own, on top of the brand's voice."""

    name: str
    goal: str
    starts_on: date
    ends_on: date
    cadence: tuple[Cadence, ...]
    offer: str = ""
    tone: str = ""
    leads_target: int | None = Field(default=None, ge=0)


class ChannelShare(Value):
    """One channel's part of a plan: posts a week as asked for and as the channel bears, and what its times rest on."""

    channel: str
    wished: float
    per_week: float
    posts: int
    people: int
    times: str


class MediaItem(Value):
    """An image or video in the media store; ``key`` is made of its content's hash.

    ``seconds`` is a video's length. ``made`` says by what a picture was made: a layout of ours, or a model.
    """

    key: str
    content_type: str
    alt_text: str = ""
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
    made: str = ""


class Scene(Value):
    scene: int
    script: str
    visual_description: str
    seconds: int


class AiMetadata(Value):
    """Who wrote a text and from what: what the "why this?" panel shows.

    ``reply`` is the whole answer as JSON, before anybody changed a word of it. ``level`` says
    how firmly its shape was asked for, ``notice`` what was to be known about the month's allowance. ``together`` counts
    the texts that one question asked for; ``cost`` is then this one's share.
    """

    engine: Engine
    model: str
    prompt_id: str
    prompt_version: str
    prompt_hash: str
    prompt_used: str
    reply: str = ""
    cost: Decimal | None = None
    fallback_reason: str | None = None
    level: str = ""
    notice: str | None = None
    together: int = 1
    predicted_engagement_score: float | None = None


class SlotText(Value):
    """What was written for one slot of a plan; ``pictures`` counts the images that go out with it."""

    type: PostType
    title: str
    caption: str
    hashtags: tuple[str, ...]
    cta: str
    subject: str
    preheader: str
    pictures: int
    media: tuple[MediaItem, ...]
    storyboard: tuple[Scene, ...]
    ai: AiMetadata | None


class Wording(Value):
    """Everything a post says and shows at one moment."""

    type: PostType = PostType.TEXT
    title: str = ""
    caption: str = ""
    hashtags: tuple[str, ...] = ()
    cta: str = ""
    subject: str = ""
    preheader: str = ""
    media: tuple[MediaItem, ...] = ()
    storyboard: tuple[Scene, ...] = ()


class UtmPreset(Value):
    """How a campaign's links are tagged on one channel, or on all others where ``channel`` is empty.

    Each part is a template: ``{channel}``, ``{medium}``, ``{campaign}``, ``{title}``, ``{type}`` and ``{week}`` are
    filled for each post. An empty part leaves its tag out.
    """

    channel: str = ""
    source: str = "{channel}"
    medium: str = "{medium}"
    campaign: str = "{campaign}"
    content: str = "{title}"


class BlockText(Value):
    """The words of a kept text; a snippet has a caption only, a set of hashtags nothing but them."""

    caption: str = ""
    hashtags: tuple[str, ...] = ()
    cta: str = ""
    subject: str = ""
    preheader: str = ""


class Proposal(Value):
    """What is planned. ``targets_ai`` says who suggested the targets, ``mix`` how the posts are shared out."""

    themes: tuple[WeekTheme, ...]
    posts: tuple[PlannedPost, ...]
    kpis: tuple[KpiTarget, ...]
    lessons: tuple[Lesson, ...] = ()
    written_by: str = "offline"
    targets_ai: AiMetadata | None = None
    mix: tuple[ChannelShare, ...] = ()


class Slice(Value):
    """One signal's part of a health score: all are points out of 100 but ``samples``, a count."""

    signal: str
    value: float | None
    weight: float
    points: float
    samples: int
