"""What posts brought: totals, their course, the best and the weakest, the times, what can be learned."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from core import analytics, strategy
from core.analytics import Extent
from core.vocab import Origin
from pages.analytics import exports, filters, heat, insights, ranking, totals, trend, words
from pages.analytics.filters import Look
from ui import pieces, shell

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def draw(actions: "DeltaGenerator") -> None:
    """The whole of it for one period; ``actions`` is the place beside the screen's title."""
    with shell.workspace() as ws:
        extents, lines = analytics.read_extents(ws), strategy.list_campaigns(ws)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = filters.period(extents)
        look = Look(chosen, filters.campaign(lines))
    with actions:
        exports.draw(look)
    if not extents:
        pieces.empty(
            "monitoring",
            "No published post yet",
            "Numbers appear here once a post is out, or when you bring in the posts you published elsewhere.",
            page="pages/calendar/page.py",
            action="Open the calendar",
        )
        return
    _elsewhere(extents, look)
    with st.skeleton(height=420), shell.workspace() as ws:
        gained = analytics.read_totals(ws, look.period, look.campaign_id)
        series = analytics.read_series(ws, look.period, look.campaign_id)
        ranked = analytics.read_posts(ws, look.period, look.campaign_id)
        times, found, lessons = analytics.read_heat(ws), analytics.read_insights(ws), analytics.read_lessons(ws)
        zone = ws.zone.key
    _origins(set(gained.origins), look)
    totals.draw(gained, series)
    pieces.section("Over time")
    trend.draw(series, gained)
    pieces.section(
        "Best and weakest posts", says=f"Published {words.days(look.period)}, with all they gathered so far."
    )
    ranking.draw(ranked)
    pieces.section("Good times", says="All settled posts, whatever the period above: a single period holds too few.")
    heat.draw(times, zone, {Origin.IMPORTED if batch else Origin.SIMULATED for batch in extents})
    pieces.section("What we learned", says="From all settled posts, type, weekday and hour compared together.")
    insights.draw(found, lessons)


def _origins(origins: set[Origin], look: Look) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for origin in (origin for origin in Origin if origin in origins):
            pieces.origin_badge(origin)
        st.caption(
            words.days(look.period) + (" · numbers by UTC day" if origins else " · nothing was gained in this period")
        )


def _elsewhere(extents: Mapping[UUID | None, Extent], look: Look) -> None:
    """Imported posts that the period leaves out, and the way to them."""
    imported = [extent for batch, extent in extents.items() if batch is not None]
    hidden = [
        extent
        for extent in imported
        if extent.period.last < look.period.first or extent.period.first > look.period.last
    ]
    if not hidden:
        return
    whole = hidden[0]
    for extent in hidden[1:]:
        whole |= extent
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f":material/history: {whole.posts:,} imported posts lie outside this period: {words.days(whole.period)}.",
            width="content",
        )
        st.button(
            "Show the imported period", on_click=filters.show_period, args=(whole.period,), icon=":material/date_range:"
        )
