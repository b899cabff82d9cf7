"""Frozen values of time that comes round: slots of the week, and posts that repeat."""

from datetime import date, time
from typing import Literal

from pydantic import Field

from core.tables.values import Value


class PostingSlot(Value):
    """A time of the week kept for one channel's posts (Monday is 0), on the wall clock of a zone.

    ``zone`` is an IANA name; empty is the business's own.
    """

    channel: str
    weekday: int = Field(ge=0, le=6)
    at: time
    zone: str = Field(default="", max_length=64)


class Recurrence(Value):
    """When a post is said again: days of every so manieth week or month, at one time on the wall clock of a zone.

    ``weekdays`` (Monday is 0) is for weeks, ``month_day`` for months; a month that lacks the day takes its last one. It
    ends with the day ``until``, or after ``count`` times in all, or when somebody ends it.
    """

    unit: Literal["week", "month"]
    every: int = Field(default=1, ge=1, le=52)
    weekdays: tuple[int, ...] = ()
    month_day: int = Field(default=1, ge=1, le=31)
    at: time
    zone: str = Field(max_length=64)
    starts_on: date
    until: date | None = None
    count: int | None = Field(default=None, ge=2, le=366)
