"""The AI ledger: what was asked, of whom, and what it took."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from core import analytics
from core.analytics import LedgerLine, Usage
from core.vocab import Engine
from ui import shell
from ui.pieces import empty, section

LEVELS = {"json_schema": "shape enforced", "json_object": "JSON promised", "prompt": "asked nicely"}


def draw(usage: Usage, lines: Sequence[LedgerLine]) -> None:
    """Draw the month by kind of text, the latest attempts, and the way to take them along."""
    section("What it was used for", says="This month, one line for each kind of text and who wrote it.")
    if not lines:
        empty("receipt_long", "Nothing was written yet", "Plan a campaign or write a post: each attempt stands here.")
        return
    if usage.lines:
        _summary(usage)
    section("Ledger", says=f"The latest {len(lines)} attempts, also those that failed. “Unpriced” is not free.")
    _attempts(lines)
    st.download_button(
        f"This month's ledger, {usage.month} (CSV)",
        shell.later(analytics.export_ledger),
        file_name=f"ai-ledger-{usage.month}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _summary(usage: Usage) -> None:
    st.dataframe(
        [
            {
                "Text": _name(line.prompt_id),
                "Writer": _writer(line.engine, line.model),
                "Attempts": line.answers,
                "Failed": line.failed,
                "Tokens in": line.tokens_in,
                "Tokens out": line.tokens_out,
                "Counted": "estimated" if line.estimated else "as told",
                "US dollars": _dollars(line.engine, line.cost, mixed=bool(line.unpriced)),
                "Last": shell.local(line.last_at),
            }
            for line in usage.lines
        ],
        hide_index=True,
        width="stretch",
        column_config={
            "Tokens in": st.column_config.NumberColumn(format="localized"),
            "Tokens out": st.column_config.NumberColumn(format="localized"),
            "Last": st.column_config.DatetimeColumn(format="D MMM, HH:mm"),
        },
    )


def _attempts(lines: Sequence[LedgerLine]) -> None:
    st.dataframe(
        [
            {
                "When": shell.local(line.at),
                "What for": _name(line.what),
                "Model": _writer(line.engine, line.model),
                "Level": LEVELS.get(line.level, line.level),
                "Tokens": line.tokens_in + line.tokens_out,
                "US dollars": _dollars(line.engine, line.cost),
                "Outcome": f"{line.outcome}, remembered" if line.cached else line.outcome,
                "Seconds": line.latency_ms / 1000,
            }
            for line in lines
        ],
        hide_index=True,
        width="stretch",
        column_config={
            "When": st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss"),
            "Level": st.column_config.TextColumn(
                help="How firmly the endpoint was asked to keep to the reply's shape."
            ),
            "Tokens": st.column_config.NumberColumn(format="localized"),
            "Seconds": st.column_config.NumberColumn(format="%.1f"),
        },
    )


def _name(prompt_id: str) -> str:
    return prompt_id.replace("_", " ").capitalize()


def _writer(engine: Engine, model: str) -> str:
    return "offline writer" if engine is Engine.OFFLINE else model


def _dollars(engine: Engine, cost: Decimal | None, *, mixed: bool = False) -> str:
    if engine is Engine.OFFLINE:
        return "none"
    return "unpriced" if cost is None else f"{cost:.4f}{' + unpriced' if mixed else ''}"
