"""The next seven days, day by day."""

from datetime import timedelta
from itertools import groupby

import streamlit as st

from core.publishing import CalendarPost
from core.vocab import PostStatus
from ui import shell
from ui.pieces import chip, empty
from ui.safe import plain, short
from ui.theme import STATUSES, channel_look

MOST = 12


def draw(posts: tuple[CalendarPost, ...]) -> None:
    """Draw what goes out when; a day without anything says so."""
    with st.container(border=True, height="stretch"):
        st.subheader("Next seven days", anchor=False)
        if not posts:
            empty(
                "calendar_month",
                "Nothing is scheduled",
                "Put a draft on the calendar, or let Strategy plan a campaign.",
                page="pages/calendar/page.py",
                action="Open the calendar",
            )
            return
        today = shell.local(shell.now()).date()
        for day, those in groupby(posts[:MOST], key=lambda post: shell.local(post.at).date()):
            name = {today: "Today", today + timedelta(days=1): "Tomorrow"}.get(day, f"{day:%A} {day.day} {day:%b}")
            st.markdown("\n\n".join([f":small[:gray[**{name}**]]", *map(_line, those)]))
        rest = len(posts) - MOST
        st.page_link(
            "pages/calendar/page.py",
            label=f"{rest} more on the calendar" if rest > 0 else "Open the calendar",
            icon=":material/arrow_forward:",
        )


def _line(post: CalendarPost) -> str:
    look, mark = channel_look(post.channel), STATUSES[post.status]
    state = "" if post.status is PostStatus.SCHEDULED else f" {chip(mark.label, mark.icon, mark.badge)}"
    return f"{shell.local(post.at):%H:%M} {look.icon} {plain(short(post.title, 60))}{state}"
