"""Engagement over time, by channel; origins are told apart by pattern and dash as well as by name."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from core.analytics import DayFigures, Totals
from core.vocab import Channel, Origin
from pages.analytics import words
from pages.analytics.buckets import Grain, Sum, gathered, grain, start, starts
from ui import charts
from ui.theme import ORIGINS, channel_look


class Measure(NamedTuple):
    """What is drawn: the field of a bucket and its unit."""

    field: str
    unit: str


MEASURES = {
    "Engagements": Measure("engagements", "engagements"),
    "Rate": Measure("rate", "engagement rate, % of the channel's denominator"),
    "Views": Measure("views", "views, in the channel's denominator"),
    "Clicks": Measure("clicks", "clicks"),
    "Leads": Measure("leads", "leads"),
}
Courses = dict[tuple[Channel, Origin], dict[date, Sum]]


def draw(series: Sequence[DayFigures], totals: Totals) -> None:
    """The chart, what it rests on in words, and its table."""
    chosen = st.segmented_control(
        "Measure", list(MEASURES), default="Engagements", required=True, key="measure", label_visibility="collapsed"
    )
    measure, by = MEASURES[str(chosen)], grain(totals.period)
    courses = courses_of(series, by)
    told = {
        who: course for who, course in courses.items() if any(getattr(sum_, measure.field) for sum_ in course.values())
    }
    if not told:
        st.info(f"No {measure.unit.partition(',')[0]} are known in this period.", icon=":material/hide_source:")
        return
    firsts = starts(totals.period, by)
    lines = measure.field == "rate"
    charts.draw(
        [
            _line(*who, course, firsts) if lines else _bars(*who, course, measure, firsts)
            for who, course in told.items()
        ],
        key="trend",
        alt=_alt(told, measure, by, totals),
        caption=_caption(told, measure, by, totals),
        layout={
            "barmode": "stack",
            "hovermode": "x unified",
            "yaxis": {"tickformat": ".1%" if lines else "~s", "rangemode": "tozero"},
            "xaxis": {"range": _range(firsts, by)},
        },
    )
    charts.table("trend", lambda: _rows(courses))


def courses_of(series: Sequence[DayFigures], by: Grain) -> Courses:
    """Each channel's course, simulated, imported and live numbers apart."""
    found = sorted({(day.channel, day.origin) for day in series})
    return {who: gathered([day for day in series if (day.channel, day.origin) == who], by) for who in found}


def _name(channel: Channel, origin: Origin) -> str:
    return f"{channel_look(channel).label} ({ORIGINS[origin].label})"


def _bars(channel: Channel, origin: Origin, course: dict[date, Sum], measure: Measure, firsts: Sequence[date]) -> Any:
    from plotly.graph_objects import Bar  # noqa: PLC0415

    kept = [first for first in firsts if first in course]
    return Bar(
        x=kept,
        y=[getattr(course[first], measure.field) for first in kept],
        name=_name(channel, origin),
        marker={"color": charts.paint(channel), "pattern": {"shape": charts.PATTERNS[origin], "size": 5}},
        hovertemplate="%{y:,.0f}",
    )


def _line(channel: Channel, origin: Origin, course: dict[date, Sum], firsts: Sequence[date]) -> Any:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    # A bucket without known views is a gap in the line, never a nought.
    return Scatter(
        x=list(firsts),
        y=[course[first].rate if first in course else None for first in firsts],
        name=_name(channel, origin),
        mode="lines+markers",
        connectgaps=False,
        line={"color": charts.paint(channel), "dash": charts.DASHES[origin], "width": 2},
        marker={"size": 6},
        hovertemplate="%{y:.2%}",
    )


def _range(firsts: Sequence[date], by: Grain) -> list[float]:
    """The whole period, also where it is empty; in milliseconds since 1970."""
    half = {Grain.DAY: 0.5, Grain.WEEK: 3.5, Grain.MONTH: 16.0}[by]
    epoch = date(1970, 1, 1).toordinal()
    return [86_400_000 * (edge.toordinal() - epoch + side * half) for edge, side in ((firsts[0], -1), (firsts[-1], 1))]


def _caption(told: Courses, measure: Measure, by: Grain, totals: Totals) -> str:
    partial = by is not Grain.DAY and (
        start(totals.period.first, by) != totals.period.first or start(totals.period.last, by) != totals.period.last
    )
    posts = sum(totals.origins.values())
    return " ".join(
        [
            f"{measure.unit[0].upper()}{measure.unit[1:]}, per {by}, {words.days(totals.period)} (UTC days).",
            f"Gained by {posts:,} post{'s' if posts != 1 else ''}; numbers are {words.origins(o for _, o in told)}.",
            f"The first and the last {by} may be cut by the period." if partial else "",
            f"Counted as {words.engagement_means(channel for channel, _ in told)}."
            if measure.field in {"engagements", "rate"}
            else "",
        ]
    ).strip()


def _alt(told: Courses, measure: Measure, by: Grain, totals: Totals) -> str:
    parts = []
    for who, course in told.items():
        best = max(course, key=lambda first: getattr(course[first], measure.field) or 0.0)
        value = getattr(course[best], measure.field)
        said = words.percent(value) if measure.field == "rate" else words.count(value)
        parts.append(f"{_name(*who)} at most {said} in the {by} of {words.day(best)}")
    return f"{measure.unit} per {by}, {words.days(totals.period)}: {'; '.join(parts)}."


def _rows(courses: Courses) -> list[dict[str, object]]:
    return [
        {
            "From": first,
            "Channel": channel_look(channel).label,
            "Origin": ORIGINS[origin].label,
            "Engagements": sum_.engagements,
            "Views": sum_.views or None,
            "Rate": words.percent(sum_.rate),
            "Clicks": _told(sum_.clicks, origin),
            "Leads": _told(sum_.leads, origin),
        }
        for (channel, origin), course in courses.items()
        for first, sum_ in course.items()
    ]


def _told(number: int, origin: Origin) -> int | None:
    """A file that never told a count leaves nought behind, which is no data."""
    return None if origin is Origin.IMPORTED and not number else number
