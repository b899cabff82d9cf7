"""How fast the business answers: from timestamps, in business hours and by the wall clock, machines counted apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.analytics.response_time import BusinessHours, FirstResponse, business_time, waiting
from core.errors import Invalid
from core.keys import needs
from core.messaging.due import ANSWERS, OPEN, hours_of
from core.tables import Conversation, Message
from core.vocab import Author, Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class Times:
    """First-response times of ``count`` conversations; None without any. Those still waiting are right-censored."""

    count: int
    median: timedelta | None
    p90: timedelta | None
    wall_median: timedelta | None
    wall_p90: timedelta | None


@dataclass(frozen=True)
class InboxMetrics:
    """Of the conversations that began, or began again, in the last ``days``.

    Attributes:
        everyone: first answers by anybody, and waits.
        people: first answers by a person, and waits.
        automatic: first answers by an FAQ.
        unanswered: conversations in which the customer waits for a first answer.
        automation_share: conversations that FAQs alone answered / answered conversations, 0-1; None without any.
    """

    days: int
    conversations: int
    everyone: Times
    people: Times
    automatic: Times
    unanswered: int
    automation_share: float | None


@dataclass(frozen=True)
class _Wait:
    since: datetime
    until: datetime
    by: Author | None


@needs(Permission.READ)
def inbox_metrics(ws: Workspace, days: int = 28) -> InboxMetrics:
    """Response times of the last ``days``. What was closed without an answer needed none and does not count.

    Raises:
        Invalid: ``days`` is below 1.
    """
    if days < 1:
        raise Invalid("Choose a period of at least one day.", field="days")
    now, lately = ws.now, col(Conversation.first_inbound_at) > ws.now - timedelta(days=days)
    begun = ws.rows.columns(Conversation.id, Conversation.first_inbound_at, Conversation.status, where=[lately])
    answers = _answers(ws, lately)
    waits = []
    for conversation_id, since, status in begun:
        first = next(((at, by) for at, by in answers.get(conversation_id, ()) if at >= since), None)
        if first is not None:
            waits.append(_Wait(since, *first))
        elif status in OPEN:
            waits.append(_Wait(since, now, None))
    hours = hours_of(ws.profile, ws.business.zone)
    alone = sum({by for _, by in told} == {Author.FAQ} for told in answers.values())
    return InboxMetrics(
        days=days,
        conversations=len(begun),
        everyone=_times(waits, hours),
        people=_times([wait for wait in waits if wait.by is not Author.FAQ], hours),
        automatic=_times([wait for wait in waits if wait.by is Author.FAQ], hours),
        unanswered=sum(wait.by is None for wait in waits),
        automation_share=alone / len(answers) if answers else None,
    )


def _answers(ws: Workspace, lately: object) -> dict[UUID, list[tuple[datetime, Author]]]:
    """What truly left as an answer, by conversation, in order."""
    found = ws.rows.columns(
        Message.conversation_id,
        Message.sent_at,
        Message.author,
        join=(Conversation, col(Conversation.id) == col(Message.conversation_id)),
        where=[lately, col(Message.author).in_(ANSWERS), col(Message.sent_at).is_not(None)],  # type: ignore[list-item]
        order=[col(Message.sent_at), col(Message.id)],
    )
    answers: dict[UUID, list[tuple[datetime, Author]]] = {}
    for conversation_id, at, by in found:
        answers.setdefault(conversation_id, []).append((at, by))
    return answers


def _times(waits: Sequence[_Wait], hours: BusinessHours) -> Times:
    open_hours = [FirstResponse(business_time(w.since, w.until, hours), w.by is not None) for w in waits]
    wall = [FirstResponse(w.until - w.since, w.by is not None) for w in waits]
    return Times(len(waits), waiting(open_hours), waiting(open_hours, 0.9), waiting(wall), waiting(wall, 0.9))
