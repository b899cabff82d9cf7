"""What happened lately without anybody doing it: posts that left, messages that came, answers, scores."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.tables import Contact, Conversation, HealthRecord, Message, Post, Publication
from core.vocab import Author, Channel, Direction, Permission, PublicationStatus
from core.workspace import Workspace


class Event(StrEnum):
    PUBLISHED = "published"
    FAILED = "failed"
    RECEIVED = "received"
    ANSWERED = "answered"
    SCORED = "scored"


@dataclass(frozen=True)
class Happening:
    """One thing that happened; ``subject`` is a post's title, a person's name, or a score of 0-100 in words."""

    at: datetime
    event: Event
    subject: str
    channel: Channel
    ref: UUID | None


@needs(Permission.READ)
def read_feed(ws: Workspace, *, limit: int = 20) -> list[Happening]:
    """The latest happenings, newest first."""
    found = [*_sent(ws, limit), *_said(ws, limit), *_scored(ws, limit)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]


def _sent(ws: Workspace, limit: int) -> list[Happening]:
    columns = (Publication.status, Publication.published_at, Publication.run_at, Post.title, Post.channel, Post.id)
    ended = (PublicationStatus.PUBLISHED, PublicationStatus.FAILED, PublicationStatus.UNCONFIRMED)
    rows = ws.rows.columns(
        *columns,
        join=(Post, col(Post.id) == col(Publication.post_id)),
        where=[
            col(Publication.status).in_(ended),
            col(Publication.run_at) <= ws.now,
            col(Publication.contact_id).is_(None),  # a letter to a thousand people is one thing that happened
        ],
        order=[col(Publication.run_at).desc()],
        limit=limit,
    )
    return [
        Happening(at or due, Event.PUBLISHED if status is PublicationStatus.PUBLISHED else Event.FAILED, *rest)
        for status, at, due, *rest in rows
    ]


def _said(ws: Workspace, limit: int) -> list[Happening]:
    told = ws.rows.columns(
        Message.at,
        Message.direction,
        Message.author,
        Message.conversation_id,
        where=[col(Message.author).in_((Author.CUSTOMER, Author.FAQ))],
        order=[col(Message.at).desc()],
        limit=limit,
    )
    names = {
        one: (name, channel)
        for one, name, channel in ws.rows.columns(
            Conversation.id,
            Contact.name,
            Conversation.channel,
            join=(Contact, col(Contact.id) == col(Conversation.contact_id)),
            where=[col(Conversation.id).in_({row[3] for row in told})],
        )
    }
    return [
        Happening(at, Event.RECEIVED if direction is Direction.INBOUND else Event.ANSWERED, *names[talk], talk)
        for at, direction, _, talk in told
    ]


def _scored(ws: Workspace, limit: int) -> list[Happening]:
    columns = (HealthRecord.recorded_at, HealthRecord.value)
    where = [col(HealthRecord.campaign_id).is_(None)]
    rows = ws.rows.columns(*columns, where=where, order=[col(HealthRecord.recorded_at).desc()], limit=limit)
    return [Happening(at, Event.SCORED, f"{value:.0f} of 100", "", None) for at, value in rows]
