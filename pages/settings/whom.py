"""Whose names are shown: by words, channel and segment; and what holds for all of them."""

from dataclasses import dataclass

import streamlit as st

from core import audience
from core.audience import Returned
from core.channels.scheduling import window
from core.vocab import Channel
from ui.theme import channel_look

SEARCH, CHANNEL, SEGMENT, BACK = "audience:search", "audience:channel", "audience:in", "audience:back"


@dataclass(frozen=True)
class Whom:
    """The filters; empty is everybody."""

    search: str
    channel: Channel | None
    segment: str
    came_back: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.search.strip() or self.channel or self.segment or self.came_back)


def draw(sizes: dict[str, int], returned: Returned) -> Whom:
    """Draw the filters; a segment says how many are in it, and a chip how much mail came back, and why."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input("Search", placeholder="Name, address or number", icon=":material/search:", key=SEARCH,
                               width="stretch")  # fmt: skip
        channel = st.selectbox("Channel", audience.CHANNELS, index=None, key=CHANNEL, placeholder="Both", width=130,
                               format_func=lambda one: channel_look(one).label)  # fmt: skip
        segment = st.selectbox("Segment", list(sizes), index=None, key=SEGMENT, placeholder="All of them", width=220,
                               format_func=lambda name: f"{name} ({sizes.get(name, 0):,})")  # fmt: skip
    came_back = False
    if returned.total:
        chosen = f":material/reply_all: {returned.total:,} came back"
        came_back = st.pills("Mail", [chosen], key=BACK, label_visibility="collapsed") is not None
        st.caption(_said(returned))
    return Whom(search or "", channel, segment or "", came_back)


def _said(returned: Returned) -> str:
    """What came back, in words.

    >>> _said(Returned(3, 1, (("nobody is at the address", 2), ("for another reason", 1))))
    'Written to no more: 3 (nobody is at the address: 2; for another reason: 1). Came back, and still written to: 1.'
    """
    reasons = "; ".join(f"{why}: {count:,}" for why, count in returned.reasons)
    said = [f"Written to no more: {returned.refuse:,} ({reasons})."] if returned.refuse else []
    said += [f"Came back, and still written to: {returned.once:,}."] if returned.once else []
    return " ".join(said)


def rules(most: int) -> str:
    """The frequency cap and the quiet hours, in words."""
    told = []
    for name in audience.CHANNELS:
        hours = window(name)
        if hours is not None:
            told.append(f"{channel_look(name).label} goes out from {hours.opens:02}:00 up to {hours.closes:02}:00")
    quiet = f" {'; '.join(told)}, by the clock each person lives by." if told else ""
    posts = "post" if most == 1 else "posts"
    return f"Nobody gets more than {most} {posts} a channel in seven days.{quiet}"
