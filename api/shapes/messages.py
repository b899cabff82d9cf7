"""Messages as the brief tells them: one customer's words each, with where their conversation stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid4

from pydantic import BaseModel, Field

from api.shapes.base import Given, Line, Platform, Text
from core.messaging import FaqRow, Incoming, MessageRow
from core.vocab import ConversationStatus


class MessageNew(Given):
    """What somebody writes to the business."""

    platform: Platform
    sender_name: Line = Field(min_length=1, max_length=120, examples=["Customer 1"])
    message_text: Text = Field(min_length=1, examples=["How much is membership?"])
    related_content_id: UUID | None = None

    def incoming(self, at: datetime, token: str | None) -> Incoming:
        """The same for the core; ``token`` names it, so that the same one again is the same message."""
        name = token or uuid4().hex
        return Incoming(
            external_ref=f"simulated:{name}",
            conversation_ref=f"simulated:{self.platform}:{self.sender_name}",
            channel=self.platform,
            handle=self.sender_name,
            sender_name=self.sender_name,
            text=self.message_text,
            at=at,
            post_id=self.related_content_id,
        )


class MessageOut(BaseModel):
    id: UUID
    conversation_id: UUID
    business_id: UUID
    platform: str
    sender_name: str
    message_text: str
    ai_suggested_reply: str = Field(description="A draft for a person to read and send; empty where there is none.")
    unsupported_claims: list[str] = Field(description="What the draft says and neither facts nor thread support.")
    status: ConversationStatus
    reason: str = Field(description="Why it was escalated or closed.")
    verdict: str = Field(description="What became of it when it came in.")
    related_content_id: UUID | None
    campaign_id: UUID | None
    created_at: datetime

    @classmethod
    def of(cls, row: MessageRow, business_id: UUID) -> Self:
        return cls(
            id=row.id,
            conversation_id=row.conversation_id,
            business_id=business_id,
            platform=row.channel,
            sender_name=row.sender_name,
            message_text=row.text,
            ai_suggested_reply=row.suggested_reply,
            unsupported_claims=list(row.flags),
            status=row.status,
            reason=row.reason,
            verdict=row.verdict,
            related_content_id=row.post_id,
            campaign_id=row.campaign_id,
            created_at=row.at,
        )


class FaqGiven(Given):
    """A question with its answer, which is sent as it stands, with {facts} filled in."""

    question: Line = Field(min_length=1, examples=["How much is membership?"])
    answer: Text = Field(min_length=1, examples=["It starts at €29 a month."])
    phrasings: list[Line] = Field(default=[], max_length=100, examples=[["What does it cost?"]])
    is_on: bool = True


class FaqOut(BaseModel):
    id: UUID
    question: str
    answer: str
    phrasings: list[str]
    is_on: bool
    answered: int = Field(description="How often it was sent.")
    only_suggests: str = Field(description="Why it does not answer by itself; empty where it may.")
    season_from: date | None
    season_to: date | None
    season_is_yearly: bool

    @classmethod
    def of(cls, row: FaqRow) -> Self:
        return cls(
            id=row.id,
            question=row.question,
            answer=row.answer,
            phrasings=list(row.phrasings),
            is_on=row.is_on,
            answered=row.answered,
            only_suggests=row.only_suggests,
            season_from=row.season.first,
            season_to=row.season.last,
            season_is_yearly=row.season.is_yearly,
        )

    @classmethod
    def found(cls, rows: Sequence[FaqRow], faq_id: UUID) -> Self:
        return cls.of(next(row for row in rows if row.id == faq_id))
