"""What writing cost this month."""

import streamlit as st

from core.analytics import Usage


def draw(usage: Usage) -> None:
    """Draw tokens against the allowance, and money where a price is known."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader("AI spend this month", anchor=False, width="content")
            st.page_link(
                "pages/settings/page.py",
                label="Ledger",
                icon=":material/arrow_forward:",
                query_params={"section": "AI"},
            )
        answers = sum(line.answers for line in usage.lines)
        unpriced = "Unpriced" if usage.is_partly_unpriced else "No cost"
        cost = f"US\\${usage.cost:,.2f}" if usage.cost else unpriced
        tokens = f"{usage.tokens:,} of {usage.allowance:,} tokens used in {usage.month}"
        st.progress(usage.share, text=f"**{cost}** · {answers:,} text{'' if answers == 1 else 's'} · {tokens}")
        if usage.allowance <= 0:
            st.caption("Offline only: this business's AI allowance is zero, so no endpoint is asked.")
        elif usage.is_partly_unpriced:
            st.caption("Some answers came from a model whose price isn't known; they are not in the sum.")
        elif not usage.cost:
            st.caption("Everything was written by the built-in writer, which needs no key and costs nothing.")
