"""The health score taken apart: what it is made of, how sure it is, why it moved, and what would raise it."""

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from core import analytics, strategy
from core.analytics import HealthView
from core.analytics.next_points import cheapest_points
from core.vocab import Origin
from pages.analytics import compare, filters, formula, health_history, next_points, weights, what_if, words
from pages.analytics.contributions import draw as draw_contributions
from ui import pieces, shell
from ui.theme import band

AS_OF, ON = "as_of", "on"
NOW, IMPORTED, ANOTHER = "Now", "Newest import", "Another day"


def draw() -> None:
    """One score, of the business or of a campaign, now or at another moment."""
    with shell.workspace() as ws:
        lines, extents = strategy.list_campaigns(ws), analytics.read_extents(ws)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        campaign = filters.campaign(lines)
        imported = [extent.newest for batch, extent in extents.items() if batch is not None]
        until = _until(max(imported, default=None))
    with st.skeleton(height=420), shell.workspace() as ws:
        view = analytics.read_health(ws, campaign.id if campaign else None, until=until)
        compared = analytics.compare_campaigns(ws)
    _head(view, campaign.name if campaign else "")
    draw_contributions(view.score)
    formula.draw(view)
    st.space("small")
    health_history.draw(view)
    if view.score.value is not None:
        st.space("small")
        pieces.section("What if?", says="Sliders on the real formula. Nothing is changed by moving them.")
        what_if.draw(view)
        if until is None:  # nothing can be done any more about a day that is over
            st.space("small")
            pieces.section("Cheapest next points", says="Most points per minute of work first.")
            next_points.draw(cheapest_points(view.inputs, view.score.weights))
    st.space("small")
    pieces.section(
        "Campaigns side by side", says="Each by its own posts and days; the formula and its range are the same."
    )
    compare.draw(compared)
    weights.draw(view.score, compared)


def show_at(day: date) -> None:
    """Turn the screen to the score as it stood at the end of a day; for a button's ``on_click``."""
    st.session_state[filters.VIEW], st.session_state[AS_OF], st.session_state[ON] = filters.HEALTH, ANOTHER, day


def _until(newest_import: datetime | None) -> datetime | None:
    """The moment the score speaks of; None is now."""
    options = [NOW, IMPORTED, ANOTHER] if newest_import else [NOW, ANOTHER]
    chosen = st.segmented_control(
        "As of", options, default=NOW, required=True, key=AS_OF, bind="query-params", persist_state="page"
    )
    if chosen == IMPORTED:
        return newest_import
    if chosen == ANOTHER:
        today = shell.local(shell.now()).date()
        day = st.date_input(
            "Day",
            today - timedelta(days=7),
            max_value=today,
            min_value=date(2000, 1, 1),
            key=ON,
            format="DD/MM/YYYY",
            bind="query-params",
            persist_state="page",
            width=150,
        )
        return min(_end_of(day), shell.now())
    return None


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), shell.here().zone).astimezone(UTC)


def _head(view: HealthView, campaign: str) -> None:
    value, interval = view.score.value, view.score.interval
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="large"):
        st.metric("Marketing Health Score", "no data" if value is None else f"{value:.1f} of 100", width="content")
        with st.container(gap="xsmall", width="stretch"):
            with st.container(horizontal=True, gap="xsmall"):
                if value is not None:
                    found = band(round(value, 1))
                    st.badge(
                        found.label,
                        icon=found.icon,
                        color=found.badge,
                        help="0-39 needs care, 40-69 steady, 70-100 strong",
                    )
                for origin in (origin for origin in Origin if origin in view.origins):
                    pieces.origin_badge(origin)
            st.caption(_covers(view, campaign))
            if interval is not None:
                st.caption(
                    f"90% interval {interval.low:.1f} to {interval.high:.1f}, by drawing posts and messages anew."
                )


def _covers(view: HealthView, campaign: str) -> str:
    end = shell.local(view.until - timedelta(microseconds=1)).date()  # a day's end is the next one's first moment
    if campaign:
        return f"The campaign's own posts and days, as of {words.day(end)}."
    return f"All posts and messages of the 28 days up to {words.day(end)}."
