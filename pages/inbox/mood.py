"""How what people write changes from week to week; nothing is read until the fold is opened."""

from datetime import timedelta

import streamlit as st

from core import messaging
from core.messaging import WeekOfMessages
from ui import shell
from ui.safe import plain, short

WEEKS = 8


def draw() -> None:
    """Draw a line or two a week, the newest first, each share with its bar."""
    fold = st.expander(
        "Mood, urgency and subjects by week", icon=":material/mood:", key="inbox:mood", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        with shell.workspace() as ws:
            weeks = messaging.message_trend(ws, WEEKS)
        if not weeks:
            st.caption("No message of the last weeks was judged yet. Each that arrives from now on is.")
            return
        st.markdown("\n\n".join(map(_line, weeks)))
        st.caption(
            "By the words of each message as it arrived: a count of pleased and displeased words misses irony and "
            "most other languages. Shares are of that week's messages; spam and unsubscribing are left out."
        )


def _line(week: WeekOfMessages) -> str:
    last = week.starts_on + timedelta(days=6)
    days = f"{week.starts_on.day} {week.starts_on:%b} to {last.day} {last:%b}"
    now = " :gray[so far]" if week.starts_on <= shell.local(shell.now()).date() <= last else ""
    said = ", ".join(f"{plain(short(subject, 48))} ({many})" for subject, many in week.subjects)
    counts = f"{week.messages} message{'s' if week.messages > 1 else ''}"
    shares = f"unhappy {_bar(week.unhappy, 'red')} · urgent {_bar(week.urgent, 'orange')}"
    return f"**{days}**{now} · {counts} · {shares}  \n:gray[Mostly about: {said}]"


def _bar(share: float, colour: str) -> str:
    """A share with a bar of ten, in one line."""
    filled = round(share * 10)
    return f"{share:.0%}\N{NO-BREAK SPACE}:{colour}[{'▪' * filled}]:gray[{'▫' * (10 - filled)}]"
