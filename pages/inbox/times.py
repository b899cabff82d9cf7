"""How fast the business answers, and how much of it answers itself."""

from datetime import timedelta

import streamlit as st

from core import messaging, strategy
from core.messaging import InboxMetrics, Times
from core.vocab import Origin
from pages.inbox import mood
from pages.inbox.words import span
from ui import shell
from ui.pieces import empty, figure, section

PERIODS = {7: "7 days", 28: "28 days", 90: "90 days"}


def draw() -> None:
    """Draw the figures, each with its denominator and period."""
    days = st.segmented_control(
        "Period", list(PERIODS), default=28, required=True, format_func=lambda n: f"Last {PERIODS[n]}", key="inbox:days"
    )
    with shell.workspace() as ws:
        found = messaging.inbox_metrics(ws, days)
        target = strategy.read_profile(ws).profile.response_target_minutes
    if not found.conversations:
        empty("timer", "No conversations in this period", "Choose a longer one, or simulate a message.")
        return
    period = f"last {PERIODS[days]}"
    promise = span(timedelta(minutes=target))
    section(
        "First response", says=f"Your promise: an answer within {promise} of opening hours.", origin=Origin.SIMULATED
    )
    _row("Everyone", found.everyone, period)
    _row("People only", found.people, period)
    st.caption(
        "p90: nine in ten were answered within it. Conversations that still wait are counted as longer than they have "
        "waited so far, so leaving one open never makes a figure look better. “No data” means that fewer than half, or "
        "nine in ten, have been answered."
    )
    section("Load")
    _load(found, period)
    mood.draw()


def _row(who: str, times: Times, period: str) -> None:
    of = f"{who.lower()}, {times.count} conversations"
    names = (
        ("Median · business hours", times.median),
        ("p90 · business hours", times.p90),
        ("Median · wall clock", times.wall_median),
        ("p90 · wall clock", times.wall_p90),
    )
    for column, (label, value) in zip(st.columns(4), names, strict=True):
        with column:
            figure(label, None if value is None else span(value), of=of, period=period)


def _load(found: InboxMetrics, period: str) -> None:
    share = found.automation_share
    one, two, three = st.columns(3)
    with one:
        automated = None if share is None else f"{share:.0%}"
        figure("Automation share", automated, of="of answered conversations, by FAQs alone", period=period)
    of = f"of {found.conversations} conversations"
    with two:
        figure("Waiting for a first answer", str(found.unanswered), of=of, period=period)
    with three:
        figure("Answered by an FAQ first", str(found.automatic.count), of=of, period=period)
