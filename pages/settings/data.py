"""Data in and out: what was imported and can be taken back, everything as files, and the way out."""

from uuid import UUID

import streamlit as st

from core import analytics, content
from core.tables import ImportBatch
from core.vocab import Permission
from pages.settings import leaving
from ui import shell
from ui.pieces import channel_badge, empty, section
from ui.safe import plain

_UNDONE = "settings:undone"


def draw() -> None:
    """Draw imports and exports."""
    if done := st.session_state.pop(_UNDONE, None):
        st.toast(done, icon=":material/undo:")
    section(
        "Imports", says="Real results that were read from files. Taking one back removes its posts and their numbers."
    )
    with shell.workspace() as ws:
        batches = analytics.list_imports(ws)
    if not batches:
        empty(
            "upload_file",
            "Nothing was imported",
            "Bring your real results in from a CSV file: the health score and every chart then count them.",
            page="pages/analytics/page.py",
            action="Import a file",
        )
    for batch in batches:
        _batch(batch)
    section("Export", says="Everything you made is yours. Moments are in UTC, rates are fractions, scores 0 to 100.")
    st.download_button(
        "All posts with their numbers (CSV)",
        shell.later(analytics.export_posts),
        file_name="posts.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    _pairs()
    leaving.draw()


def _pairs() -> None:
    section(
        "Teach a model your voice",
        says="Every published post that began as written by AI: the prompt with its facts, the AI's own text, and the "
        "words that went live. One line of JSON each, in the format for fine-tuning. Customers' addresses and keys "
        "are blanked.",
    )
    with shell.workspace() as ws:
        is_any = next(content.export_pairs(ws), None) is not None
    st.download_button(
        "Prompts and final texts (JSONL)",
        shell.later(lambda ws: b"".join(content.export_pairs(ws))),
        file_name="accepted_texts.jsonl",
        mime="application/jsonl",
        icon=":material/download:",
        on_click="ignore",
        disabled=not is_any,
        help=None if is_any else "None was published yet. Have a post written, publish it, and it is here.",
    )


def _batch(batch: ImportBatch) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        refused = f", {batch.rows_refused:,} rows refused" if batch.rows_refused else ""
        dates = ", dates are approximate" if batch.approximate_dates else ""
        st.markdown(
            f"**{plain(batch.filename)}**  \n{analytics.count_of(batch)} of {batch.rows_in:,} rows{refused}{dates} · "
            f"{shell.when(batch.created_at)}",
            width="stretch",
        )
        channel_badge(batch.channel)
        if shell.can(Permission.IMPORT) and st.button("Take back", icon=":material/undo:", key=f"undo_{batch.id}"):
            _confirm(batch.id, batch.filename, analytics.count_of(batch))


@st.dialog("Take this import back?")
def _confirm(batch_id: UUID, filename: str, made: str) -> None:
    st.markdown(f"{made} from {plain(filename)} and all their numbers are deleted. The file can be imported again.")
    if st.button("Delete them", type="primary", icon=":material/delete:"):
        with shell.refusals():
            with shell.workspace() as ws:
                gone = analytics.undo_import(ws, batch_id)
            st.session_state[_UNDONE] = f"{gone:,} rows taken back"
            st.rerun()
