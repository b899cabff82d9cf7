"""Leads from outside: signed, kept once, traced to their post, and counted wherever leads are."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col

from core import accounts
from core.analytics import (
    Period,
    close_lead_door,
    forget_raw,
    measure,
    open_lead_door,
    read_campaign_numbers,
    read_lead_door,
    read_series,
    read_totals,
    receive_lead,
)
from core.analytics.leads.keep import Told, count_leads, keep_leads
from core.channels.utm import Tags
from core.connections.signing import secret_bytes, signature
from core.errors import Forbidden, Invalid
from core.tables import Business, DirtyDay, Lead, MetricDaily, Reading
from core.vocab import Origin
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_reading, add_talk

TAGS = {"utm_source": "instagram", "utm_medium": "social", "utm_campaign": "spring", "utm_content": "a-loaf"}


def signed(secret: str, ref: str, body: bytes, at=NOW) -> tuple[str, str, str, bytes]:
    stamp = str(int(at.timestamp()))
    return ref, stamp, "v1,bm8= " + signature(secret_bytes(secret), ref, stamp, body), body


def told(secret: str, ref: str = "evt_1", at=NOW, **event: object) -> tuple[str, str, str, bytes]:
    return signed(secret, ref, json.dumps(event).encode(), at)


@pytest.fixture
def secret(ws) -> str:
    return open_lead_door(ws).get_secret_value()


def test_a_lead_is_kept_once_and_counted_with_its_post(ws, clock_ws, secret) -> None:
    campaign = add_campaign(ws)
    post = add_post(ws, NOW - DAY, campaign_id=campaign)
    add_reading(ws, post, NOW - HOUR, views=500, likes=20, conversions=2)
    measure(clock_ws)
    landed = "https://rye.example/order?" + "&".join(f"{name}={value}" for name, value in TAGS.items())
    assert receive_lead(clock_ws, *told(secret, url=landed)) == ((post, campaign), True)
    assert receive_lead(clock_ws, *told(secret, **TAGS)) == ((post, campaign), False)
    assert receive_lead(clock_ws, *told(secret, "evt_2", post_id=str(post)))[1]
    assert receive_lead(clock_ws, *told(secret, "evt_3", utm_campaign="Spring")) == ((None, campaign), True)
    assert receive_lead(clock_ws, *told(secret, "evt_4"))[0] == (None, None)
    add_talk(ws, NOW - HOUR, campaign_id=campaign, lead=True)
    add_talk(ws, NOW - HOUR, campaign_id=campaign)
    numbers = read_campaign_numbers(ws, campaign)
    assert numbers.leads == 2 + 2 + 1 + 1  # the channel's, the post's, the campaign's, the conversation's
    whole = read_totals(ws, Period.up_to(NOW))
    assert (whole.leads.value, whole.beside.talks, whole.beside.events) == (7, 1, 2)
    assert read_totals(ws, Period.up_to(NOW), campaign).leads.value == 6
    assert sum(day.leads for day in read_series(ws, Period.up_to(NOW))) == 4
    view = read_lead_door(ws)
    assert (view.events, view.secret_ends) == (4, secret[-4:])
    assert view.url.endswith(f"/api/leads/{ws.key.business_id}")


def test_who_is_not_let_in(ws, runtime, secret) -> None:
    def call_in(call):  # noqa: ANN202 - each call opens the business anew, as the route does
        with runtime.workspace(accounts.clock_key(ws.key.business_id)) as fresh:
            return receive_lead(fresh, *call)

    ref, stamp, sign, body = told(secret)
    for call in [
        (ref, stamp, "v1,AAAA", body),
        (ref, stamp, "", body),
        (ref, stamp, sign, b"{}" + body),
        ("", stamp, sign, body),
        (ref, "soon", sign, body),
        told(secret, at=NOW - timedelta(minutes=6)),
        told(secret, at=NOW + timedelta(minutes=6)),
    ]:
        with pytest.raises(Forbidden):
            call_in(call)
    fresh = open_lead_door(ws).get_secret_value()
    with pytest.raises(Forbidden):
        call_in(told(secret))
    assert call_in(told(fresh))[1]
    close_lead_door(ws)
    close_lead_door(ws)
    assert read_lead_door(ws) is None
    with pytest.raises(Forbidden):
        call_in(told(fresh, "evt_9"))
    assert ws.rows.count(Lead) == 1
    with ws.writing() as rows:
        rows.change(Business, sandbox_until=NOW)
    with pytest.raises(Invalid, match="demo"):
        open_lead_door(ws)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"<html>", "body"),
        (b'{"at": "yesterday"}', "at"),
        (b'{"at": "2026-03-02T10:00:00"}', "at"),
        (b'{"at": "2026-03-03T10:00:00+00:00"}', "at"),
        (b'{"post_id": "5b87941b-854b-401c-848d-3346fac23770"}', "post_id"),
        (b'{"utm_source": "' + b"x" * 121 + b'"}', "utm_source"),
    ],
)
def test_what_cannot_be_read_names_its_field(clock_ws, secret, body, field) -> None:
    with pytest.raises(Invalid) as refused:
        receive_lead(clock_ws, *signed(secret, "evt_1", body))
    assert refused.value.field == field
    assert clock_ws.rows.count(Lead) == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=8),
    st.lists(st.integers(1, 140 * 24), max_size=6, unique=True),
    st.booleans(),
)
def test_leads_and_readings_add_up_in_any_order(runtime, ws, clock, leads, hours, forgets) -> None:
    """Whatever comes first, whatever is let go of: the days add up to the last reading and every lead."""

    def run(job) -> None:
        with runtime.workspace(accounts.clock_key(ws.key.business_id)) as own:  # one each, as the clock opens it
            job(own)

    clock.now = NOW
    with ws.writing() as rows:
        for cls in (Lead, DirtyDay):
            rows.remove(cls)
    post = add_post(ws, NOW - 150 * DAY)
    for hour in sorted(hours):
        clock.now = NOW - 150 * DAY + hour * HOUR
        add_reading(ws, post, clock.now, views=10 * hour, likes=hour)
        run(measure)
    clock.now = NOW
    if forgets:
        run(forget_raw)
    with ws.writing() as rows:
        events = [Told(f"{n}", NOW - day * DAY, Tags("", "", ""), post) for n, (day, _) in enumerate(leads)]
        keep_leads(rows, events, origin=Origin.LIVE, now=NOW)
        count_leads(rows, {post})
    add_reading(ws, post, NOW, views=10 * 150 * 24, likes=150 * 24, clicks=3)
    run(measure)
    days = ws.rows.find(MetricDaily, col(MetricDaily.post_id) == post)
    assert sum(day.leads for day in days) == len(leads)
    assert sum(day.views for day in days) == 36_000
    assert sum(day.clicks for day in days) == 3


def test_raw_readings_go_after_ninety_days_and_their_days_stay(clock_ws) -> None:
    post = add_post(clock_ws, NOW - 120 * DAY)
    add_reading(clock_ws, post, NOW - 119 * DAY, views=300)
    assert forget_raw(clock_ws) == 0  # its day is not rolled up yet
    measure(clock_ws)
    add_reading(clock_ws, post, NOW - 80 * DAY, views=400)
    measure(clock_ws)
    assert forget_raw(clock_ws) == 1
    assert forget_raw(clock_ws) == 0
    assert clock_ws.rows.count(Reading) == 1
    add_reading(clock_ws, post, NOW - 79 * DAY, views=450)
    assert measure(clock_ws) == 1
    found = clock_ws.rows.find(MetricDaily, col(MetricDaily.post_id) == post, order=[col(MetricDaily.day)])
    assert [day.views for day in found] == [300, 100, 50]
