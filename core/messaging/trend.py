"""How what people write changes from week to week: how many, how unhappy, how urgent, and about what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.messaging.due import IGNORED
from core.tables import Message
from core.vocab import Author, Permission
from core.workspace import Workspace

TOP = 3
"""Subjects named of one week."""


@dataclass(frozen=True)
class WeekOfMessages:
    """The messages of one week that wanted an answer.

    Attributes:
        starts_on: its Monday, in the business's zone.
        messages: how many.
        unhappy, happy: shares of them, 0-1, by their words.
        urgent: the share that wanted an answer at once.
        subjects: what they were about most often, with how many.
    """

    starts_on: date
    messages: int
    unhappy: float
    happy: float
    urgent: float
    subjects: tuple[tuple[str, int], ...]


@needs(Permission.READ)
def message_trend(ws: Workspace, weeks: int = 8) -> tuple[WeekOfMessages, ...]:
    """The last ``weeks`` with a message, the newest first; the present one is not over yet.

    Spam and unsubscribing want no answer and do not count, nor do messages that were never judged.

    Raises:
        Invalid: ``weeks`` is not 1 to 52.
    """
    if not 1 <= weeks <= 52:
        raise Invalid("Choose 1 to 52 weeks.", field="weeks")
    first = _monday(ws.now.astimezone(ws.zone).date()) - timedelta(weeks=weeks - 1)
    found = ws.rows.columns(
        Message.at,
        Message.sentiment,
        Message.urgency,
        Message.intent,
        where=[
            col(Message.author) == Author.CUSTOMER,
            col(Message.verdict).not_in([*IGNORED, ""]),
            col(Message.sentiment) != "",
            col(Message.at) >= ws.now - timedelta(weeks=weeks + 1),
        ],
    )
    by_week: dict[date, list[tuple[str, str, str]]] = {}
    for at, *judged in found:
        monday = _monday(at.astimezone(ws.zone).date())
        if monday >= first:
            by_week.setdefault(monday, []).append((judged[0], judged[1], judged[2]))
    return tuple(_week(monday, by_week[monday]) for monday in sorted(by_week, reverse=True))


def _week(monday: date, judged: list[tuple[str, str, str]]) -> WeekOfMessages:
    feelings = [feeling for feeling, _, _ in judged]
    return WeekOfMessages(
        starts_on=monday,
        messages=len(judged),
        unhappy=feelings.count("negative") / len(judged),
        happy=feelings.count("positive") / len(judged),
        urgent=sum(haste == "high" for _, haste, _ in judged) / len(judged),
        subjects=_most(subject for _, _, subject in judged if subject),
    )


def _most(subjects: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(subjects)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
