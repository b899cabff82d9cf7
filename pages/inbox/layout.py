"""What Streamlit has no word for: rows that read from the left, and one thing at a time on a phone."""

import streamlit as st

STYLE = """<style>
[class*="st-key-row_"] button { justify-content: flex-start; text-align: left; padding: .5rem .75rem; }
[class*="st-key-row_"] button > div { justify-content: flex-start; width: 100%; min-width: 0; }
[class*="st-key-row_"] button [data-testid="stMarkdownContainer"] { width: 100%; min-width: 0; }
[class*="st-key-row_"] button p { overflow-wrap: anywhere; line-height: 1.45; }
[class*="st-key-row_here_"] button { border-color: var(--st-primary-color, currentColor); border-width: 2px; }
@media (min-width: 641px) { .st-key-inbox_back { display: none; } }
@media (max-width: 640px) { .st-key-inbox_index_open, .st-key-inbox_filters_open { display: none; } }
</style>"""


def draw() -> None:
    """Give the page its few rules; nothing that anybody wrote is part of them."""
    st.html(STYLE)
