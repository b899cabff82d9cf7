from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.channels.rules import channel, publishable_channels
from core.publishing.slots import Slot
from core.strategy.outline import occasions, posts_of, slots_of, themes_of, week_of, weeks_of
from core.strategy.shapes import Theme
from core.tables.values import Brief, Cadence
from core.vocab import PostType

START = date(2026, 11, 2)
ZONE = ZoneInfo("Europe/Lisbon")


def _brief(days: int = 28, **per_week: float) -> Brief:
    cadence = tuple(Cadence(channel=name, per_week=wish) for name, wish in per_week.items())
    return Brief(name="n", goal="g", starts_on=START, ends_on=START + timedelta(days=days - 1), cadence=cadence)


@given(st.integers(1, 91))
def test_every_day_is_in_one_of_the_weeks(days: int) -> None:
    weeks = weeks_of(_brief(days))

    assert {week_of(START + timedelta(days=n), START) for n in range(days)} == set(range(1, len(weeks) + 1))


def test_days_when_people_buy_win_over_days_off_and_come_once_a_week() -> None:
    found = occasions(_brief(), "US", "bakery")

    assert {week: moment.name for week, moment in found.items()} == {2: "Singles' Day", 4: "Black Friday"}


def test_a_firm_that_sells_to_firms_keeps_to_the_holidays() -> None:
    found = occasions(_brief(), "US", "b2b_software")

    assert {week: moment.name for week, moment in found.items()} == {2: "Veterans Day", 4: "Thanksgiving Day"}


def test_public_holidays_stay_free_where_they_can() -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)

    slots = slots_of(_brief(linkedin=2), country="US", zone=ZONE, now=now, busy=(), seed=1)

    assert len(slots) == 8
    assert date(2026, 11, 26) not in {slot.at.date() for slot in slots}


def test_nothing_is_planned_for_the_next_hour() -> None:
    now = datetime(2026, 11, 2, 11, tzinfo=UTC)

    slots = slots_of(_brief(1, linkedin=7), country="US", zone=ZONE, now=now, busy=(), seed=1)

    assert all(slot.at > now + timedelta(hours=1) for slot in slots)


@given(st.lists(st.sampled_from(publishable_channels()), min_size=1, max_size=60))
def test_every_kind_is_one_its_channel_takes(names: list[str]) -> None:
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    themes = [Theme(week=n, title=f"T{n}", focus="", reason="r") for n in range(1, 14)]

    posts = posts_of(
        [Slot(at + timedelta(hours=n), name) for n, name in enumerate(names)], themes, starts_on=START, zone=ZONE
    )

    assert all(post.type in channel(post.channel).kinds for post in posts)
    assert [post.slot for post in posts] == list(range(1, len(names) + 1))
    assert all(post.title.endswith(f"T{post.week}") for post in posts)


def test_one_channel_that_takes_everything_gets_an_even_mix() -> None:
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    theme = Theme(week=1, title="T", focus="F", reason="r")

    posts = posts_of(
        [Slot(at + timedelta(hours=n), "linkedin") for n in range(20)], [theme], starts_on=START, zone=ZONE
    )

    assert Counter(post.type for post in posts) == {PostType.IMAGE: 8, PostType.TEXT: 7, PostType.VIDEO: 5}


def test_the_posts_of_a_week_look_at_its_theme_from_different_sides() -> None:
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    themes = [Theme(week=n, title=f"T{n}", focus=f"Rye {n}", reason="r") for n in (1, 2)]
    slots = [Slot(at + timedelta(hours=n), name) for n in range(4) for name in ("linkedin", "instagram")]

    posts = posts_of([*slots, Slot(at + timedelta(weeks=1), "linkedin")], themes, starts_on=START, zone=ZONE)

    first = [post.title for post in posts if post.channel == "linkedin" and post.week == 1]
    assert len(set(first)) == 4
    assert all(title.endswith(": Rye 1") for title in first)
    assert first == [post.title for post in posts if post.channel == "instagram"]  # the same idea on both channels
    assert posts[-1].title == "Rye 2"


def test_a_theme_knows_its_week_and_its_occasion() -> None:
    special = occasions(_brief(), "US", "bakery")
    themes = themes_of([Theme(week=2, title="T", focus="F", reason="r")], weeks_of(_brief()), special)

    assert (themes[0].starts_on, themes[0].moment) == (date(2026, 11, 9), "Singles' Day")
