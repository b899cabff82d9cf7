"""The four parts of a score, which add up on screen."""

import math

import streamlit as st

from core.analytics.change import WORDS
from core.analytics.health import HealthScore, Samples
from core.vocab import Signal

_ICONS = {
    Signal.ENGAGEMENT: ":material/favorite:",
    Signal.CONSISTENCY: ":material/event_available:",
    Signal.DIVERSITY: ":material/category:",
    Signal.RESPONSE: ":material/schedule:",
}
_MISSING = {
    Signal.ENGAGEMENT: "No published post has numbers yet.",
    Signal.CONSISTENCY: "Nothing was planned or published.",
    Signal.DIVERSITY: "No post was published.",
    Signal.RESPONSE: "Nobody has written.",
}


def draw(score: HealthScore) -> None:
    """One card a signal: points of how many, the signal itself and what it rests on."""
    known = score.signals.known()
    total = math.fsum(score.weights.of(signal) for signal in known)
    shown = score.on_screen()
    grid = st.grid(4, min_column_width=180, gap="small")
    for signal in Signal:
        with grid.cell(), st.container(border=True, gap="xsmall", height="stretch"):
            st.markdown(f"{_ICONS[signal]} {WORDS[signal].capitalize()}")
            if signal in known and total:
                share = score.weights.of(signal) / total
                st.markdown(f"### {shown[signal]:.1f} points")
                st.progress(known[signal] / 100.0)
                st.caption(f"{known[signal]:.0f} of 100 × weight {share:.2f} · {rests_on(signal, score.samples)}")  # noqa: RUF001
            else:
                st.markdown("### no data")
                st.caption(f"{_MISSING[signal]} Left out, its weight shared among the others: missing is not zero.")
    if score.value is not None and shown:
        parts = " + ".join(f"{points:.1f}" for points in shown.values())
        st.markdown(f"{parts} = **{round(score.value, 1):.1f}**")
    if score.samples and score.samples.stand_ins:
        st.caption(
            f"{score.samples.stand_ins:,} posts have no known views: their percentile within their own account's "
            "history stands in for the channel's benchmark."
        )


def rests_on(signal: Signal, samples: Samples | None) -> str:
    """What a signal was measured on.

    >>> rests_on(Signal.RESPONSE, Samples(posts=3, slots=2, messages=1, stand_ins=0))
    '1 message'
    """
    rests = samples or Samples(0, 0, 0, 0)
    match signal:
        case Signal.ENGAGEMENT | Signal.DIVERSITY:
            return _many(rests.posts, "post")
        case Signal.CONSISTENCY:
            return _many(rests.slots, "planned slot") if rests.slots else "no plan: by the weekly rhythm"
        case Signal.RESPONSE:
            return _many(rests.messages, "message")


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
