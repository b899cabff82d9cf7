"""What would raise the score for the least work, each one click from doing it."""

from collections.abc import Sequence

import streamlit as st

from core.analytics.next_points import Action, Deed
from pages.analytics import words
from ui.safe import plain

_INBOX, _STUDIO = "pages/inbox/page.py", "pages/content_studio/page.py"
_DO = {
    Deed.ANSWER: (_INBOX, "Answer them"),
    Deed.ANSWER_FASTER: (_INBOX, "Open the inbox"),
    Deed.KEEP_PLAN: ("pages/calendar/page.py", "Open the calendar"),
    Deed.ADD_TYPE: (_STUDIO, "Make one"),
    Deed.USE_CHANNEL: (_STUDIO, "Make one"),
    Deed.REPEAT_BEST: (_STUDIO, "Make them"),
}
_MOST = 5


def draw(actions: Sequence[Action]) -> None:
    """At most five, most points per minute first."""
    if not actions:
        st.caption("Nothing single would raise the score by a tenth of a point. Keep going.")
    for action in actions[:_MOST]:
        page, label = _DO[action.deed]
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container(gap="xxsmall", width="stretch"):
                st.markdown(plain(action.sentence))
                st.caption(f"{words.points(action.points)} points for about {action.effort} minutes of work")
            st.page_link(page, label=label, icon=":material/arrow_forward:", icon_position="right", width="content")
    if actions:
        st.caption("Effort is an assumption: 3 minutes an answer; 15 for a text, 30 for an image, 90 for a video.")
