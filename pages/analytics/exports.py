"""Files to take along: made when they are asked for, apart from the screen's own run."""

import streamlit as st

from core import analytics
from core.workspace import Workspace
from pages.analytics import ranking
from pages.analytics.filters import Look
from ui import downloads, shell

DAYS = ("day", "channel", "origin", "views", "engagements", "clicks", "leads", "rate")


def draw(look: Look) -> None:
    """Posts, daily numbers and a client's report of what is looked at; nothing is drawn while it is closed."""
    span = f"{look.period.first}_{look.period.last}"
    with st.popover("Export", icon=":material/download:", key="export", on_change="rerun") as box:
        if not box.open:
            return
        st.caption("For the period and campaign on screen. Rates are fractions, moments are UTC.")
        downloads.read("Posts", f"posts_{span}", lambda ws: _posts(ws, look), key="export:posts")
        downloads.read(
            "Daily metrics", f"daily_metrics_{span}", lambda ws: _days(ws, look), key="export:days", columns=DAYS
        )
        st.download_button(
            "Report for a client",
            shell.later(lambda ws: _report(ws, look)),
            file_name=f"report_{span}.html",
            mime="text/html",
            icon=":material/summarize:",
            on_click="ignore",
            help="One HTML file with everything inside; print it to PDF from a browser.",
        )


def _report(ws: Workspace, look: Look) -> bytes:
    from pages.analytics.report import report  # noqa: PLC0415 - only when a report is asked for

    return report(ws, look)


def _posts(ws: Workspace, look: Look) -> list[dict[str, object]]:
    return ranking.rows(analytics.list_posts(ws, look.period, look.campaign_id))


def _days(ws: Workspace, look: Look) -> list[dict[str, object]]:
    return [day._asdict() for day in analytics.read_series(ws, look.period, look.campaign_id)]
