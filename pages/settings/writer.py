"""Who writes: the built-in writer or a model, what it used this month, and what it cost."""

import streamlit as st

from core import analytics
from core.analytics import Usage
from ui import shell
from ui.pieces import section
from ui.safe import plain


def draw() -> None:
    """Draw the provider's state and the month's ledger."""
    settings = shell.runtime().settings
    key = settings.openai_api_key
    section("Writer")
    if key is None or not key.get_secret_value():
        st.badge("Built-in writer", icon=":material/offline_bolt:", color="green")
        st.markdown(
            "Plans, posts and replies are written on this machine from your own facts: no key, no network, no cost. "
            "To use a model, set `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `AI_MODEL`) where this server is started."
        )
    else:
        st.badge("Model", icon=":material/smart_toy:", color="blue")
        st.markdown(
            f"**{plain(settings.ai_model)}** at {plain(settings.openai_base_url)}. "
            "Where it fails, the built-in writer answers."
        )
    with shell.workspace() as ws:
        usage = analytics.read_usage(ws)
    _ledger(usage)


def _ledger(usage: Usage) -> None:
    section(
        f"This month's ledger ({usage.month})", says="One line for each kind of text and who wrote it; months in UTC."
    )
    cost = f"${usage.cost:,.4f}" if usage.cost else "none"
    one, two, three = st.columns(3)
    one.metric("Tokens used", f"{usage.tokens:,}", border=True)
    two.metric("Tokens left", f"{usage.left:,}", border=True, help=f"Of {usage.allowance:,} a month; an admin sets it.")
    three.metric("Cost, US dollars", cost, border=True)
    if not usage.lines:
        st.caption("Nothing was written this month yet.")
        return
    st.dataframe(
        [
            {
                "Text": line.prompt_id.replace("_", " "),
                "Writer": line.model,
                "Answers": line.answers,
                "Failed": line.failed,
                "Tokens in": line.tokens_in,
                "Tokens out": line.tokens_out,
                "Counted": "estimated" if line.estimated else "as told",
                "US dollars": None if line.cost is None else float(line.cost),
                "Last": shell.local(line.last_at),
            }
            for line in usage.lines
        ],
        hide_index=True,
        width="stretch",
        column_config={
            "US dollars": st.column_config.NumberColumn(format="%.4f", help="Empty: the price isn't known."),
            "Last": st.column_config.DatetimeColumn(format="D MMM, HH:mm"),
        },
    )
