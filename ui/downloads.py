"""A table to take along, as CSV, Excel or Parquet: made when it is asked for, apart from the screen's own run."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.analytics.table_files import MIME, FileKind, table_file
from core.workspace import Workspace
from ui import shell

LABELS = {FileKind.CSV: "CSV", FileKind.EXCEL: "Excel", FileKind.PARQUET: "Parquet"}
Rows = Sequence[Mapping[str, object]]


def of(name: str, rows: Callable[[], Rows], *, key: str, columns: Sequence[str] | None = None) -> None:
    """Three small buttons for rows that are at hand; ``name`` is the file's, without its ending."""
    _buttons(name, key, "", lambda kind: lambda: table_file(kind, rows(), columns=columns))


def read(
    label: str, name: str, rows: Callable[[Workspace], Rows], *, key: str, columns: Sequence[str] | None = None
) -> None:
    """The same for rows that are read on the click, behind their label."""
    _buttons(
        name, key, label, lambda kind: shell.later(lambda ws: table_file(kind, rows(ws), columns=columns))
    )  # fmt: skip


def _buttons(name: str, key: str, label: str, make: Callable[[FileKind], Callable[[], bytes]]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if label:
            st.markdown(label, width=150)
        for kind in FileKind:
            _button(kind, f"{name}.{kind.value}", f"{key}:{kind.value}", make(kind))


def _button(kind: FileKind, name: str, key: str, made: Callable[[], bytes]) -> None:
    """``made`` was prepared here, while the session can be asked; it runs on the click, where it cannot."""
    st.download_button(
        LABELS[kind],
        lambda: made(),  # noqa: PLW0108 - a lambda is how a file says that it asks no session
        file_name=name,
        mime=MIME[kind],
        key=key,
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )
