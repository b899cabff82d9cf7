"""Programs: their tokens, the addresses that are told what happens, and what they were told."""

import json
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, Field, SecretStr

from api.shapes.base import Given, Line, Moment
from core.accounts import TokenView
from core.vocab import DeliveryStatus, HookEvent, Scope
from core.webhooks import Delivery, Hook

Events = Annotated[list[HookEvent], Field(min_length=1, max_length=len(HookEvent), examples=[["message.received"]])]


class TokenNew(Given):
    """What a program is to be allowed; the role of whoever makes the token bounds it too."""

    name: Line = Field(min_length=1, max_length=80, examples=["nightly import"])
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope), examples=[["content:read", "import"]])
    expires_at: Moment | None = Field(default=None, description="Within a year; null for a token that does not end.")


class TokenOut(BaseModel):
    id: UUID
    name: str
    start: str = Field(description="How the token begins, to tell it by.", examples=["mcct_x7Ke2"])
    scopes: list[str]
    made_by: str
    is_over: bool
    created_at: datetime
    last_used_at: datetime | None = Field(description="To ten minutes.")
    expires_at: datetime | None

    @classmethod
    def of(cls, one: TokenView) -> Self:
        return cls.model_validate(one, from_attributes=True)


class TokenMade(TokenOut):
    token: str = Field(description="Keep it well: it is told this once.", examples=["mcct_" + "x" * 36])

    @classmethod
    def new(cls, one: TokenView, token: str) -> Self:
        return cls(**TokenOut.of(one).model_dump(), token=token)


class WebhookNew(Given):
    url: Line = Field(min_length=1, max_length=300, examples=["https://hooks.example.com/in/42"])
    events: Events
    note: Line = Field(default="", max_length=80, examples=["the CRM"])


class WebhookEdit(Given):
    """What to change; what is left out stays as it is."""

    url: Line | None = Field(default=None, max_length=300, examples=["https://hooks.example.com/in/42"])
    events: Events | None = None
    note: Line | None = Field(default=None, max_length=80)
    is_on: bool | None = Field(default=None, description="Switched on again, it begins anew.")


class WebhookOut(BaseModel):
    id: UUID
    url: str
    note: str
    events: list[str]
    is_on: bool
    problem: str = Field(description="Why it was switched off by itself; empty where it was not.")
    failing_since: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, one: Hook) -> Self:
        return cls.model_validate(one, from_attributes=True)


class SecretOut(BaseModel):
    secret: str | None = Field(
        description="Signs every call (Standard Webhooks). It is told once: null where it was told before.",
        examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )

    @classmethod
    def told(cls, secret: SecretStr | None) -> Self:
        return cls(secret=None if secret is None else secret.get_secret_value())


class WebhookMade(WebhookOut, SecretOut):
    @classmethod
    def new(cls, one: Hook, secret: SecretStr | None) -> Self:
        return cls(**WebhookOut.of(one).model_dump(), **SecretOut.told(secret).model_dump())


class Queued(BaseModel):
    """A call that waits; read the deliveries to see what came of it."""

    id: UUID


class DeliveryOut(BaseModel):
    id: UUID
    event: str
    event_id: UUID = Field(description="The header webhook-id: the same at every try and at every address.")
    body: Any = Field(description="What is sent, as JSON.")
    status: DeliveryStatus
    attempts: int
    next_at: datetime | None
    answered: int | None = Field(description="The status that came back last; null where nobody answered.")
    detail: str
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, one: Delivery) -> Self:
        told = cls.model_validate(one, from_attributes=True)
        told.body = json.loads(one.body)
        return told
