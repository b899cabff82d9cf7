"""The Marketing Health Score: one number with its word, its four contributions, and why it moved."""

import streamlit as st

from core.analytics import HealthView
from core.analytics.health import HealthScore
from core.vocab import Origin, Signal
from ui.pieces import origin_chip, score_chip

WORDS = {
    Signal.ENGAGEMENT: ("Engagement", "favorite", "posts against their channels' benchmarks"),
    Signal.CONSISTENCY: ("Consistency", "event_repeat", "planned moments, by whether and when they were kept"),
    Signal.DIVERSITY: ("Media diversity", "category", "posts, by the mix of text, image and video"),
    Signal.RESPONSE: ("Response time", "timer", "conversations, by their first answer"),
}


def draw(view: HealthView) -> None:
    """Draw the score's card."""
    with st.container(border=True, height="stretch"):
        chips = [] if view.score.value is None else [score_chip(view.score.value)]
        chips += [origin_chip(origin) for origin in view.origins if origin is not Origin.LIVE]
        st.subheader("Marketing health", anchor=False)
        if chips:
            st.markdown(" ".join(chips))
        if view.score.value is None:
            st.caption(
                "No score yet: it needs a published post or a conversation of the last 28 days. "
                "Publish a first post, or import past results."
            )
            st.page_link("pages/strategy/page.py", label="Plan a campaign", icon=":material/flag:")
            return
        whole, parts = st.columns([2, 3], gap="medium")
        with whole:
            _number(view, view.score.value)
        with parts:
            for signal in Signal:
                _part(view.score, signal)


def _number(view: HealthView, value: float) -> None:
    past = [record.value for record in view.history]
    st.metric(
        "Score, last 28 days",
        f"{value:.1f}",
        None if view.change.total is None else f"{sum(view.change.shown.values()):+.1f} points",
        delta_description="in a week" if view.change.total is not None else None,
        chart_data=[round(one, 1) for one in (*past, value)] if past else None,
        chart_type="area",
        help="0 to 100: the four contributions added up. How much each weighs is set in Settings.",
    )
    if view.score.interval is not None:
        low, high = view.score.interval
        st.caption(f"of 100 · 90% interval {low:.0f} to {high:.0f}")
    st.caption(f":material/compare_arrows: **Why it moved.** {view.change.sentence}")
    st.page_link(
        "pages/analytics/page.py",
        label="Explore the score",
        icon=":material/arrow_forward:",
        query_params={"view": "Health"},
    )


def _part(score: HealthScore, signal: Signal) -> None:
    label, icon, of = WORDS[signal]
    known = score.signals.known()
    if signal not in known:
        st.progress(0.0, text=f":material/{icon}: **{label}**: no data yet; its weight is shared among the others")
        return
    total = sum(score.weights.of(one) for one in known)
    most = 100 * score.weights.of(signal) / total if total else 0.0
    points = score.on_screen()[signal]
    st.progress(
        min(1.0, known[signal] / 100),
        text=f":material/{icon}: {label} · **{points:.1f}** of {most:.0f} points",
    )
    if score.samples is not None:
        counts = {Signal.CONSISTENCY: score.samples.slots, Signal.RESPONSE: score.samples.messages}
        rests = f"{counts.get(signal, score.samples.posts):,} {of}"
        if signal is Signal.CONSISTENCY and not score.samples.slots:
            rests = "nothing was planned, so by the weekly rhythm"
        st.caption(f"{known[signal]:.0f} of 100 · {rests}")
