"""Days that a campaign may lean on or should keep clear of: public holidays, observances and retail moments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

import holidays

from core.errors import Invalid


class MomentKind(StrEnum):
    HOLIDAY = "holiday"
    OBSERVANCE = "observance"
    RETAIL = "retail"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One named day; a ``holiday`` is a day off, an ``observance`` is not, ``retail`` is when people buy."""

    date: date
    name: str
    kind: MomentKind


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday (Monday is 0) of a month; ``-1`` is the last.

    >>> nth(2026, 11, 3, 4), nth(2026, 5, 6, -1)
    (datetime.date(2026, 11, 26), datetime.date(2026, 5, 31))
    """
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (anonymous Gregorian computus; Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2026), easter(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    return nth(year, 11, 3, 4) + timedelta(days=1)


def _french_mothers_day(year: int) -> date:
    """The last Sunday of May, or the first of June when that is Pentecost (Code de l'action sociale, D215-1)."""
    last = nth(year, 5, 6, -1)
    return last if last != easter(year) + timedelta(days=49) else last + timedelta(days=7)


Rule = Callable[[int], date]
EVERYWHERE: Mapping[str, Rule] = MappingProxyType(
    {
        "Valentine's Day": lambda year: date(year, 2, 14),
        "International Women's Day": lambda year: date(year, 3, 8),
        "Earth Day": lambda year: date(year, 4, 22),
        "Mother's Day": lambda year: nth(year, 5, 6, 2),
        "Father's Day": lambda year: nth(year, 6, 6, 3),
        "Halloween": lambda year: date(year, 10, 31),
        "Singles' Day": lambda year: date(year, 11, 11),
        "Black Friday": black_friday,
        "Small Business Saturday": lambda year: black_friday(year) + timedelta(days=1),
        "Cyber Monday": lambda year: black_friday(year) + timedelta(days=3),
    }
)
ELSEWHERE: Mapping[tuple[str, str], Rule] = MappingProxyType(
    {
        ("GB", "Mother's Day"): lambda year: easter(year) - timedelta(days=21),
        ("IE", "Mother's Day"): lambda year: easter(year) - timedelta(days=21),
        ("FR", "Mother's Day"): _french_mothers_day,
        ("DE", "Father's Day"): lambda year: easter(year) + timedelta(days=39),
        ("AU", "Father's Day"): lambda year: nth(year, 9, 6, 1),
        ("NZ", "Father's Day"): lambda year: nth(year, 9, 6, 1),
    }
)
"""Countries that keep a day at another time than most."""


def moments(start: date, end: date, country: str) -> tuple[Moment, ...]:
    """Every such day from ``start`` to ``end``, both included, in order.

    The country is an ISO 3166-1 alpha-2 code, such as ``DE``.

    Raises:
        Invalid: a country without a calendar (field ``country``).

    >>> [moment.name for moment in moments(date(2026, 11, 27), date(2026, 11, 30), "US")]
    ['Black Friday', 'Small Business Saturday', 'Cyber Monday']
    """
    code = country.strip().upper()
    known = holidays.list_supported_countries()
    if code not in known:
        raise Invalid(f"We have no calendar for “{country}”. Use a two-letter code such as DE or US.", field="country")
    found: dict[tuple[date, str], MomentKind] = {}
    for year in range(start.year, end.year + 1):
        # the later word wins: a day off is a holiday, whatever else it is
        found |= dict.fromkeys(_named(code, year, "unofficial"), MomentKind.OBSERVANCE)
        found |= dict.fromkeys(_retail(code, year), MomentKind.RETAIL)
        found |= dict.fromkeys(_named(code, year, "public"), MomentKind.HOLIDAY)
    return tuple(sorted(Moment(day, name, kind) for (day, name), kind in found.items() if start <= day <= end))


def _retail(code: str, year: int) -> list[tuple[date, str]]:
    return [(ELSEWHERE.get((code, name), rule)(year), name) for name, rule in EVERYWHERE.items()]


def _named(code: str, year: int, category: str) -> list[tuple[date, str]]:
    """Days of one category, in English where the calendar has it; days that fall together are told apart."""
    plain = holidays.country_holidays(code)
    if category not in plain.supported_categories:
        return []
    language = next((tongue for tongue in ("en_US", "en_GB") if tongue in plain.supported_languages), None)
    days = holidays.country_holidays(code, years=year, categories=(category,), language=language)
    return [(day, name) for day in days if day.year == year for name in days.get_list(day)]
