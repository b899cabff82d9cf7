"""What was imported, the way to look at it, and the way to take it back."""

from uuid import UUID

import streamlit as st

from core import analytics
from core.analytics import Extent
from core.analytics.leads.file import LEADS
from core.errors import Refusal
from core.tables import ImportBatch
from core.vocab import Permission
from pages.analytics import filters, words
from ui import pieces, shell
from ui.safe import plain
from ui.theme import channel_look

_UNDONE = "import:undone"


def draw() -> None:
    """Newest first, each with its period."""
    with shell.workspace() as ws:
        batches, extents = analytics.list_imports(ws), analytics.read_extents(ws)
    pieces.section("Imports")
    if not batches:
        st.caption("Nothing was imported yet. Imported posts are marked wherever they appear, and can be taken back.")
    for batch in batches:
        _card(batch, extents.get(batch.id))


def ways_on(import_id: UUID, where: str) -> None:
    """To the results of an import's own period, and to the health score at its end."""
    from pages.analytics import health_explorer  # noqa: PLC0415 - the health view is heavy, and only named here

    with shell.workspace() as ws:
        extent = analytics.read_extents(ws).get(import_id)
    if extent is None:
        return
    with st.container(horizontal=True, gap="small"):
        _show(extent, f"{where}:{import_id}")
        st.button(
            "Health score at its end",
            icon=":material/monitor_heart:",
            key=f"import:health:{where}:{import_id}",
            on_click=health_explorer.show_at,
            args=(shell.local(extent.newest).date(),),
        )


def _show(extent: Extent, name: str) -> None:
    st.button(
        "Show the imported period",
        icon=":material/date_range:",
        key=f"import:show:{name}",
        on_click=filters.show_period,
        args=(extent.period,),
    )


def _card(batch: ImportBatch, extent: Extent | None) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(gap="xxsmall", width="stretch"):
            st.markdown(f"**{plain(batch.filename)}**")
            about = [_made(batch)]
            about += [f"{batch.rows_refused:,} rows left out"] if batch.rows_refused else []
            about += [words.days(extent.period)] if extent else []
            about += ["approximate dates"] if batch.approximate_dates else []
            st.caption(f"{' · '.join(about)} · imported {shell.when(batch.created_at)}")
        with st.container(horizontal=True, width="content", gap="small"):
            if extent:
                _show(extent, str(batch.id))
            if shell.can(Permission.IMPORT) and st.button(
                "Take back", icon=":material/undo:", key=f"import:undo:{batch.id}"
            ):
                _confirm(batch)


def _made(batch: ImportBatch) -> str:
    count = analytics.count_of(batch)
    return count if batch.channel == LEADS else f"{count} of {channel_look(batch.channel).label}"


@st.dialog("Take this import back?", icon=":material/undo:")
def _confirm(batch: ImportBatch) -> None:
    st.markdown(
        f"{analytics.count_of(batch)} of **{plain(batch.filename)}** with all numbers are erased, and scores are "
        "made anew without them. The file itself is not kept here: to have them again, import it again."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep it"):
            st.rerun()
        st.button(
            "Take back",
            type="primary",
            icon=":material/undo:",
            key="import:undo:sure",
            on_click=_take_back,
            args=(batch.id,),
        )
    outcome: int | Refusal | None = st.session_state.pop(_UNDONE, None)
    if isinstance(outcome, Refusal):
        shell.show(outcome)
    elif outcome is not None:
        st.toast(f"{outcome:,} imported rows were taken back.", icon=":material/undo:")
        st.rerun()


def _take_back(import_id: UUID) -> None:
    """What came of it is kept for the dialog to say: a callback inside a dialog cannot draw."""
    try:
        with shell.workspace() as ws:
            st.session_state[_UNDONE] = analytics.undo_import(ws, import_id)
    except Refusal as refused:
        st.session_state[_UNDONE] = refused
