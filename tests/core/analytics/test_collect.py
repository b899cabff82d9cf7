from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func
from sqlmodel import col

from core.analytics import collect_engagement, measure
from core.analytics.collect import WATCHED, is_due
from core.analytics.rollup import COUNTS
from core.errors import Forbidden, Invalid
from core.ports import ChannelTotals, Unreachable
from core.tables import DirtyDay, MetricDaily, Post, Reading
from core.vocab import Origin
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, FakeChannel, add_post, add_reading, growing, opened

MINUTE = timedelta(minutes=1)


def _sums(ws) -> dict:
    columns = [func.sum(col(getattr(MetricDaily, name))) for name in COUNTS]
    return dict(zip(COUNTS, ws.rows.columns(*columns)[0], strict=True))


def test_only_the_clock_collects(ws) -> None:
    with pytest.raises(Forbidden):
        collect_engagement(ws)


@pytest.mark.parametrize(
    ("age", "since", "due"),
    [
        (2 * HOUR, None, True),
        (-MINUTE, None, False),
        (2 * HOUR, 59 * MINUTE, False),
        (2 * HOUR, HOUR, True),
        (2 * DAY, 5 * HOUR, False),
        (2 * DAY, 6 * HOUR, True),
        (5 * DAY, 23 * HOUR, False),
        (5 * DAY, DAY, True),
        (WATCHED, MINUTE, True),
        (WATCHED + DAY, DAY, False),
        (WATCHED + DAY, 5 * DAY, True),
    ],
)
def test_young_posts_are_read_more_often_and_old_ones_once_more(age, since, due) -> None:
    assert is_due(NOW - age, None if since is None else NOW - since, NOW) is due


def test_a_channel_that_cannot_be_asked_is_asked_again_later(runtime, clock_ws) -> None:
    add_post(clock_ws, NOW - 5 * HOUR, external_id="a")

    def silent(_external_id: str, _age: timedelta) -> ChannelTotals | None:
        raise Unreachable("nobody answers.")

    with opened(runtime, clock_ws.key, FakeChannel({"a": NOW - 5 * HOUR}, silent)) as ws:
        assert collect_engagement(ws) == 0
    with opened(runtime, clock_ws.key, FakeChannel({"a": NOW - 5 * HOUR})) as ws:
        assert collect_engagement(ws) == 1


def test_a_reading_is_kept_with_its_origin_and_its_day_marked(runtime, clock_ws) -> None:
    post = add_post(clock_ws, NOW - 5 * HOUR, external_id="a", origin=Origin.LIVE)
    channel = FakeChannel({"a": NOW - 5 * HOUR})
    with opened(runtime, clock_ws.key, channel) as ws:
        assert collect_engagement(ws) == 1
        reading = ws.rows.one(Reading)
        told = growing("a", 5 * HOUR)
        assert (reading.post_id, reading.origin, reading.recorded_at) == (post, Origin.LIVE, NOW)
        assert (reading.views, reading.likes, reading.saves) == (told.views, told.likes, None)
        assert [mark.day for mark in ws.rows.find(DirtyDay)] == [NOW.date()]


def test_a_doubled_tick_asks_nobody(runtime, clock_ws, clock) -> None:
    add_post(clock_ws, NOW - 5 * HOUR, external_id="a")
    channel = FakeChannel({"a": NOW - 5 * HOUR})
    with opened(runtime, clock_ws.key, channel) as ws:
        assert [collect_engagement(ws), collect_engagement(ws)] == [1, 0]
        clock.now = NOW + 30 * MINUTE
        assert collect_engagement(ws) == 0
        assert channel.asked == 1
        clock.now = NOW + 61 * MINUTE
        assert collect_engagement(ws) == 1
        assert len(ws.rows.find(DirtyDay)) == 1


def test_what_no_channel_knows_is_left_alone(runtime, clock_ws) -> None:
    add_post(clock_ws, NOW - HOUR, external_id="a")
    add_post(clock_ws, NOW - HOUR)
    add_post(clock_ws, NOW - 100 * DAY, external_id="old")
    add_post(clock_ws, NOW - HOUR, external_id="b", channel="letter")

    def gone(name: str) -> FakeChannel:
        if name == "letter":
            raise Invalid("Nothing can be published there.")
        return FakeChannel({"a": NOW - HOUR}, lambda _post, _age: None)

    with opened(runtime, clock_ws.key, gone) as ws:
        assert collect_engagement(ws) == 0
        assert ws.rows.count(Reading) == ws.rows.count(DirtyDay) == 0


def test_two_clocks_in_the_same_minute_keep_one_reading(runtime, clock_ws) -> None:
    post = add_post(clock_ws, NOW - HOUR, external_id="a")

    def slow(external_id: str, age: timedelta) -> ChannelTotals:
        with runtime.workspace(clock_ws.key) as other:
            add_reading(other, post, NOW, views=7)
        return growing(external_id, age)

    with opened(runtime, clock_ws.key, FakeChannel({"a": NOW - HOUR}, slow)) as ws:
        assert collect_engagement(ws) == 0
        assert [reading.views for reading in ws.rows.find(Reading)] == [7]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 40 * 24 * 60), max_size=14), st.integers(0, 2))
def test_late_doubled_and_missed_ticks_end_in_the_same_numbers(runtime, clock_ws, clock, minutes, doubled) -> None:
    births = {"a": NOW, "bb": NOW + 3 * HOUR}
    clock.now = NOW
    with clock_ws.writing() as rows:
        rows.remove(Post)
        rows.remove(DirtyDay)
    posts = [add_post(clock_ws, at, external_id=name) for name, at in births.items()]
    with opened(runtime, clock_ws.key, FakeChannel(births)) as ws:
        for minute in [*sorted(minutes), 31 * 24 * 60 + max(minutes, default=0)]:
            clock.now = NOW + minute * MINUTE
            for _ in range(1 + doubled):
                collect_engagement(ws)
                measure(ws)
        ends = [growing(name, WATCHED) for name in births]
        expected = {name: sum(getattr(end, name) or 0 for end in ends) for name in COUNTS}
        assert _sums(ws) == expected
        assert all(ws.rows.get(Post, post).engagement_score is not None for post in posts)
    clock.now = NOW


def test_asking_happens_outside_the_write_transaction(runtime, clock_ws) -> None:
    add_post(clock_ws, NOW - HOUR, external_id="a")
    seen: list[bool] = []

    def watched(external_id: str, age: timedelta) -> ChannelTotals:
        seen.append(ws.is_writing)
        return growing(external_id, age)

    with opened(runtime, clock_ws.key, FakeChannel({"a": datetime(2026, 3, 1, tzinfo=NOW.tzinfo)}, watched)) as ws:
        collect_engagement(ws)
    assert seen == [False]
