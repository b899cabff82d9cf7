"""What writing cost this month."""

import streamlit as st

from core.analytics import Usage


def draw(usage: Usage) -> None:
    """Draw tokens against the allowance, and money where a price is known."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader("AI spend this month", anchor=False, width="content")
            st.page_link("pages/settings/page.py", label="Ledger", icon=":material/arrow_forward:")
        answers = sum(line.answers for line in usage.lines)
        cost = "No cost" if not usage.cost else f"${usage.cost:,.2f}"
        tokens = f"{usage.tokens:,} of {usage.allowance:,} tokens used in {usage.month}"
        st.progress(usage.share, text=f"**{cost}** · {answers:,} texts · {tokens}")
        if usage.is_partly_unpriced:
            st.caption("Some answers came from a model whose price isn't known; they are not in the sum.")
        elif not usage.cost:
            st.caption("Everything was written by the built-in writer, which needs no key and costs nothing.")
