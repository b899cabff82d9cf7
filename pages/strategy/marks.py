"""Small pieces of this screen: a campaign's status, its dates, a target beside what was reached."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from core.strategy import KpiProgress
from core.vocab import CampaignStatus
from ui.safe import plain
from ui.theme import Mark

STATUSES: Mapping[CampaignStatus, Mark] = {
    CampaignStatus.DRAFT: Mark("Not started", ":material/edit_note:", "pencil"),
    CampaignStatus.ACTIVE: Mark("Running", ":material/play_circle:", "play", "green"),
    CampaignStatus.PAUSED: Mark("Paused", ":material/pause_circle:", "pause", "orange"),
    CampaignStatus.COMPLETED: Mark("Completed", ":material/flag:", "check", "gray"),
}


def status_badge(status: CampaignStatus) -> None:
    """A campaign's status: a word, an icon, then a colour."""
    mark = STATUSES[status]
    st.badge(mark.label, icon=mark.icon, color=mark.badge)


def span(first: date, last: date) -> str:
    """Two dates in words.

    >>> span(date(2026, 3, 2), date(2026, 3, 29))
    '2 Mar to 29 Mar 2026'
    """
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} to {last.day} {last:%b} {last.year}"


def progress(kpi: KpiProgress) -> None:
    """A bar of how much of a target is reached, with its pace in words."""
    share = 0.0 if kpi.actual is None or not kpi.target else max(0.0, min(1.0, kpi.actual / kpi.target))
    st.progress(share, text=f"**{plain(kpi.label)}**")
    st.caption(plain(kpi.sentence))
