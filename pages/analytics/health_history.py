"""How the score went, and why it moved."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.analytics import HealthView
from core.analytics.change import WORDS
from core.tables import HealthRecord
from core.vocab import Signal
from pages.analytics import words
from ui import charts, pieces


def draw(view: HealthView) -> None:
    """Why it moved against a week earlier, then the dated scores with their ranges."""
    pieces.section("Why it moved", says="Against the score a week earlier; the parts add up to the change.")
    if view.change.total is None:
        st.caption("There are not two scores to compare yet: the first is kept for a week before it can be compared.")
    else:
        st.markdown(f"**{view.change.sentence}**")
    history = view.history
    if len(history) < 2:
        st.caption("The course is drawn from two dated scores on; one is kept each day.")
        return
    charts.draw(
        [*_range(history), _line(history)],
        key="health_history",
        height=260,
        alt=_alt(history),
        caption=(
            f"Score of 0-100 by day, {words.day(history[0].day)} to {words.day(history[-1].day)}, {len(history)} dated "
            "scores; the band is the 90% interval."
        ),
        layout={"yaxis": {"range": [0, 100], "dtick": 20}, "hovermode": "x unified", "showlegend": False},
    )
    charts.table("health_history", lambda: _rows(history))


def _range(history: Sequence[HealthRecord]) -> list[Any]:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    days, edge = [record.day for record in history], {"width": 0}
    fill = charts.translucent(charts.accent(), 0.18)
    return [
        Scatter(
            x=days,
            y=[record.low for record in history],
            mode="lines",
            line=edge,
            hovertemplate="from %{y:.1f}",
            name="",
        ),
        Scatter(
            x=days,
            y=[record.high for record in history],
            mode="lines",
            line=edge,
            fill="tonexty",
            fillcolor=fill,
            hovertemplate="to %{y:.1f}",
            name="",
        ),
    ]


def _line(history: Sequence[HealthRecord]) -> Any:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    return Scatter(
        x=[record.day for record in history],
        y=[record.value for record in history],
        mode="lines+markers",
        line={"color": charts.accent(), "width": 2},
        marker={"size": 5},
        name="",
        hovertemplate="<b>%{y:.1f}</b>",
    )


def _alt(history: Sequence[HealthRecord]) -> str:
    first, last = history[0], history[-1]
    low, high = (pick(record.value for record in history) for pick in (min, max))
    return (
        f"Health score by day: {first.value:.1f} on {words.day(first.day)}, {last.value:.1f} on {words.day(last.day)}, "
        f"between {low:.1f} and {high:.1f}."
    )


def _rows(history: Sequence[HealthRecord]) -> list[dict[str, object]]:
    return [
        {"Day": record.day, "Score": round(record.value, 1), "From": round(record.low, 1), "To": round(record.high, 1)}
        | {
            WORDS[Signal(part.signal)].capitalize(): None if part.value is None else round(part.points, 1)
            for part in record.parts
        }
        for record in reversed(history)
    ]
