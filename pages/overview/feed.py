"""What the clock did lately, kept current while the page is open."""

from datetime import timedelta

import streamlit as st

from core import analytics
from core.analytics import Event, Happening
from ui import shell
from ui.safe import plain, short, unbroken
from ui.theme import channel_look

MOST = 9


def draw() -> None:
    """Draw the feed's card."""
    with st.container(border=True, height="stretch"):
        st.subheader("What the clock did", anchor=False)
        _live()


@st.fragment(run_every=timedelta(seconds=20))
def _live() -> None:
    with shell.workspace() as ws:
        found = analytics.read_feed(ws, limit=MOST)
    if not found:
        st.caption("Nothing yet. Posts that leave, messages that come and answers given show up here by themselves.")
    st.markdown("\n\n".join(_line(one) for one in found))


def _line(one: Happening) -> str:
    icon, colour = _mark(one)
    return f":{colour}[:material/{icon}:] {_words(one)} :gray[·\N{NO-BREAK SPACE}{unbroken(shell.when(one.at))}]"


def _mark(one: Happening) -> tuple[str, str]:
    match one.event:
        case Event.PUBLISHED:
            return "send", "green"
        case Event.FAILED:
            return "error", "red"
        case Event.RECEIVED:
            return "call_received", "blue"
        case Event.ANSWERED:
            return "quickreply", "green"
        case Event.SCORED:
            return "monitoring", "primary"


def _words(one: Happening) -> str:
    subject, channel = plain(short(one.subject, 48)), channel_look(one.channel).label
    match one.event:
        case Event.PUBLISHED:
            return f"“{subject}” went out on {channel}"
        case Event.FAILED:
            return f"“{subject}” did not surely go out on {channel}"
        case Event.RECEIVED:
            return f"{subject} wrote on {channel}"
        case Event.ANSWERED:
            return f"{subject} got an FAQ answer on {channel}"
        case Event.SCORED:
            return f"Health scored {subject}"
