"""Predicted against actual: how well past posts could be foreseen, and whether the promised ranges hold."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from core import analytics
from core.analytics import Calibration, Foreseen, Period
from core.analytics.calibration import ENOUGH, PROMISED
from core.vocab import Channel, Origin
from pages.analytics import words
from ui import charts, pieces, shell
from ui.safe import short
from ui.theme import ORIGINS, channel_look

_SYMBOLS = {Origin.SIMULATED: "circle", Origin.IMPORTED: "diamond", Origin.LIVE: "square"}
_FIRST = 10
"""Posts from which the running share is drawn: before, one post moves it by more than it tells."""
_SCALE = {"range": [-3, 107], "tickvals": [0, 25, 50, 75, 100], "constrain": "domain"}


def draw() -> None:
    """The part of the screen, read and drawn only once it is opened."""
    part = st.expander(
        "Predicted against actual", icon=":material/insights:", key="foreseen", on_change="rerun", type="compact"
    )
    if not part.open:
        return
    with part:
        with st.skeleton(height=320), shell.workspace() as ws:
            found = analytics.read_calibration(ws)
        if found.rank is None or found.inside is None or found.off is None:
            st.info(
                f"Shown from {ENOUGH} posts on; {len(found.posts)} can be compared so far. A post can once its "
                "numbers have settled (two days) and five settled ones came before it on its channel.",
                icon=":material/hourglass_empty:",
            )
            return
        _summary(found, rank=found.rank, inside=found.inside, off=found.off)
        _points(found.posts)
        _running(found)


def _summary(found: Calibration, *, rank: float, inside: float, off: float) -> None:
    st.markdown(
        f"**{inside:.0%}** of {len(found.posts):,} posts landed inside their range; {PROMISED:.0%} is what the range "
        f"promises. The order was foreseen with a rank correlation of **{rank:.2f}** (1 is perfect, 0 is chance), and "
        f"half of the posts landed within **{off:.0f}** points of the prediction (25 would be no knowledge at all).  \n"
        + " ".join(pieces.origin_chip(origin) for origin in _origins(found.posts))
    )


def _points(posts: Sequence[Foreseen]) -> None:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    even = Scatter(
        x=[0, 100], y=[0, 100], mode="lines", line=_dotted(), hoverinfo="skip", name="as predicted"
    )  # fmt: skip
    groups = sorted({(post.channel, post.origin) for post in posts})
    inside = sum(post.is_inside for post in posts)
    charts.draw(
        [even, *(_cloud(who, [post for post in posts if (post.channel, post.origin) == who]) for who in groups)],
        key="foreseen_points",
        height=360,
        alt=(
            f"Predicted against actual percentile of {len(posts)} posts, {words.days(_period(posts))}; {inside} of "
            "them inside their 80% range. On the dotted line, a post landed where it was predicted."
        ),
        caption=(
            "Percentile among the earlier posts of the same account and channel, 0-100: predicted (across) and actual "
            f"(up). {len(posts):,} posts published {words.days(_period(posts))}, {words.origins(_origins(posts))}. "
            "Each is predicted only from posts that had settled before it went out. Hollow points lie outside their "
            "80% range."
        ),
        layout={
            "xaxis": {**_SCALE, "title": {"text": "Predicted"}, "showgrid": True, "gridcolor": charts.muted()},
            "yaxis": {**_SCALE, "title": {"text": "Actual"}},
            "legend": {"y": -0.24},
        },
    )
    charts.table("foreseen", lambda: _rows(posts))


def _cloud(who: tuple[Channel, Origin], posts: Sequence[Foreseen]) -> Any:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    channel, origin = who
    symbol = _SYMBOLS[origin]
    return Scatter(
        x=[post.predicted for post in posts],
        y=[post.happened for post in posts],
        mode="markers",
        name=f"{channel_look(channel).label} ({ORIGINS[origin].label})",
        marker={
            "color": charts.paint(channel),
            "size": 8,
            "symbol": [symbol if post.is_inside else f"{symbol}-open" for post in posts],
        },
        customdata=[
            [escape(short(post.title, 60)), post.low, post.high, words.day(post.published_at)] for post in posts
        ],
        hovertemplate="%{customdata[0]}<br>%{customdata[3]}<br>predicted %{x:.0f} (%{customdata[1]:.0f} to "
        "%{customdata[2]:.0f}), actual %{y:.0f}<extra></extra>",
    )


def _running(found: Calibration) -> None:
    from plotly.graph_objects import Scatter  # noqa: PLC0415

    posts, shares = found.posts[_FIRST - 1 :], found.running()[_FIRST - 1 :]
    moments = [shell.local(post.published_at) for post in posts]
    charts.draw(
        [
            Scatter(x=moments, y=[PROMISED] * len(posts), mode="lines", name="promised", hoverinfo="skip",
                    line=_dotted()),
            Scatter(x=moments, y=shares, mode="lines+markers", name="inside so far", hovertemplate="%{y:.0%}",
                    line={"color": charts.accent(), "width": 2}, marker={"size": 5}),
        ],
        key="foreseen_running",
        height=220,
        alt=(
            f"Share of posts inside their 80% range, running: {shares[0]:.0%} after {_FIRST} posts, {shares[-1]:.0%} "
            f"after {len(found.posts)}."
        ),
        caption=(
            "Running calibration: share of posts inside their 80% range, of all published up to then, from the "
            f"{_FIRST}th on; {words.days(_period(posts))}, {words.origins(_origins(posts))}. "
            f"{PROMISED:.0%} is promised."
        ),
        layout={"yaxis": {"tickformat": ".0%", "range": [0, 1.05]}, "legend": {"y": -0.22}},
    )  # fmt: skip


def _dotted() -> dict[str, object]:
    return {"color": charts.translucent(charts.ink(), 0.5), "dash": "dot", "width": 2}


def _rows(posts: Sequence[Foreseen]) -> list[dict[str, object]]:
    return [
        {
            "Published": shell.local(post.published_at).date(),
            "Post": short(post.title),
            "Channel": channel_look(post.channel).label,
            "Origin": ORIGINS[post.origin].label,
            "Predicted": round(post.predicted),
            "From": round(post.low),
            "To": round(post.high),
            "Actual": round(post.happened),
            "Inside": post.is_inside,
            "Earlier posts": post.history,
        }
        for post in reversed(posts)
    ]


def _period(posts: Sequence[Foreseen]) -> Period:
    days = [shell.local(post.published_at).date() for post in posts]
    return Period(min(days), max(days))


def _origins(posts: Sequence[Foreseen]) -> list[Origin]:
    return [origin for origin in Origin if origin in {post.origin for post in posts}]
