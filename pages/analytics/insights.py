"""What goes with more engagement, each with its evidence; silence where there is none."""

from collections.abc import Sequence

import streamlit as st

from core.tables import Insight
from core.tables.values import Lesson
from ui.pieces import chip
from ui.safe import plain


def draw(insights: Sequence[Insight], lessons: Sequence[Lesson]) -> None:
    """Effects first, then what else was learned."""
    if not insights:
        st.info(
            "Nothing stands out beyond chance so far. It takes at least 50 settled posts, and effects that hold up "
            "when everything that was looked at is counted.",
            icon=":material/search_insights:",
        )
    for insight in insights:
        with st.container(border=True, gap="xsmall"):
            effect = f"{insight.effect:.2f} times ({insight.low:.2f} to {insight.high:.2f})"
            chips = (
                chip(effect, ":material/straighten:", "blue"),
                chip(f"{insight.samples} posts", ":material/group_work:"),
                chip(f"q = {max(insight.q_value, 0.001):.3f}", ":material/rule:"),
            )
            st.markdown(f"**{plain(insight.text)}**\n\n{' '.join(chips)}")
            st.caption(plain(insight.evidence))
    more = [lesson for lesson in lessons if lesson.text not in {insight.text for insight in insights}]
    for lesson in more:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(lesson.text)}**")
            st.caption(plain(lesson.evidence))
    if insights or more:
        st.caption(
            "q is the share of false discoveries at which the effect would still be told; up to 0.10 is shown "
            "(Benjamini-Hochberg over all that was looked at). An effect is not a cause. "
            "The next plan starts from these lines."
        )
        st.page_link(
            "pages/strategy/page.py",
            label="Plan with what was learned",
            icon=":material/flag:",
            query_params={"view": "plan"},
        )
