"""Dates and times of day, however they are written."""

import re
from collections.abc import Iterator

from core.ai.guard.finding import Claim

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b{_DAY}\s?(?:of\s)?{_MONTH}(?:,?\s?(\d{{4}}))?\b|\b{_MONTH}\s{_DAY}(?!\d)(?:,?\s(\d{{4}}))?\b"
    r"|\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b|\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d{2}))?\s?(am\b|pm\b|a\.m\.|p\.m\.|o'clock\b|uhr\b)|\b([01]?\d|2[0-3])[:h]([0-5]\d)(?::[0-5]\d)?\b"
    r"|\b(24)/7\b|\b(?<=at )(\d{1,2})(?= (?:sharp|tonight|tomorrow|on))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s?(?:-|to|until|till)\s?(?=\d{1,2}(?:[:.]\d{2})?\s?(am|pm)\b)", re.IGNORECASE
)

_BEFORE = re.compile(
    r"(?:\b(?:at|from|until|till|to|by|before|after|between|and|opens?|closes?|starts?|begins?|for|\w+day|tomorrow|today|tonight"
    r"|daily|is|it's|hours)|[-:,])\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:-|(?:to|until|till|class|session|start|sharp|every|daily|on|tomorrow|tonight|today)\b)", re.IGNORECASE
)

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?"
_WEEKDAYS = re.compile(rf"\b{_NAMED}\b(?:\s?(?:-|to|until|till|through)\s?{_NAMED}\b)?")


def dates(seen: str) -> Iterator[Claim]:
    """Dates with a day and a month; the key is ``month-day`` and the year where it is said."""
    for hit in _DATE.finditer(seen):
        if key := "|".join(sorted(_readings(hit))):
            yield Claim(hit.start(), hit.end(), "date", hit[0].strip(), key)


def times(seen: str) -> Iterator[Claim]:
    """Times of day; a key without am or pm may mean either."""
    for hit in _SPAN.finditer(seen):
        yield Claim(hit.start(), hit.end(), "time", hit[0].strip(), _clock(hit[1], hit[2], hit[3]))
    for hit in _TIME.finditer(seen):
        if hit[6]:
            key = "24/7"
        elif hit[7]:
            key = _clock(hit[7], None, "")
        else:
            key = _clock(hit[1] or hit[4], hit[2] or hit[5], hit[3] or "")
        yield Claim(hit.start(), hit.end(), "time", hit[0].strip(), key)


def is_appointed(seen: str, time: Claim) -> bool:
    """Whether a time is one to keep ("at 6 am", "9:00-17:00"), not one that is only spoken of ("6 am sounds early")."""
    return time.key == "24/7" or bool(_BEFORE.search(seen[: time.start]) or _AFTER.match(seen[time.end :]))


def weekdays(seen: str) -> frozenset[str]:
    """The weekdays a text speaks of, spans counted out.

    >>> sorted(weekdays("open Fri-Sun and Wednesdays"))
    ['fri', 'sat', 'sun', 'wed']
    """
    found: set[str] = set()
    for hit in _WEEKDAYS.finditer(seen.casefold()):
        first = _WEEK.index(hit[1][:3])
        last = _WEEK.index(hit[2][:3]) if hit[2] else first
        found.update(_WEEK[(first + n) % 7] for n in range((last - first) % 7 + 1))
    return frozenset(found)


def same_date(mine: str, known: str) -> bool:
    """Whether a known date covers a said one: one reading is the same day, of the same year where both say one.

    >>> same_date("2-14", "2-14 2026"), same_date("2-14 2027", "2-14 2026"), same_date("2-3 2026|3-2 2026", "3-2")
    (True, False, True)
    """
    pairs = ((a.split(" "), b.split(" ")) for a in mine.split("|") for b in known.split("|"))
    return any(a[0] == b[0] and (not a[1:] or not b[1:] or a[1] == b[1]) for a, b in pairs)


def same_time(mine: str, known: str) -> bool:
    """Whether two times may be the same; one without am or pm may be either.

    >>> same_time("7:00 pm", "19:00"), same_time("7:00", "7:00 pm"), same_time("7:00 am", "19:00")
    (True, True, False)
    """
    return mine == known or bool(_minutes(mine) & _minutes(known))


def _readings(hit: re.Match[str]) -> set[str]:
    """What a date may mean: one day, or two where the order of its numbers is open."""
    day, month, year, month2, day2, year2, y, m, d, a, b, short = hit.groups()
    if a:
        year = short if len(short) == len("2026") else f"20{short}"
        return {f"{int(n)}-{int(k)} {year}" for n, k in ((a, b), (b, a)) if _is_day(n, k)}
    if y:
        return {f"{int(m)}-{int(d)} {y}"} if _is_day(m, d) else set()
    named = _MONTHS.index((month or month2)[:3].casefold()) + 1
    return {f"{named}-{int(day or day2)} {year or year2 or ''}".strip()}


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    word = (half or "").replace(".", "").casefold()
    return f"{int(hour)}:{minute or '00'} {word if word in {'am', 'pm'} else ''}".strip()


def _minutes(key: str) -> set[int]:
    found = re.fullmatch(r"(\d+):(\d+)(?: (am|pm))?", key)
    if found is None:
        return set()
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        return {(hour % 12 + (12 if found[3] == "pm" else 0)) * 60 + minute}
    return {hour * 60 + minute} | ({(hour % 12) * 60 + minute, (hour % 12 + 12) * 60 + minute} if hour <= 12 else set())
