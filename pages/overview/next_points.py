"""The cheapest next points: what would raise the score, and for how much work."""

from collections.abc import Sequence

import streamlit as st

from core.analytics.next_points import Action, Deed
from ui.pieces import chip

PAGES = {
    Deed.ANSWER: ("inbox", "Answer"),
    Deed.ANSWER_FASTER: ("inbox", "Open the inbox"),
    Deed.KEEP_PLAN: ("calendar", "Open the calendar"),
    Deed.ADD_TYPE: ("content_studio", "Make one"),
    Deed.USE_CHANNEL: ("content_studio", "Make one"),
    Deed.REPEAT_BEST: ("content_studio", "Make them"),
}
MOST = 4


def draw(actions: Sequence[Action]) -> None:
    """Draw the first few, most points for a minute's work first."""
    with st.container(border=True):
        st.subheader("Cheapest next points", anchor=False)
        st.caption("What would raise the health score, most points for your time first. Minutes are rough estimates.")
        if not actions:
            st.caption("Nothing stands out: publish or answer something, and look again.")
        for action in actions[:MOST]:
            page, label = PAGES[action.deed]
            gain = chip(f"+{action.points:.1f} points", ":material/trending_up:", "green")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                sentence = action.sentence.partition(": about")[0]
                st.markdown(f"{sentence}  \n{gain} :gray[about {action.effort} min]", width="stretch")
                st.page_link(f"pages/{page}/page.py", label=label, icon=":material/arrow_forward:")
