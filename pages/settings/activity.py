"""Who did what, and when."""

import streamlit as st

from core import analytics
from ui import shell
from ui.pieces import empty, section


def draw() -> None:
    """Draw the audit log, the latest first."""
    section("Activity", says="What people and the clock changed; the latest 100. It can't be edited.")
    search = st.text_input(
        "Search", placeholder="A name, a deed, a post…", key="activity_search", icon=":material/search:"
    )
    with shell.workspace() as ws:
        found = analytics.read_audit(ws, search=search)
    if not found:
        says = (
            "Try fewer words."
            if search
            else "Save a setting, schedule a post or answer a message: it is written down here."
        )
        empty("history", "Nothing found" if search else "Nothing was done yet", says)
        return
    st.dataframe(
        [
            {
                "When": shell.local(entry.at),
                "Who": entry.actor,
                "Did": entry.verb.replace("_", " "),
                "To what": entry.subject,
                "Detail": entry.detail,
            }
            for entry in found
        ],
        hide_index=True,
        width="stretch",
        column_config={"When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
    )
