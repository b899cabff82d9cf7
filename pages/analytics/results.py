"""What posts brought: totals, their course, the best and the weakest, the times, what can be learned."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from core import analytics, strategy
from core.analytics import Extent
from core.vocab import Origin
from pages.analytics import exports, filters, foreseen, heat, insights, ranking, totals, trend, words
from pages.analytics.filters import Look
from ui import pieces, shell
from ui.theme import ORIGINS

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
    _origins(set(gained.origins), look)
    totals.draw(gained, series)
    st.space("small")
    pieces.section("Over time")
    trend.draw(series, gained)
    st.space("small")
    pieces.section(
        "Best and weakest posts", says=f"Published {words.days(look.period)}, with all they gathered so far."
    )
    ranking.draw(ranked)
    st.space("small")
    pieces.section("Good times", says="All settled posts, whatever the period above: a single period holds too few.")
    _times({Origin.IMPORTED if batch else Origin.SIMULATED for batch in extents})
    st.space("small")
    pieces.section(
        "What we learned",
        says="From all settled posts, type, weekday and hour compared together; then leads and messages.",
    )
    insights.draw()
    st.space("small")
    foreseen.draw()


def _times(origins: set[Origin]) -> None:
    """The heat of one origin or of all; each post is compared with its own account either way."""
    origin = None
    if len(origins) > 1:
        options = {"All": None} | {ORIGINS[one].label.capitalize(): one for one in Origin if one in origins}
        origin = options[str(st.segmented_control("Posts", list(options), default="All", required=True, key="heat_of"))]
    with st.skeleton(height=300), shell.workspace() as ws:
        times = analytics.read_heat(ws, origin=origin)
    heat.draw(times, shell.here().zone.key, {origin} if origin else origins)


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
