"""Accounts as the API tells them."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field, SecretStr

from api.shapes.base import Given
from core.accounts import Passes, Person, Place, SessionView, Visitor
from core.vocab import Role


class Registration(Given):
    email: str = Field(max_length=254, examples=["ana@example.com"])
    password: SecretStr = Field(max_length=1000, description="8 characters or more.", examples=["a long enough one"])
    name: str = Field(max_length=120, examples=["Ana"])


class Credentials(Given):
    email: str = Field(max_length=254, examples=["ana@example.com"])
    password: SecretStr = Field(max_length=1000, examples=["a long enough one"])


class Renewal(Given):
    refresh_token: SecretStr = Field(max_length=500)


class PersonOut(BaseModel):
    id: UUID
    email: str
    name: str

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(id=person.id, email=person.email, name=person.name)


class PlaceOut(BaseModel):
    """A business that one belongs to."""

    id: UUID
    business_name: str
    role: Role

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls(id=place.business_id, business_name=place.name, role=place.role)


class Me(PersonOut):
    """Who asks, and where they belong."""

    businesses: list[PlaceOut]

    @classmethod
    def seen(cls, visitor: Visitor, places: list[Place]) -> Self:
        who = visitor.person
        return cls(id=who.id, email=who.email, name=who.name, businesses=[PlaceOut.of(place) for place in places])


class TokensOut(BaseModel):
    """Send the access token with every request; the refresh token gets the next two, once."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105 - a word of RFC 6749
    expires_in: int = Field(description="Seconds for which the access token is good.")

    @classmethod
    def of(cls, passes: Passes) -> Self:
        lasts = int(passes.lasts.total_seconds())
        return cls(access_token=passes.access, refresh_token=passes.refresh, expires_in=lasts)


class Admitted(TokensOut):
    """The same for somebody who is new here."""

    user: PersonOut

    @classmethod
    def new(cls, person: Person, passes: Passes) -> Self:
        return cls(**TokensOut.of(passes).model_dump(), user=PersonOut.of(person))


class SessionOut(BaseModel):
    """One sign-in of one's own."""

    id: UUID
    device: str
    is_browser: bool
    is_this: bool = Field(description="Whether this request comes from it.")
    created_at: datetime
    renewed_at: datetime | None
    expires_at: datetime

    @classmethod
    def of(cls, one: SessionView) -> Self:
        return cls.model_validate(one, from_attributes=True)
