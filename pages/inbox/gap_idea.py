"""A question that nobody has answered yet becomes a post of the next plan."""

import streamlit as st

from core import content
from core.messaging import FaqGap
from ui import outcome, shell


def draw(gap: FaqGap) -> None:
    """A popover that holds nothing before it is opened; the words are the person's own to change."""
    key = f"idea:{gap.conversations[0]}:{gap.question[:20]}"
    with st.popover("Post idea", icon=":material/lightbulb:", type="tertiary", key=key, on_change="rerun") as box:
        if not box.open:
            return
        st.text_input("What the post answers", " ".join(gap.question.split())[: content.LONGEST_IDEA],
                      key=f"{key}:words", max_chars=content.LONGEST_IDEA)  # fmt: skip
        st.caption("The next plan gets a post about it. You see it in the brief, and can leave it out there.")
        st.button("Put it in the next plan", type="primary", key=f"{key}:go", on_click=_keep, args=(key,))


def _keep(key: str) -> None:
    with outcome.attempt("faqs"), shell.workspace() as ws:
        idea = content.keep_idea(ws, st.session_state[f"{key}:words"])
        st.session_state[key] = False
        outcome.tell("faqs", f"The next plan will have a post about “{idea.title}”.")
