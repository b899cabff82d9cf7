"""What Streamlit has no word for: rows that read from the left, and one thing at a time on a phone."""

from uuid import UUID

import streamlit as st

STYLE = """<style>
[class*="st-key-inbox-open-"] button { justify-content: flex-start; text-align: left; padding: .5rem .75rem; }
[class*="st-key-inbox-open-"] button > div { justify-content: flex-start; width: 100%; min-width: 0; }
[class*="st-key-inbox-open-"] button [data-testid="stMarkdownContainer"] { width: 100%; min-width: 0; }
[class*="st-key-inbox-open-"] button p { overflow-wrap: anywhere; line-height: 1.45; }
[class*="st-key-saved-pick-"] button { justify-content: flex-start; text-align: left; }
[class*="st-key-faq-foot-"] { flex-wrap: nowrap; }
[class*="st-key-inbox_note_"] [data-testid="stChatMessage"] {
  background: color-mix(in srgb, #D97706 12%, transparent); border-left: 3px solid #D97706; padding-right: 1rem; }
@media (min-width: 641px) { .st-key-inbox_back { display: none; } }
@media (max-width: 640px) { .st-key-inbox_top > :has(h3) { order: 9; flex-basis: 100%; } }
@media (max-width: 640px) { .st-key-inbox_index_open, .st-key-inbox_filters_open { display: none; } }
</style>"""


HERE = "<style>.st-key-inbox-open-{} button {{ border: 2px solid var(--st-primary-color, currentColor); }}</style>"


def draw(opened: UUID | None) -> None:
    """Give the page its few rules; nothing that anybody wrote is part of them."""
    st.html(STYLE + (HERE.format(opened) if opened else ""))
