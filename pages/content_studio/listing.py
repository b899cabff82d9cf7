"""The board as a list to choose from: many posts at once, and what can be done with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from core.content import PostLine
from pages.content_studio import deeds
from ui import shell
from ui.theme import STATUSES, TYPES, channel_look

MOST = 400
KEY = "studio:list"


def draw(lines: Sequence[PostLine], campaigns: Mapping[str, str]) -> None:
    """Draw the rows, and above them what can be done with those that are chosen."""
    shown = lines[:MOST]
    place = st.container(key="studio-deeds")
    told = st.dataframe(
        [_row(line, campaigns) for line in shown],
        key=_key(shown),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=38,
        height=min(38 * (len(shown) + 1) + 3, 640),
        placeholder="",
        column_order=["Post", "Alike", "Channel", "Status", "When", "Score", "Campaign"] if _is_search(shown) else
        ["Post", "Channel", "Kind", "Status", "When", "Score", "Campaign"],
        column_config={
            "Post": st.column_config.TextColumn(width=330),
            "When": st.column_config.DatetimeColumn(format="ddd D MMM YY, HH:mm"),
            "Score": st.column_config.NumberColumn(width=65, format="%.0f", help="Of 100, within its channel."),
            "Alike": st.column_config.NumberColumn(width=65, format="%d%%", help="Found by meaning."),
        },
    )  # fmt: skip
    chosen = [shown[row] for row in told.selection.rows if row < len(shown)]
    with place:
        deeds.draw(chosen, campaigns)
    if len(lines) > MOST:
        st.caption(f"The first {MOST} of {len(lines):,}. Search, or choose a channel, to see others.")


def _key(shown: Sequence[PostLine]) -> str:
    """Rows are chosen by their place, so another list of posts starts with none chosen."""
    return f"{KEY}:{st.session_state.get(deeds.REV, 0)}:{hash(tuple(line.id for line in shown))}"


def _is_search(shown: Sequence[PostLine]) -> bool:
    return any(line.likeness is not None for line in shown)


def _row(line: PostLine, campaigns: Mapping[str, str]) -> dict[str, Any]:
    return {
        "Post": line.title,
        "Channel": channel_look(line.channel).label,
        "Kind": TYPES[line.type].label,
        "Status": STATUSES[line.status].label,
        "When": _when(line.at),
        "Campaign": campaigns.get(str(line.campaign_id), ""),
        "Score": line.engagement_score,
        "Alike": line.likeness,
    }


def _when(at: datetime | None) -> datetime | None:
    """By the clock on the business's wall: the table knows no zones."""
    return shell.local(at).replace(tzinfo=None) if at else None
