"""Sliders on the real formula: what would the score be, and how sure is that."""

from collections import Counter
from datetime import timedelta

import numpy as np
import streamlit as st

from core.analytics import HealthView
from core.analytics.change import explain_change
from core.analytics.health import HealthInputs, assess
from core.analytics.response_time import waiting
from core.analytics.what_if import what_if
from core.vocab import PostType
from pages.analytics import words
from ui import shell
from ui.theme import TYPES, band

SEED = 1
"""The same chance for both scores, so that their ranges differ by the sliders alone."""
_MINUTES = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880)


@st.fragment
def draw(view: HealthView) -> None:
    """Each slider starts where the business is; what is not moved stays as measured."""
    inputs, weights, name = view.inputs, view.score.weights, f"what_if:{view.scope}:{view.until:%Y%m%d}"
    left, right = st.columns([3, 2], gap="large")
    with left:
        cadence, lift = _cadence(inputs, name), _lift(inputs, name)
        response, mix = _response(inputs, name), _mix(inputs, name)
        st.button("Back to as it is", icon=":material/undo:", on_click=_reset, args=(name,), type="tertiary")
    now = assess(inputs, rng=np.random.default_rng(SEED), weights=weights)
    with right, shell.refusals():
        then = what_if(
            inputs,
            rng=np.random.default_rng(SEED),
            cadence=cadence,
            mix=mix,
            response=response,
            engagement_lift=lift,
            weights=weights,
        )
        assert now.value is not None
        assert then.value is not None
        found, difference = band(round(then.value, 1)), round(round(then.value, 1) - round(now.value, 1), 1)
        is_moved = (cadence, mix, response, lift) != (None, None, None, 1.0)
        interval = then.interval if is_moved else view.score.interval
        with st.container(border=True, gap="xsmall"):
            st.metric(
                "The score would be",
                f"{then.value:.1f} of 100",
                f"{words.points(difference)} points" if difference else "no change",
                delta_description=f"from {now.value:.1f}",
                delta_color="normal" if difference else "off",
                delta_arrow="auto" if difference else "off",
            )
            st.badge(found.label, icon=found.icon, color=found.badge)
            if interval is not None:
                st.caption(f"90% interval {interval.low:.1f} to {interval.high:.1f}")
            st.caption(explain_change(now, then).sentence)


def _cadence(inputs: HealthInputs, name: str) -> float | None:
    kept = inputs.keeping()
    if kept is None:
        st.caption("Cadence: nothing was planned or published, so there is nothing to turn.")
        return None
    start = round(2 * kept.kept / kept.weeks) / 2 if kept.weeks else 0.0
    most = max(14.0, 2 * start)
    turned = st.slider(
        "Planned slots kept, per week",
        0.0,
        most,
        start,
        0.5,
        key=f"{name}:cadence",
        help=f"Measured: {kept.kept:.0f} of {kept.expected:.0f} planned slots in {kept.weeks:.1f} weeks.",
    )
    return None if turned == start else turned


def _lift(inputs: HealthInputs, name: str) -> float:
    turned = st.slider(
        "Engagement rates", -50, 100, 0, 5, format="%+d%%", key=f"{name}:lift", disabled=not inputs.posts
    )
    return 1.0 + turned / 100.0


def _response(inputs: HealthInputs, name: str) -> timedelta | None:
    median = waiting(inputs.responses)
    options: list[str] = [_minutes(minutes) for minutes in _MINUTES]
    now = "as it is" if median is None else f"as it is ({_minutes(round(median / timedelta(minutes=1)))})"
    turned = st.select_slider("Median first answer, in business time", [now, *options], now, key=f"{name}:response")
    return None if turned == now else timedelta(minutes=_MINUTES[options.index(turned)])


def _mix(inputs: HealthInputs, name: str) -> dict[PostType, float] | None:
    counts = Counter(post.type for post in inputs.posts)
    total = sum(counts.values())
    if not total:
        return None
    starts = {kind: round(100 * counts[kind] / total) for kind in PostType}
    columns = st.columns(len(starts))
    turned = {
        kind: column.slider(
            f"{TYPES[kind].icon} {TYPES[kind].label}",
            0,
            100,
            starts[kind],
            1,
            format="%d%%",
            key=f"{name}:mix:{kind.value}",
        )
        for column, kind in zip(columns, PostType, strict=True)
    }
    st.caption("Shares of posts by kind; they are scaled to add up to 100%.")
    return None if turned == starts else {kind: float(share) for kind, share in turned.items()}


def _minutes(minutes: int) -> str:
    """A span as people say it.

    >>> _minutes(45), _minutes(90), _minutes(2880)
    ('45 min', '1.5 h', '48 h')
    """
    return f"{minutes} min" if minutes < 60 else f"{minutes / 60:g} h" if minutes % 30 == 0 else f"{minutes / 60:.1f} h"


def _reset(name: str) -> None:
    for key in [str(key) for key in st.session_state if str(key).startswith(f"{name}:")]:
        del st.session_state[key]
