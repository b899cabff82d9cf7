"""Particular days in a question: what usually holds may not hold on them, so an FAQ answers only for those it names."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

from core.ai.guard.dates import dates
from core.messaging.words import plain

NAMED = re.compile(
    r"\b(?:x ?mas|christmas\w*|easter\w*|good friday|whit (?:sunday|monday)|pentecost|new years?(?: (?:day|eve))?"
    r"|thanksgiving|boxing day|(?:bank |public |national |school )?holidays?|ramadan|eid|hanukkah|diwali|halloween"
    r"|carnival|valentines?|mothers day|fathers day|feiertag\w*|weihnacht\w*|heiligabend|ostern?\w*|silvester"
    r"|navidad|noche ?vieja|pascua|festivos?|noel|paques|jours? feries?|natal|pascoa|feriados?)\b"
)
"""Days off as people call them in any country, in the words of ``plain``."""
GENERAL = re.compile(r"\b(?:holidays?|feiertag\w*|festivos?|jours? feries?|feriados?)\b")
"""An FAQ with one of these speaks of every day off."""
_OF_MONTH = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! of\b)")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def strange_day(text: str, faq: str, *, today: date, closed: Collection[date], country: str) -> str:
    """The particular day that a text asks about and an FAQ cannot answer for; empty when there is none.

    That is a day off that the FAQ does not speak of, or a date that is one: by the days on which the business is
    ``closed`` or the country's public holidays. An ordinary date is none, where the country's calendar is known.

    Args:
        text: what was asked.
        faq: all that the FAQ says: its question, its phrasings and its answer.
        today: by the business's clock.
        closed: days on which the business is closed.
        country: ISO 3166-1 alpha-2; empty when it is not known.

    >>> ask = "Are you open on Easter Monday?"
    >>> strange_day(ask, "When are you open? 9 to 5", today=date(2026, 3, 2), closed=(), country="PT")
    'easter'
    >>> strange_day(ask, "Are you open on holidays? No.", today=date(2026, 3, 2), closed=(), country="PT")
    ''
    """
    words, covered = plain(text), plain(faq)
    if not GENERAL.search(covered):
        for name in _names(words, country, today.year):
            if name not in covered:
                return name
    known = {claim.key for claim in dates(faq.casefold())}
    for claim in dates(text.casefold()):
        days = _meant(claim.key, today)
        if claim.key not in known and not all(_is_ordinary(day, closed, country) for day in days):
            return claim.said
    for said, day in _near(words, today):
        if day in closed or day in days_off(country, day.year):
            return said
    return ""


@lru_cache(maxsize=64)
def days_off(country: str, year: int) -> dict[date, str]:
    """The public holidays of a country's year and their names; none where its calendar is not known."""
    code = country.strip().upper()
    if code not in holidays.list_supported_countries():
        return {}
    tongues = holidays.country_holidays(code).supported_languages
    language = next((tongue for tongue in ("en_US", "en_GB") if tongue in tongues), None)
    return dict(holidays.country_holidays(code, years=year, language=language).items())


def _names(words: str, country: str, year: int) -> Iterator[str]:
    yield from (hit[0] for hit in NAMED.finditer(words))
    for name in days_off(country, year).values():
        for part in name.split(";"):
            called = plain(part.partition("(")[0])
            if called and re.search(rf"\b{called}\b", words):
                yield called


def _is_ordinary(day: date, closed: Collection[date], country: str) -> bool:
    off = days_off(country, day.year)
    return bool(off) and day not in off and day not in closed


def _meant(key: str, today: date) -> list[date]:
    """The days that a date may mean: where no year is said, the next such day."""
    found = []
    for reading in key.split("|"):
        day, _, year = reading.partition(" ")
        month, number = map(int, day.split("-"))
        try:
            meant = date(int(year or today.year), month, number)
            found.append(meant if year or meant >= today else meant.replace(year=today.year + 1))
        except ValueError:  # 30 February
            continue
    return found


def _near(words: str, today: date) -> Iterator[tuple[str, date]]:
    """Days that are meant from where we stand, each as it was said."""
    said = set(words.split())
    if said & {"today", "tonight"}:
        yield "today", today
    if "tomorrow" in said:
        yield "tomorrow", today + timedelta(days=1)
    for number, name in enumerate(_WEEK):
        if name in said or (number > 4 and "weekend" in said):
            first = today + timedelta(days=(number - today.weekday()) % 7)
            yield from ((name, day) for day in ([first, first + timedelta(days=7)] if "next" in said else [first]))
    for hit in _OF_MONTH.finditer(words):
        days = (today + timedelta(days=ahead) for ahead in range(62))
        yield from ((hit[0], day) for day in [day for day in days if day.day == int(hit[1])][:1])
