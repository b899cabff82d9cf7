"""The formula in words and with this business's weights, and the inputs to recompute it from."""

import streamlit as st

from core.analytics import HealthView
from core.analytics.change import WORDS
from core.analytics.input_rows import COLUMNS, input_rows
from core.vocab import Signal
from ui import downloads, shell

_MEANS = """
- **Engagement**: each post's rate is placed among the rates usual on its channel (50 is the median), then averaged
  with five posts of 50 added, so that few posts say little.
- **Consistency**: the share of planned slots that went out, times how close to their moments. Weeks without a plan use
  the cadence in Settings.
- **Media diversity**: 0.7 times how evenly text, image and video are mixed, plus 0.3 times the share of planned
  channels in use.
- **Response time**: the median first answer in business hours; at your target it is 50, at half of it 71. Messages
  still waiting count. An automatic acknowledgement is no answer.

A signal without data is left out and the other weights are scaled up. The range comes from drawing posts and messages
anew (bootstrap, 90%).
"""

_NOTEBOOK = """\
import csv, numpy
from core.analytics.health import assess
from core.analytics.input_rows import inputs_of

with open("health_inputs.csv", encoding="utf-8-sig", newline="") as file:
    inputs, weights = inputs_of(csv.DictReader(file))
print(assess(inputs, weights=weights, rng=numpy.random.default_rng(1)).value)"""


def draw(view: HealthView) -> None:
    """Folded away until somebody asks how it is computed."""
    score, inputs = view.score, view.inputs
    opened = st.expander(
        "The formula, its weights and the inputs to download",
        icon=":material/function:",
        key="formula",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        terms = " + ".join(f"{score.weights.of(signal):g} × {WORDS[signal]}" for signal in Signal)  # noqa: RUF001
        st.markdown(f"**Health = {terms}**, each signal on 0-100 · formula version {score.version}")
        st.markdown(_MEANS)
        name = f"health_inputs_{shell.local(view.until):%Y-%m-%d}"
        downloads.of(name, lambda: input_rows(inputs, score.weights), key="health_inputs", columns=COLUMNS)
        st.caption("Posts, slots, response times and settings in one table. The product's own code recomputes it:")
        st.code(_NOTEBOOK, language="python")
