"""Settings: the business and its brand, people, channels, the writer, data in and out, and what was done."""

from collections.abc import Callable

import streamlit as st

from pages.settings import activity, audience, business, channels, data, people, programs, server, tables, writer, you
from pages.strategy import profile
from ui import shell


def _everything_about_the_business() -> None:
    business.draw()
    tables.draw("hours", "cadence", "queue", "audience")


SECTIONS: dict[str, Callable[[], None]] = {
    "Business": _everything_about_the_business,
    "Brand": profile.draw,
    "People": people.draw,
    "You": you.draw,
    "Audience": audience.draw,
    "Channels": channels.draw,
    "AI": writer.draw,
    "Programs": programs.draw,
    "Data": data.draw,
    "Activity": activity.draw,
    "Server": server.draw,
}

shell.page("Settings", "What everything written, planned and counted for this business rests on.")
chosen = st.segmented_control(
    "Section",
    list(SECTIONS),
    default="Business",
    required=True,
    label_visibility="collapsed",
    key="section",
    bind="query-params",
)
SECTIONS[chosen or "Business"]()
