"""A business as the brief tells it, and what the product knows beside."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field

from api.shapes.base import CadenceShape, Given, Line, Platform, Text
from core.strategy import ProfileEdit, ProfileView
from core.tables.values import Audience, Fact, Offer, OpenBlock, Segment

Few = Field(max_length=100)


class SegmentShape(Given):
    """A group of people that the business speaks to."""

    segment_name: Line = Field(examples=["Young professionals"])
    age_range: Line = Field(default="", examples=["22-35"])
    interests: list[Line] = Field(default=[], max_length=50, examples=[["gym", "wellness"]])
    why: Text = ""

    def value(self) -> Segment:
        return Segment(name=self.segment_name, age_range=self.age_range, interests=tuple(self.interests), why=self.why)

    @classmethod
    def of(cls, one: Segment) -> Self:
        return cls.model_construct(
            segment_name=one.name, age_range=one.age_range, interests=list(one.interests), why=one.why
        )


class Reached(Given):
    """How many people follow, or are written to, on one platform."""

    platform: Platform
    people: int = Field(ge=0, le=10**9, examples=[2400])


class Brand(Given):
    brand_colors: list[Line] = Field(default=[], max_length=10, examples=[["#000000", "#FF5733"]])


class BrandOut(BaseModel):
    logo_url: str | None
    brand_colors: list[str]
    fonts: list[str]


class BusinessEdit(Given):
    """What to change; what is left out stays as it is."""

    business_name: Line | None = None
    industry: Line | None = None
    time_zone: Line | None = Field(default=None, description="An IANA name.", examples=["Europe/Lisbon"])
    country: Line | None = Field(default=None, description="Two letters.", examples=["PT"])
    brand_voice: Line | None = None
    primary_goals: Annotated[list[Line] | None, Few] = None
    target_audience: Annotated[list[SegmentShape] | None, Few] = None
    brand_assets: Brand | None = None
    offers: Annotated[list[Offer] | None, Few] = None
    benefits: Annotated[list[Line] | None, Few] = None
    facts: Annotated[list[Fact] | None, Few] = Field(default=None, description="What is true and may be told.")
    hours: Annotated[list[OpenBlock] | None, Few] = None
    audience: Annotated[list[Reached] | None, Few] = None
    cadence: Annotated[list[CadenceShape] | None, Few] = None
    sender_name: Line | None = None
    sender_email: Line | None = None
    postal_address: Line | None = None
    website: Line | None = None
    place: Line | None = None
    response_target_minutes: int | None = Field(default=None, ge=1, le=100_000)
    approval_required: bool | None = None

    def edit(self) -> ProfileEdit:
        """The same for the core."""
        segments, audience, cadence = self.target_audience, self.audience, self.cadence
        return ProfileEdit(
            name=self.business_name,
            industry=self.industry,
            zone=self.time_zone,
            country=self.country,
            brand_voice=self.brand_voice,
            goals=_tuple(self.primary_goals),
            segments=None if segments is None else tuple(one.value() for one in segments),
            colors=tuple(self.brand_assets.brand_colors) if self.brand_assets else None,
            offers=_tuple(self.offers),
            benefits=_tuple(self.benefits),
            facts=_tuple(self.facts),
            hours=_tuple(self.hours),
            audience=None if audience is None else tuple(Audience(channel=a.platform, size=a.people) for a in audience),
            cadence=None if cadence is None else tuple(one.value() for one in cadence),
            sender_name=self.sender_name,
            sender_email=self.sender_email,
            postal_address=self.postal_address,
            website=self.website,
            place=self.place,
            response_target_minutes=self.response_target_minutes,
            approval_required=self.approval_required,
        )


class BusinessNew(BusinessEdit):
    """A new business; its maker is its admin."""

    business_name: Line = Field(examples=["Ali's Fitness Studio"])
    industry: Line = Field(examples=["fitness"])
    time_zone: Line = Field(default="UTC", description="An IANA name.", examples=["Europe/Lisbon"])
    country: Line = Field(default="US", description="Two letters.", examples=["PT"])


class BusinessOut(BaseModel):
    id: UUID
    business_name: str
    industry: str
    time_zone: str
    country: str
    brand_voice: str
    primary_goals: list[str]
    target_audience: list[SegmentShape]
    brand_assets: BrandOut
    offers: list[Offer]
    benefits: list[str]
    facts: list[Fact]
    hours: list[OpenBlock]
    audience: list[Reached]
    cadence: list[CadenceShape]
    sender_name: str
    sender_email: str
    postal_address: str
    website: str
    place: str
    response_target_minutes: int
    approval_required: bool
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, view: ProfileView, address: str) -> Self:
        """``address`` is where this API is reached."""
        one, known = view.business, view.profile
        return cls(
            id=one.id,
            business_name=one.name,
            industry=one.industry,
            time_zone=one.zone,
            country=one.country,
            brand_voice=known.brand_voice,
            primary_goals=list(known.goals),
            target_audience=[SegmentShape.of(segment) for segment in known.segments],
            brand_assets=BrandOut(
                logo_url=f"{address}/business/{one.id}/logo" if known.assets.logo else None,
                brand_colors=list(known.assets.colors),
                fonts=list(known.assets.fonts),
            ),
            offers=list(known.offers),
            benefits=list(known.benefits),
            facts=list(known.facts),
            hours=list(known.hours),
            audience=[Reached.model_construct(platform=line.channel, people=line.size) for line in known.audience],
            cadence=[CadenceShape.model_construct(platform=c.channel, per_week=c.per_week) for c in known.cadence],
            sender_name=known.sender_name,
            sender_email=known.sender_email,
            postal_address=known.postal_address,
            website=known.website,
            place=known.place,
            response_target_minutes=known.response_target_minutes,
            approval_required=known.approval_required,
            created_at=one.created_at,
            updated_at=known.updated_at,
        )


def _tuple(given: list | None) -> tuple | None:  # type: ignore[type-arg]
    return None if given is None else tuple(given)
