from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.scheduling import GRACE, SOON, is_quiet, is_too_soon, late, next_allowed, refuse_moment, window
from core.errors import Invalid

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"]).map(
    ZoneInfo
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
channels = st.sampled_from(["instagram", "linkedin", "email", "sms", "mastodon"])


@given(moments, channels, zones)
def test_the_next_allowed_moment_is_allowed_soon_and_stable(at: datetime, name: str, zone: ZoneInfo) -> None:
    better = next_allowed(at, name=name, zone=zone)
    assert not is_quiet(better, name=name, zone=zone)
    assert at <= better <= at + timedelta(hours=12)  # 11 quiet hours, and one more when the clocks change
    assert next_allowed(better, name=name, zone=zone) == better
    assert better.tzinfo is UTC
    if not is_quiet(at, name=name, zone=zone):
        assert better == at


@given(moments, zones)
def test_quiet_means_before_eight_or_from_nine(at: datetime, zone: ZoneInfo) -> None:
    hour = at.astimezone(zone).hour
    assert is_quiet(at, name="sms", zone=zone) is (hour < 8 or hour >= 21)
    assert not is_quiet(at, name="linkedin", zone=zone)


def test_only_channels_to_people_have_a_window() -> None:
    assert {name for name in ("instagram", "email", "sms", "x") if window(name)} == {"email", "sms"}


@pytest.mark.parametrize(
    ("after", "soon"), [(timedelta(), False), (timedelta(seconds=1), True), (SOON, False), (-SOON, False)]
)
def test_too_soon_is_under_five_minutes(after: timedelta, *, soon: bool) -> None:
    assert is_too_soon(NOW + after, NOW) is soon


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW.replace(tzinfo=None), "no time zone"),
        (NOW, "has passed"),
        (NOW - timedelta(days=1), "has passed"),
        (NOW.replace(hour=23), r"SMS doesn't go out at night\. The next good moment is Monday 2 March, 08:00\."),
    ],
)
def test_bad_moments_are_refused_by_field(at: datetime, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        refuse_moment(at, now=NOW, name="sms", zone=ZoneInfo("UTC"))
    assert refusal.value.field == "scheduled_at"


def test_a_good_moment_comes_back_in_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 3, 2, 9, tzinfo=berlin)
    assert refuse_moment(at, now=NOW, name="sms", zone=berlin).isoformat() == "2026-03-02T08:00:00+00:00"


@given(moments, st.timedeltas(timedelta(), timedelta(days=3)))
def test_late_only_after_the_grace_period(at: datetime, waited: timedelta) -> None:
    assert late(at, at + waited) is (waited > GRACE)
    assert not late(at, at - waited)
