"""What the colours and marks mean, and how far the calendar looks."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from core.publishing import CalendarPost
from core.vocab import PostStatus
from ui.glyphs import data_url
from ui.theme import STATUSES, channel_look


def draw(posts: Sequence[CalendarPost], first: datetime, last: datetime, *, has_slots: bool) -> None:
    """Name what is in view: a colour for each channel, a mark for each status, free slots and what repeats."""
    channels = sorted({post.channel for post in posts})
    statuses = [status for status in PostStatus if any(post.status is status for post in posts)]
    swatches = [
        f'<span style="display:inline-flex;align-items:center;gap:.35rem">'
        f'<span style="width:.85rem;height:.85rem;border-radius:3px;background:{channel_look(name).colour}"></span>'
        f"{channel_look(name).label}</span>"
        for name in channels
    ]
    marks = [
        f'<span style="display:inline-flex;align-items:center;gap:.35rem">'
        f'<span style="width:.85rem;height:.85rem;background:currentColor;'
        f"mask:url('{data_url(STATUSES[status].glyph)}') center/contain no-repeat\"></span>"
        f"{STATUSES[status].label}</span>"
        for status in statuses
    ]
    if swatches:
        row = '<div style="display:flex;flex-wrap:wrap;gap:.4rem 1rem;font-size:.82rem;opacity:.85">'
        st.html(f"{row}<b>Colour = channel</b>{''.join(swatches)}</div>{row}<b>Mark = status</b>{''.join(marks)}</div>")
    marked = " Dashed: a free slot of the queue; click it to fill it." if has_slots else ""
    marked += " ↻ marks a post that repeats." if any(post.repeats for post in posts) else ""
    st.caption(
        "Drag a post to another day: it keeps its time. Click one to open it, click an empty day to plan one. "
        f"Shown from {first.day} {first:%b %Y} to {last.day} {last:%b %Y}; “Go to” looks further.{marked}"
    )
