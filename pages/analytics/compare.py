"""Campaigns side by side: the same formula, each over its own posts and days."""

from collections.abc import Sequence

import streamlit as st

from core.analytics.change import WORDS
from core.tables import Campaign
from core.vocab import Signal
from ui.theme import band


def draw(campaigns: Sequence[Campaign]) -> None:
    """A table that can be sorted; a part without data stays empty."""
    if not campaigns:
        st.caption("No campaign has a score yet. A campaign is scored once its first post is out.")
        return
    st.dataframe(
        [_row(campaign) for campaign in campaigns],
        hide_index=True,
        placeholder="no data",
        alt="Campaigns with their health score, its 90% interval and the points of the four signals.",
        column_config={
            "Score": st.column_config.ProgressColumn(format="%.1f", min_value=0, max_value=100, color="primary"),
            **{WORDS[signal].capitalize(): st.column_config.NumberColumn(format="%.1f") for signal in Signal},
        },
    )
    st.caption(
        "Points by signal add up to the score. A signal without data hands its weight to the others, so that "
        "theirs may pass their usual most. The interval is the 90% bootstrap interval."
    )


def _row(campaign: Campaign) -> dict[str, object]:
    score = campaign.health_score or 0.0
    parts = {Signal(part.signal): part for part in campaign.health_parts}
    sure = campaign.health_low is not None and campaign.health_high is not None
    return {
        "Campaign": campaign.name,
        "Status": campaign.status.value.capitalize(),
        "Score": score,
        "In words": band(round(score, 1)).label,
        "90% interval": f"{campaign.health_low:.1f} to {campaign.health_high:.1f}" if sure else None,
        **{
            WORDS[signal].capitalize(): parts[signal].points
            if signal in parts and parts[signal].value is not None
            else None
            for signal in Signal
        },
        "From": campaign.starts_on,
        "To": campaign.ends_on,
    }
