"""Bring in leads from a file: look first, say which column is which, import."""

from hashlib import sha256
from typing import get_args

import streamlit as st

from core import analytics
from core.analytics import LeadFile
from core.analytics.leads.file import NAMES
from pages.analytics.bring_in import CHOICES, MEGABYTES, OnErrors
from ui import pieces, row_errors, shell
from ui.safe import plain

_ROUND, _DONE = "leads:round", "leads:done"
_NONE = "(not in the file)"
_LABELS = {
    "at": "When the lead came",
    "ref": "The lead's own id",
    "url": "Landing page, with its tags",
    "utm_source": "utm_source",
    "utm_medium": "utm_medium",
    "utm_campaign": "utm_campaign",
    "utm_content": "utm_content",
}


def draw() -> None:
    """The upload, what it holds, and the button."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/task_alt:")
    pieces.section(
        "Import leads",
        says="A row a lead: a date, and the tags or the landing page that tell where they came from. Names and "
        "addresses in the file are not kept.",
    )
    file = st.file_uploader(
        f"CSV or Excel file, up to {MEGABYTES} MB",
        type=["csv", "tsv", "txt", "xlsx", "xls"],
        key=f"leads:file:{st.session_state.get(_ROUND, 0)}",
        max_upload_size=MEGABYTES,
    )
    if file is None:
        return
    data, name = file.getvalue(), sha256(file.getvalue()).hexdigest()[:16]
    with shell.refusals():
        with st.spinner("Reading the file"), shell.workspace() as ws:
            seen = analytics.preview_leads(ws, data, file.name)
            columns = _columns(seen, name)
            if columns != dict(seen.columns):
                seen = analytics.preview_leads(ws, data, file.name, columns)
        _tell(seen)
        _go(data, file.name, columns, seen)


def _columns(seen: LeadFile, name: str) -> dict[str, str]:
    chosen = {}
    with st.expander("What the columns mean", icon=":material/view_column:", key=f"leads:map:{name}"):
        grid, options = st.grid(3, min_column_width=220), [_NONE, *seen.header]
        for field in NAMES:
            told = seen.columns.get(field, _NONE)
            column = grid.selectbox(_LABELS[field], options, options.index(told), key=f"leads:{name}:{field}")
            if column != _NONE:
                chosen[field] = column
    return chosen


def _tell(seen: LeadFile) -> None:
    leads = len(seen.leads)
    loose = leads - seen.traced - seen.named
    st.markdown(
        f"**{leads:,}** leads: **{seen.traced:,}** find their post, {seen.named:,} their campaign alone, "
        f"{loose:,} neither (they count for the business)."
    )
    for note in seen.notes:
        st.caption(plain(note))
    if seen.known:
        st.caption(f"{seen.known:,} were told before and stay as they are.")
    if seen.earlier:
        st.warning(f"This file was imported already, as “{plain(seen.earlier.filename)}”. Take that import back first.")
    if seen.errors:
        st.warning(f"{len(seen.bad_rows):,} rows cannot be read as they are.", icon=":material/rule:")
        row_errors.draw(seen.errors)


def _go(data: bytes, filename: str, columns: dict[str, str], seen: LeadFile) -> None:
    on_errors: OnErrors = "none"
    if seen.errors:
        on_errors = st.radio(
            "Rows that cannot be read", get_args(OnErrors), format_func=CHOICES.__getitem__, key="leads:on_errors"
        )
    blocked = not seen.leads or seen.earlier is not None or (bool(seen.errors) and on_errors == "none")
    new = len(seen.leads) - seen.known
    if not st.button(
        f"Import {new:,} lead{'' if new == 1 else 's'}", type="primary", icon=":material/upload_file:",
        disabled=blocked or not new, key="leads:go",
    ):  # fmt: skip
        return
    with st.spinner(f"Importing {new:,} leads"), shell.workspace() as ws:
        batch = analytics.import_leads(ws, data, filename, columns, on_errors=on_errors)
    st.session_state[_DONE] = f"**{plain(filename)}**: {analytics.count_of(batch)} imported. See them under Goals."
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
