from datetime import timedelta

import pytest
from sqlmodel import col

from core.analytics import health_inputs, measure, read_health, read_overview, refresh_health
from core.analytics.records import BUSINESS, score_of, slices
from core.errors import Forbidden
from core.tables import Campaign, HealthRecord
from core.vocab import CampaignStatus, ConversationStatus, PostStatus, Signal
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_reading, add_talk


def _a_fortnight(ws, campaign=None) -> None:
    for day in range(1, 14, 2):
        at = NOW - day * DAY
        post = add_post(ws, at + HOUR, planned_at=at, campaign_id=campaign)
        add_reading(ws, post, NOW - HOUR, views=1000, likes=60 + day)
    measure(ws)


def test_only_the_clock_refreshes(ws) -> None:
    with pytest.raises(Forbidden):
        refresh_health(ws)


def test_nothing_published_is_no_score_rather_than_nought(clock_ws) -> None:
    refresh_health(clock_ws)
    assert clock_ws.rows.count(HealthRecord) == 0


def test_the_score_is_kept_once_a_day_for_business_and_live_campaigns(clock_ws, clock) -> None:
    live, resting = add_campaign(clock_ws), add_campaign(clock_ws, status=CampaignStatus.PAUSED)
    _a_fortnight(clock_ws, live)
    add_talk(clock_ws, NOW - DAY, NOW - DAY + HOUR)
    assert refresh_health(clock_ws) == 2
    assert refresh_health(clock_ws) == 0  # nothing has changed
    campaign = clock_ws.rows.get(Campaign, live)
    records = {record.scope: record for record in clock_ws.rows.find(HealthRecord)}
    assert set(records) == {BUSINESS, str(live)}
    kept = records[str(live)]
    assert kept.campaign_id == live
    assert (campaign.health_score, campaign.health_parts, campaign.health_at) == (kept.value, kept.parts, NOW)
    assert kept.low <= kept.value <= kept.high
    assert sum(part.points for part in kept.parts) == pytest.approx(kept.value)
    assert clock_ws.rows.get(Campaign, resting).health_at is None
    clock.now = NOW + DAY
    assert refresh_health(clock_ws) == 2
    assert clock_ws.rows.count(HealthRecord) == 4


def test_a_changed_number_replaces_the_days_record(clock_ws) -> None:
    _a_fortnight(clock_ws)
    refresh_health(clock_ws)
    first = clock_ws.rows.one(HealthRecord).value
    post = add_post(clock_ws, NOW - 2 * DAY)
    add_reading(clock_ws, post, NOW, views=1000, likes=1)
    measure(clock_ws)
    assert refresh_health(clock_ws) == 1
    assert clock_ws.rows.one(HealthRecord).value < first


def test_the_same_numbers_give_the_same_range_without_a_cache(clock_ws) -> None:
    _a_fortnight(clock_ws)
    refresh_health(clock_ws)
    before = clock_ws.rows.one(HealthRecord).model_dump(exclude={"id"})
    clock_ws.cache.delete()
    assert refresh_health(clock_ws) == 1
    assert clock_ws.rows.one(HealthRecord).model_dump(exclude={"id"}) == before


def test_a_kept_score_comes_back_whole(clock_ws) -> None:
    _a_fortnight(clock_ws)
    refresh_health(clock_ws)
    record, score = clock_ws.rows.one(HealthRecord), read_health(clock_ws).score
    again = score_of(record)
    assert (again.value, again.signals, again.weights, again.version) == (
        score.value,
        score.signals,
        score.weights,
        score.version,
    )
    assert record.parts == slices(score)


def test_slots_cancelled_held_or_not_yet_due_are_not_held_against_the_plan(clock_ws) -> None:
    add_post(clock_ws, NOW - DAY + HOUR, planned_at=NOW - DAY)
    add_post(clock_ws, None, planned_at=NOW - 3 * DAY, status=PostStatus.CANCELLED)
    add_post(clock_ws, None, planned_at=NOW - 3 * DAY, status=PostStatus.ON_HOLD)
    add_post(clock_ws, None, scheduled_at=NOW + DAY)
    add_post(clock_ws, None, scheduled_at=NOW - timedelta(minutes=5))
    add_post(clock_ws, None, scheduled_at=NOW - 2 * DAY, status=PostStatus.MISSED)
    slots = health_inputs(clock_ws).slots
    assert [slot.published_at for slot in slots if slot.published_at] == [NOW - DAY + HOUR]
    assert len(slots) == 2  # the one that went out, and the one that was missed


def test_people_who_wait_count_and_those_set_aside_do_not(clock_ws) -> None:
    monday = NOW - 7 * DAY
    add_talk(clock_ws, monday, monday + HOUR)
    add_talk(clock_ws, NOW - DAY * 2)
    add_talk(clock_ws, NOW - DAY, status=ConversationStatus.CLOSED)
    add_talk(clock_ws, NOW - 40 * DAY, NOW - 39 * DAY)
    responses = health_inputs(clock_ws).responses
    assert sorted(response.answered for response in responses) == [False, True]
    assert min(response.waited for response in responses) == HOUR


def test_a_campaign_has_its_own_messages_or_everybodys(clock_ws) -> None:
    campaign = add_campaign(clock_ws, channels=("instagram",))
    add_talk(clock_ws, NOW - DAY, NOW - DAY + HOUR)
    add_talk(clock_ws, NOW - DAY, NOW - DAY + HOUR)
    assert len(health_inputs(clock_ws, campaign).responses) == 2
    add_talk(clock_ws, NOW - DAY, campaign_id=campaign)
    assert [response.answered for response in health_inputs(clock_ws, campaign).responses] == [False]


def test_the_past_is_judged_by_what_was_known_then(clock_ws) -> None:
    asked = NOW - 10 * DAY
    add_talk(clock_ws, asked, NOW - DAY)
    add_post(clock_ws, NOW - DAY, planned_at=NOW - 10 * DAY)
    then = health_inputs(clock_ws, until=NOW - 5 * DAY)
    assert [response.answered for response in then.responses] == [False]
    assert [slot.published_at for slot in then.slots] == [None]
    assert then.posts == []


def test_without_opening_hours_all_time_counts(clock_ws) -> None:
    from core.tables import Profile

    with clock_ws.writing() as rows:
        rows.one(Profile).hours = ()
    add_talk(clock_ws, NOW - 8 * DAY, NOW - 6 * DAY)
    assert [response.waited for response in health_inputs(clock_ws).responses] == [2 * DAY]


def test_the_change_since_last_week_adds_up(clock_ws, clock) -> None:
    _a_fortnight(clock_ws)
    refresh_health(clock_ws)
    clock.now = NOW + 8 * DAY
    view = read_health(clock_ws)
    kept = clock_ws.rows.one(HealthRecord, col(HealthRecord.scope) == BUSINESS)
    assert view.change.total == pytest.approx(view.score.value - kept.value)
    assert view.change.parts[Signal.CONSISTENCY] < 0
    assert [record.day for record in view.history] == [kept.day]
    overview = read_overview(clock_ws)
    assert overview.health.score == view.score
    assert overview.next_points
    assert all(action.points > 0 for action in overview.next_points)
