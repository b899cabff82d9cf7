"""Files to take along: made when they are asked for, apart from the screen's own run."""

from collections.abc import Callable

import streamlit as st

from core import analytics
from core.analytics.exports import csv_bytes
from core.workspace import Workspace
from pages.analytics import ranking
from pages.analytics.filters import Look
from ui import shell


def draw(look: Look) -> None:
    """Posts and daily numbers of what is looked at, as CSV that a spreadsheet opens as it is."""
    span = f"{look.period.first}_{look.period.last}"
    with st.popover("Export", icon=":material/download:"):
        st.caption("CSV in UTF-8, for the period and campaign on screen. Rates are fractions, moments are UTC.")
        _download("Posts", f"posts_{span}.csv", lambda ws: _posts(ws, look))
        _download("Daily metrics", f"daily_metrics_{span}.csv", lambda ws: _days(ws, look))


def _download(label: str, name: str, make: Callable[[Workspace], bytes]) -> None:
    st.download_button(
        label, shell.later(make), file_name=name, mime="text/csv", icon=":material/table:", on_click="ignore",
        width="stretch",
    )  # fmt: skip


def _posts(ws: Workspace, look: Look) -> bytes:
    return csv_bytes(ranking.rows(analytics.list_posts(ws, look.period, look.campaign_id)), bom=True)


def _days(ws: Workspace, look: Look) -> bytes:
    found = analytics.read_series(ws, look.period, look.campaign_id)
    columns = ("day", "channel", "origin", "views", "engagements", "clicks", "leads", "rate")
    return csv_bytes((day._asdict() for day in found), columns=columns, bom=True)
