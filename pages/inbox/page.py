"""The inbox: who waits for an answer, what was said, the answers that go out alone, and how fast it all is."""

import streamlit as st

from core.vocab import Permission
from pages.inbox import choice, faq_editor, faqs, layout, listing, saved, simulate, talk, times
from ui import address, outcome, shell

TAB = "inbox:tab"
TABS = {"conversations": "Conversations", "faqs": "FAQs", "saved": "Saved replies", "times": "Response times"}

with shell.page(
    "Inbox", "What is due first stands first. Known questions are answered at once, the rest wait for you."
):
    if shell.can(Permission.REPLY):
        st.button("Simulate a message", icon=":material/science:", on_click=simulate.show)
layout.draw(talk.opened())
outcome.draw("inbox")
if TAB not in st.session_state:
    st.session_state[TAB] = TABS.get(st.query_params.get("tab", ""), TABS["conversations"])
talks, known, kept, pace = st.tabs(list(TABS.values()), key=TAB, on_change="rerun")
if talks.open:
    with talks:
        chosen, beside = choice.choice(), "_open" if talk.opened() else ""
        with st.container(key=f"inbox_filters{beside}"):
            listing.filters(chosen)
        index, thread = st.columns([2, 3], gap="medium")
        with thread:  # first, so that the list knows how much of the conversation is on screen
            talk.draw()
        with index, st.container(key=f"inbox_index{beside}"):
            listing.live(chosen)
elif known.open:
    with known:
        faqs.draw()
elif kept.open:
    with kept:
        saved.draw()
elif pace.open:
    with pace:
        times.draw()
opened = {"faqs": known, "saved": kept, "times": pace}
address.keep("tab", [name for name, tab in opened.items() if tab.open])
if simulate.is_open():
    simulate.draw()
elif faq_editor.is_editing():
    faq_editor.edit()
elif saved.is_editing():
    saved.edit()
