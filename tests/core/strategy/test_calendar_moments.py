from datetime import date

import pytest

from core.errors import Invalid
from core.strategy.calendar_moments import Moment, MomentKind, moments, nth

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def on(country: str, name: str) -> list[date]:
    return [moment.date for moment in moments(*YEAR, country) if moment.name == name]


@pytest.mark.parametrize(
    ("country", "name", "day"),
    [
        ("US", "Black Friday", date(2026, 11, 27)),
        ("US", "Mother's Day", date(2026, 5, 10)),
        ("GB", "Mother's Day", date(2026, 3, 15)),
        ("FR", "Mother's Day", date(2026, 5, 31)),
        ("DE", "Father's Day", date(2026, 5, 14)),
        ("AU", "Father's Day", date(2026, 9, 6)),
        ("TR", "Valentine's Day", date(2026, 2, 14)),
        ("US", "Thanksgiving Day", date(2026, 11, 26)),
    ],
)
def test_known_days(country: str, name: str, day: date) -> None:
    assert on(country, name) == [day]


def test_french_mothers_day_gives_way_to_pentecost() -> None:
    found = moments(date(2023, 5, 1), date(2023, 6, 30), "fr")
    assert [moment.date for moment in found if moment.name == "Mother's Day"] == [date(2023, 6, 4)]


def test_days_off_are_told_from_days_to_sell() -> None:
    kinds = {moment.name: moment.kind for moment in moments(*YEAR, "US")}
    assert kinds["Thanksgiving Day"] is MomentKind.HOLIDAY
    assert kinds["Cyber Monday"] is MomentKind.RETAIL
    assert kinds["Groundhog Day"] is MomentKind.OBSERVANCE


def test_the_range_is_kept_across_years_in_order() -> None:
    found = moments(date(2026, 12, 24), date(2027, 1, 2), "DE")
    assert found == tuple(sorted(found))
    assert Moment(date(2027, 1, 1), "New Year's Day", MomentKind.HOLIDAY) in found
    assert all(date(2026, 12, 24) <= moment.date <= date(2027, 1, 2) for moment in found)
    assert moments(date(2026, 2, 2), date(2026, 2, 1), "DE") == ()


def test_unknown_countries_are_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        moments(*YEAR, "Atlantis")
    assert refusal.value.field == "country"


def test_last_weekdays() -> None:
    assert nth(2026, 12, 3, -1) == date(2026, 12, 31)
