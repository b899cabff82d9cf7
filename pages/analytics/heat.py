"""Hour by weekday: when posts did better or worse than usual, and on how many posts that rests."""

import math
from typing import Any

import streamlit as st

from core.analytics import Cell, Heat
from core.vocab import Origin
from pages.analytics import words
from ui import charts

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EDGE = 2.0
"""The ratio at which the colour is full: twice or half the usual."""


def draw(heat: Heat, zone: str, origins: set[Origin]) -> None:
    """The table of times; where it is withheld, why."""
    if heat.withheld:
        st.info(heat.withheld, icon=":material/hourglass_empty:")
        st.caption(
            f"{heat.posts} settled posts so far (two days old or more, from accounts with at least 8). "
            "Fewer would show chance as if it were advice."
        )
        return
    hours = range(min(cell.hour for cell in heat.cells), max(cell.hour for cell in heat.cells) + 1)
    charts.draw(
        [_heatmap(heat, hours)],
        key="heat",
        height=max(260, 24 * len(hours) + 60),
        alt=_alt(heat),
        caption=(
            f"Engagement against the usual of the same account (1.0), {zone} time. The figure in a cell is its number "
            f"of posts; {heat.posts:,} settled posts of all time, {words.origins(origins)}. Kinds of post are compared "
            "like with like, and hours and weekdays are drawn toward 1.0 together, so that one post says little; hover "
            "for the 80% interval. Teal is better, amber worse."
        ),
        layout={
            "yaxis": {
                "autorange": "reversed",
                "dtick": 1,
                "tickfont": {"size": 11},
                "showgrid": False,
                "ticksuffix": " ",
            },
            "xaxis": {"side": "top"},
        },
    )
    charts.table("heat", lambda: _rows(heat))
    _in_words(heat)


def _heatmap(heat: Heat, hours: range) -> Any:
    from plotly.graph_objects import Heatmap  # noqa: PLC0415

    found = {(cell.hour, cell.weekday): cell for cell in heat.cells}
    grid = [[found.get((hour, weekday)) for weekday in range(7)] for hour in hours]
    edge = math.log(_EDGE)
    return Heatmap(
        x=_DAYS,
        y=[f"{hour:02}:00" for hour in hours],
        z=[[None if cell is None else math.log(cell.ratio) for cell in row] for row in grid],
        text=[["" if cell is None else str(cell.posts) for cell in row] for row in grid],
        customdata=[["" if cell is None else _hover(cell) for cell in row] for row in grid],
        texttemplate="%{text}",
        textfont={"size": 11, "color": charts.ink()},
        hovertemplate="%{x} %{y}<br>%{customdata}<extra></extra>",
        hoverongaps=False,
        zmin=-edge,
        zmax=edge,
        colorscale=charts.scale(),
        colorbar={
            "tickvals": [-edge, 0, edge],
            "ticktext": [f"{1 / _EDGE:.1f}x", "1.0x", f"{_EDGE:.1f}x"],
            "thickness": 10,
            "outlinewidth": 0,
        },
        xgap=2,
        ygap=2,
    )


def _hover(cell: Cell) -> str:
    posts = f"{cell.posts} post{'s' if cell.posts != 1 else ''}"
    return f"{cell.ratio:.2f} times the usual ({cell.low:.2f} to {cell.high:.2f}), {posts}"


def _time(cell: Cell) -> str:
    return f"{_DAYS[cell.weekday]} {cell.hour:02}:00"


def _in_words(heat: Heat) -> None:
    """What can be said for sure: only times whose whole interval lies on one side."""
    sure = sorted((cell for cell in heat.cells if cell.low > 1.0), key=lambda cell: -cell.low)[:3]
    if sure:
        st.markdown(
            "Better than usual, with the whole interval above 1.0: "
            + "; ".join(f"**{_time(c)}** {_hover(c)}" for c in sure)
        )
    else:
        st.markdown("No single hour stands out: every interval reaches down to the usual.")


def _alt(heat: Heat) -> str:
    best, worst = (pick(heat.cells, key=lambda cell: cell.ratio) for pick in (max, min))
    return (
        f"Hour by weekday, {heat.posts} posts in {len(heat.cells)} cells. Highest {_time(best)}, {_hover(best)}. "
        f"Lowest {_time(worst)}, {_hover(worst)}."
    )


def _rows(heat: Heat) -> list[dict[str, object]]:
    return [
        {
            "Weekday": _DAYS[cell.weekday],
            "Hour": f"{cell.hour:02}:00",
            "Posts": cell.posts,
            "Times the usual": round(cell.ratio, 2),
            "From": round(cell.low, 2),
            "To": round(cell.high, 2),
        }
        for cell in heat.cells
    ]
