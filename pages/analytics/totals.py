"""What the period brought, each figure beside the equal period before it."""

from collections.abc import Sequence

import streamlit as st

from core.analytics import Compared, DayFigures, Totals
from pages.analytics import words
from pages.analytics.buckets import gathered, grain, starts
from ui import pieces

_LABELS = {
    "posts": ("Posts published", "article"),
    "views": ("Views", "visibility"),
    "engagements": ("Engagements", "favorite"),
    "engagement rate": ("Engagement rate", "percent"),
    "clicks": ("Clicks", "ads_click"),
    "leads": ("Leads", "person_add"),
}


def draw(totals: Totals, series: Sequence[DayFigures]) -> None:
    """Six figures with their denominators, deltas and courses."""
    by = grain(totals.period)
    sums, firsts = gathered(series, by), starts(totals.period, by)
    courses: dict[str, Sequence[float]] = {
        "views": [sums[first].views if first in sums else 0 for first in firsts],
        "engagements": [sums[first].engagements if first in sums else 0.0 for first in firsts],
        "engagement rate": [rate for first in firsts if first in sums and (rate := sums[first].rate) is not None],
        "clicks": [sums[first].clicks if first in sums else 0 for first in firsts],
        "leads": [sums[first].leads if first in sums else 0 for first in firsts],
    }
    figures = (totals.posts, totals.views, totals.engagements, totals.rate, totals.clicks, totals.leads)
    grid = st.grid(3, min_column_width=165, gap="small")
    for figure in figures:
        with grid.cell():
            _card(figure, totals, courses.get(figure.name, []))
    if totals.unseen:
        st.caption(
            f"{totals.unseen:,} posts have engagement but no known views. They count among engagements, and in "
            "neither part of the rate."
        )


def _card(figure: Compared, totals: Totals, course: Sequence[float]) -> None:
    label, icon = _LABELS[figure.name]
    delta = words.moved(figure)
    pieces.figure(
        label,
        words.shown(figure),
        period=words.days(totals.period),
        of=_of(figure, totals),
        delta=delta,
        against=f"vs {totals.period.days} d before" if delta else "",
        trend=course if figure.value and len(course) > 1 else (),
        icon=icon,
    )


def _of(figure: Compared, totals: Totals) -> str:
    if figure.name == "engagement rate" and figure.value is not None:
        return f"of {words.count(totals.views.value)} {figure.denominator}, pooled over posts"
    if figure.name == "views" and totals.rate.denominator:
        return totals.rate.denominator
    if figure.name == "leads" and totals.beside.total:
        return f"{totals.beside.total:,} of them from conversations or without a post"
    return "" if figure.name == "posts" else "gained by posts of any age"
