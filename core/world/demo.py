"""The demo businesses: invented firms with everything a first look at the product needs, read from ``data/demo``."""

import tomllib
from datetime import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from core.errors import Invalid
from core.vocab import CampaignStatus, Channel

DEMO_DIR = Path(__file__).parents[2] / "data" / "demo"
"""Shipped with the product; one file a business."""

Text = Annotated[str, Field(min_length=1)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Blocks = tuple[tuple[time, time], ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Voice(_Frozen):
    summary: Text
    traits: tuple[Text, ...]
    use: tuple[Text, ...]
    avoid: tuple[Text, ...]
    example: Text


class Brand(_Frozen):
    """Colours as ``#RRGGBB``; text on background and white on primary keep a contrast of 4.5 and more (WCAG AA)."""

    primary: Colour
    accent: Colour
    background: Colour
    text: Colour


class Sender(_Frozen):
    name: Text
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: Text
    postal_address: Text


class Product(_Frozen):
    """Something on offer; ``amount`` is in ``currency`` (ISO 4217) for one ``unit``."""

    name: Text
    amount: Annotated[Decimal, Field(ge=0, decimal_places=2)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    unit: Text
    kind: Literal["product", "service", "subscription", "event"]
    description: Text


class Segment(_Frozen):
    """A group of people; ages in years, both included."""

    name: Text
    age_min: Annotated[int, Field(ge=13)]
    age_max: Annotated[int, Field(le=99)]
    interests: tuple[Text, ...]


class DemoFaq(_Frozen):
    """A question, the ways people ask it, and an answer whose ``{variables}`` are facts."""

    key: Key
    title: Text
    answer: Text
    phrasings: Annotated[tuple[Text, ...], Field(min_length=6)]


class DemoCampaign(_Frozen):
    """A campaign, dated from the day of seeding: negative is in the past. KPI targets are totals over its days."""

    key: Key
    name: Text
    status: CampaignStatus
    goal: Text
    starts_in_days: int
    days: Annotated[int, Field(ge=1)]
    themes: tuple[Text, ...]
    kpis: dict[Key, Annotated[int, Field(ge=1)]]


class DemoBusiness(_Frozen):
    """One invented business. ``audience`` counts followers or subscribers, ``cadence`` posts a week, by channel."""

    key: Key
    name: Text
    industry: Literal["fitness", "bakery", "b2b_software"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    zone: str
    website: Text
    booking_link: Text
    description: Text
    goals: tuple[Text, ...]
    benefits: tuple[Text, ...]
    voice: Voice
    brand: Brand
    sender: Sender
    hours: dict[Weekday, Blocks]
    audience: dict[Channel, Annotated[int, Field(ge=0)]]
    cadence: dict[Channel, Annotated[int, Field(ge=0)]]
    products: tuple[Product, ...]
    segments: tuple[Segment, ...]
    facts: dict[Key, Text]
    faqs: tuple[DemoFaq, ...]
    campaigns: tuple[DemoCampaign, ...]

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("is not an IANA time zone")
        return zone

    @field_validator("hours")
    @classmethod
    def _ordered_hours(cls, hours: dict[Weekday, Blocks]) -> dict[Weekday, Blocks]:
        for day, blocks in hours.items():
            moments = [moment for block in blocks for moment in block]
            if moments != sorted(set(moments)):
                raise ValueError(f"{day}: blocks must be in order and must not overlap")
        return hours

    @model_validator(mode="after")
    def _unique_keys(self) -> "DemoBusiness":
        for keys in ([f.key for f in self.faqs], [c.key for c in self.campaigns]):
            if len(keys) != len(set(keys)):
                raise ValueError("two FAQs or two campaigns share a key")
        return self


def read_business(path: Path) -> DemoBusiness:
    """One business from its TOML file.

    Raises:
        Invalid: the file is no TOML or a field is wrong; the message names the file and the field.
    """
    try:
        return DemoBusiness.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as wrong:
        raise Invalid(f"{path.name} is not valid TOML: {wrong}") from wrong
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"{path.name}, {field or 'whole file'}: {first['msg']}", field=field or None) from wrong


@cache
def demo_businesses() -> tuple[DemoBusiness, ...]:
    """Every demo business, in the order of their files' names.

    >>> [b.industry for b in demo_businesses()]
    ['b2b_software', 'bakery', 'fitness']
    """
    return tuple(read_business(path) for path in sorted(DEMO_DIR.glob("*.toml")))
