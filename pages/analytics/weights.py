"""How much hangs on the weights: of this score, and of the order of the campaigns."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core.analytics.change import WORDS
from core.analytics.health import HealthScore, Signals
from core.analytics.sensitivity import steadiness, turns
from core.tables import Campaign
from ui import downloads
from ui.safe import plain

_SEED = 1


def draw(score: HealthScore, campaigns: Sequence[Campaign]) -> None:
    """Folded away until somebody asks."""
    part = st.expander(
        "How much hangs on the weights", icon=":material/balance:", key="weights", on_change="rerun", type="compact"
    )
    if not part.open:
        return
    with part:
        if score.value is None:
            st.caption("There is no score yet whose weights could be turned.")
            return
        st.dataframe(
            _rows(score), hide_index=True, placeholder="no data",
            alt="The score with each signal's weight turned down by a tenth, up by a tenth, and taken out.",
        )  # fmt: skip
        st.caption(
            f"The score, {score.value:.1f} of 100, with one signal's weight turned by 0.10 of all or taken out; the "
            "other weights share the rest as they did. A signal without data has no say either way."
        )
        downloads.of("health_weights", lambda: _rows(score), key="weights_file")
        _order(score, campaigns)


def _rows(score: HealthScore) -> list[dict[str, object]]:
    return [
        {
            "Signal": WORDS[turn.signal].capitalize(),
            "Weight": round(turn.weight, 2),
            "0.10 less": _tenth(turn.less),
            "0.10 more": _tenth(turn.more),
            "Taken out": _tenth(turn.without),
        }
        for turn in turns(score)
    ]


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _order(score: HealthScore, campaigns: Sequence[Campaign]) -> None:
    if len(campaigns) < 2:
        return
    every = [Signals(**{part.signal: part.value for part in campaign.health_parts}) for campaign in campaigns]
    wins = steadiness(every, score.weights, rng=np.random.default_rng(_SEED))
    best, share = max(zip(campaigns, wins, strict=True), key=lambda one: one[1])
    st.markdown(
        f"Of {len(campaigns)} campaigns, **{plain(best.name)}** comes out highest in **{share:.0%}** of 2,000 other "
        "choices of weights, drawn around yours (two thirds of them between 0.6 and 1.65 times)."
    )
