from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from core.vocab import PostStatus, PostType
from ui.calendar_items import CalendarBand, CalendarItem, bar_of, event_of, read_action, wall_clock

ZONES = ["UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin", "Pacific/Chatham", "Australia/Lord_Howe"]
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
zones = st.sampled_from(ZONES).map(ZoneInfo)


def told(callback: str, **event: Any) -> dict[str, Any]:
    return {"callback": callback, callback: {"event": event}}


@given(moments, zones)
def test_what_is_shown_is_read_back_as_the_same_moment(moment: datetime, zone: ZoneInfo) -> None:
    assume(moment.astimezone(zone).fold == 0)  # the hour that happens twice is read as its first time
    shown = wall_clock(moment, zone)
    assert read_action(told("eventChange", id="a", start=f"{shown}Z"), zone).start == moment
    assert read_action(told("eventChange", id="a", start=shown), zone).start == moment


def test_a_wall_clock_hour_that_a_clock_change_skips_becomes_a_real_one() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = read_action(told("eventChange", id="a", start="2026-03-29T02:30:00Z"), berlin).start
    assert start == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_selection_has_no_item_but_an_end() -> None:
    value = {
        "callback": "select",
        "select": {"allDay": True, "start": "2026-07-28T00:00:00.000Z", "end": "2026-07-29T00:00:00.000Z"},
    }
    action = read_action(value, ZoneInfo("UTC"))
    assert (action.kind, action.id, action.all_day) == ("selected", "", True)
    assert action.end == datetime(2026, 7, 29, tzinfo=UTC)


def test_the_nonce_tells_two_drags_apart_and_knows_a_repeat() -> None:
    once, again, other = (
        read_action(
            told("eventChange", id="a", start="2026-07-28T09:00:00Z", extendedProps={"rev": rev}), ZoneInfo("UTC")
        )
        for rev in ("0.0", "0.0", "0.1")
    )
    assert once.nonce == again.nonce != other.nonce


def test_an_event_carries_its_channel_status_and_hold() -> None:
    item = CalendarItem(
        "a",
        "Film",
        datetime(2026, 7, 8, 10, tzinfo=UTC),
        "linkedin",
        PostStatus.PUBLISHED,
        PostType.VIDEO,
        editable=False,
    )
    event = event_of(item, ZoneInfo("Asia/Kolkata"), "0.3")
    assert event["start"] == "2026-07-08T15:30:00"
    assert event["editable"] is False
    assert event["classNames"] == ["post", "channel-linkedin", "status-published", "type-video", "fixed"]
    assert event["extendedProps"] == {"rev": "0.3"}


def test_a_bar_includes_its_last_day() -> None:
    bar = bar_of(CalendarBand("Summer", date(2026, 7, 1), date(2026, 7, 31)))
    assert (bar["start"], bar["end"], bar["editable"]) == ("2026-07-01", "2026-08-01", False)
