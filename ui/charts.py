"""Charts in the product's look, each with its words and its table. Plotly is imported only where one is drawn."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from core.vocab import Channel, Origin
from ui import downloads
from ui.theme import channel_look

PATTERNS = {Origin.SIMULATED: "", Origin.IMPORTED: "/", Origin.LIVE: "."}
"""How bars tell where their numbers come from."""
DASHES = {Origin.SIMULATED: "solid", Origin.IMPORTED: "dot", Origin.LIVE: "dash"}
"""How lines do."""
_LIFT = 0.42
"""How far a channel's colour is drawn toward white on the dark ground: at least 4.5:1 there."""


def is_dark() -> bool:
    """Whether the visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def ink() -> str:
    """The text's colour."""
    return "#e8eaee" if is_dark() else "#14213d"


def muted() -> str:
    """The colour of what stands behind: grid lines, ranges, parts that are missing."""
    return "#2c3440" if is_dark() else "#e2ddd4"


def accent() -> str:
    """The product's one colour."""
    return "#2dd4bf" if is_dark() else "#0f766e"


def scale() -> list[list[object]]:
    """Worse, usual, better: amber, the ground's own grey, teal; the text's colour is legible on all three."""
    worse, better = ("#8a5310", "#12796f") if is_dark() else ("#e3a05a", "#6fc0b5")
    return [[0, worse], [0.5, muted()], [1, better]]


def paint(channel: Channel) -> str:
    """A channel's colour, legible in the visitor's theme."""
    colour = channel_look(channel).colour
    return lifted(colour) if is_dark() else colour


def lifted(colour: str, share: float = _LIFT) -> str:
    """A colour drawn toward white by a share of the way.

    >>> lifted("#0a66c2"), lifted("#000000", 0.5)
    ('#71a6dc', '#808080')
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def translucent(colour: str, alpha: float) -> str:
    """A colour that lets the ground through.

    >>> translucent("#0a66c2", 0.2)
    'rgba(10,102,194,0.2)'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def draw(
    traces: Sequence[Any],
    *,
    key: str,
    alt: str,
    caption: str,
    height: int = 320,
    layout: Mapping[str, Any] | None = None,
) -> None:
    """Draw traces; ``alt`` says what they show to those who cannot see it, ``caption`` the unit, period and sample."""
    from plotly.graph_objects import Figure  # noqa: PLC0415 - half a second that only charts should cost

    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "automargin": True}
    figure = Figure(data=list(traces))
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        height=height,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "Inter, sans-serif", "color": ink(), "size": 13},
        legend={"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0, "title": {"text": ""}},
        hoverlabel={"font": {"family": "Inter, sans-serif"}},
        dragmode=False,
        bargap=0.25,
        barcornerradius=3,
    )
    figure.update_xaxes(**axis)
    figure.update_yaxes(**{**axis, "showgrid": True, "gridcolor": muted()})
    figure.update_layout(**(layout or {}))
    st.plotly_chart(figure, key=key, alt=alt, config={"displayModeBar": False, "scrollZoom": False})
    st.caption(caption)


def table(key: str, rows: Callable[[], Sequence[Mapping[str, object]]], **looks: Any) -> None:
    """The numbers behind a chart, read only when they are asked for."""
    behind = st.expander(
        "Show as a table", icon=":material/table:", key=f"{key}_table", on_change="rerun", type="compact"
    )
    if behind.open:
        with behind:
            st.dataframe(list(rows()), hide_index=True, placeholder="no data", **looks)
            downloads.of(key, rows, key=f"{key}_file")
