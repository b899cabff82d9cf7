"""The live campaigns: each target beside what was reached."""

from collections.abc import Sequence

import streamlit as st

from core.analytics import CampaignProgress
from core.strategy import CampaignView, KpiProgress
from core.vocab import Origin
from ui.pieces import empty, origin_chip, score_chip
from ui.safe import plain


def draw(running: Sequence[CampaignView], numbers: Sequence[CampaignProgress]) -> None:
    """Draw one block a campaign."""
    origins = {one.id: one.numbers.origins for one in numbers}
    with st.container(border=True, height="stretch"):
        st.subheader("Campaigns under way", anchor=False)
        if not running:
            empty(
                "flag",
                "No campaign is running",
                "A one-line brief is enough: themes, dates, channels and targets are proposed for you to edit.",
                page="pages/strategy/page.py",
                action="Plan a campaign",
            )
        for view in running:
            _campaign(view, origins.get(view.campaign.id, frozenset()))


def _campaign(view: CampaignView, origins: frozenset[Origin]) -> None:
    one = view.campaign
    chips = [] if one.health_score is None else [score_chip(one.health_score)]
    chips += [origin_chip(origin) for origin in sorted(origins - {Origin.LIVE})]
    span = f"{one.starts_on.day} {one.starts_on:%b} to {one.ends_on.day} {one.ends_on:%b}"
    state = f"{span} · {view.passed:.0%} of its days are over · {plain(one.goal)}"
    st.markdown(f"**{plain(one.name)}** {' '.join(chips)}  \n:gray[{state}]")
    for kpi in view.kpis:
        _kpi(kpi)


def _kpi(kpi: KpiProgress) -> None:
    share = 0.0 if kpi.actual is None or not kpi.target else max(0.0, min(1.0, kpi.actual / kpi.target))
    st.progress(share, text=f"**{plain(kpi.label)}** · {plain(kpi.sentence)}")
