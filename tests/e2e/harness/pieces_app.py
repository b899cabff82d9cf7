"""Every shared piece once, with nothing behind it."""

import streamlit as st

from core.vocab import Origin, PostStatus
from ui import pieces
from ui.theme import CHANNELS

st.set_page_config(layout="wide", page_icon="static/icon.png")
st.title("Pieces")
pieces.section("This month", says="Every channel together.", origin=Origin.SIMULATED)
with st.grid(4):
    pieces.figure(
        "Engagement rate",
        "4.2%",
        period="last 28 days",
        of="of 12,400 reached",
        delta="+0.6 points",
        against="than the 28 days before",
        trend=[3, 4, 3.5, 4.2],
    )
    pieces.figure(
        "First response",
        "1 h 20 min",
        period="last 28 days",
        of="median of 31 messages",
        delta="-12 min",
        against="than the 28 days before",
        less_is_better=True,
    )
    pieces.figure("Leads", None, period="this campaign")
with st.container(horizontal=True):
    for origin in Origin:
        pieces.origin_badge(origin)
    for score in (20, 55, 80):
        pieces.score_badge(score)
with st.container(horizontal=True):
    for status in PostStatus:
        pieces.status_badge(status)
with st.container(horizontal=True):
    for channel in CHANNELS:
        pieces.channel_badge(channel)
st.button("Accept the plan", type="primary")
pieces.empty("inbox", "No messages yet", "Messages arrive here when people answer your posts.")
