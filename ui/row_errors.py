"""What is wrong with a file's rows, as a table in which each can be found and mended."""

from collections.abc import Sequence

import streamlit as st

from core.analytics.imports.result import RowError
from ui.safe import short

MOST = 500
"""Rows that one table shows; it says how many there are."""


def draw(errors: Sequence[RowError]) -> None:
    """Draw them under the spreadsheet's own row numbers."""
    st.dataframe(
        [
            {
                "Row": error.row,
                "Column": error.column or "(the row)",
                "Value": short(error.value, 60),
                "What to do": error.message,
            }
            for error in errors[:MOST]
        ],
        hide_index=True,
        height=min(320, 38 + 35 * len(errors[:MOST])),
        column_config={
            "What to do": st.column_config.TextColumn(width="large"),
            "Row": st.column_config.NumberColumn(format="%d"),
        },
        alt="Each cell that is wrong, with its row, column, value and what to do.",
    )
    if len(errors) > MOST:
        st.caption(f"The first {MOST} of {len(errors):,} are shown.")
