"""Who did what, and when."""

from datetime import timedelta

import streamlit as st

from core import analytics
from core.analytics import AuditFilter
from ui import shell
from ui.pieces import empty, section

DAYS = {"Any time": None, "Today": 1, "7 days": 7, "30 days": 30}


def draw() -> None:
    """Draw the audit log, the latest first."""
    section("Activity", says="What people and the clock changed; the latest 100. It can't be edited.")
    by = _asked()
    with shell.workspace() as ws:
        found = analytics.read_audit(ws, by=by)
    if not found:
        is_narrow = by != AuditFilter()
        says = (
            "Try fewer words, anybody, or any time."
            if is_narrow
            else "Save a setting, schedule a post or answer a message: it is written down here."
        )
        empty("history", "Nothing found" if is_narrow else "Nothing was done yet", says)
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
    st.download_button(
        "All of these (CSV)",
        shell.later(lambda ws: analytics.export_audit(ws, by)),
        file_name="activity.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        help="Every entry that fits, not the latest 100 alone. Moments are in UTC.",
    )


def _asked() -> AuditFilter:
    """Which entries somebody wants to see."""
    with shell.workspace() as ws:
        actors, verbs = analytics.list_audited(ws)
    search = st.text_input(
        "Search", placeholder="A name, a deed, a post…", key="activity_search", icon=":material/search:"
    )
    with st.container(horizontal=True, gap="small"):
        actor = st.selectbox("Who", actors, index=None, placeholder="Anybody", key="activity_who", width=260)
        verb = st.selectbox(
            "Did", verbs, index=None, placeholder="Anything", format_func=_said, key="activity_did", width=260
        )
        days = DAYS[st.selectbox("When", list(DAYS), key="activity_when", width=160)]
    since = None if days is None else shell.local(shell.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return AuditFilter(search, actor, verb, since and since - timedelta(days=(days or 1) - 1))


def _said(verb: str) -> str:
    return verb.replace("_", " ").capitalize()
