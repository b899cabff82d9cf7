"""Bring in real posts from a file: look first, mend the mapping, choose what happens to bad rows, import."""

from hashlib import sha256
from typing import Literal

import streamlit as st

from core import analytics
from core.analytics import Imported, Preview
from core.analytics.imports.mapping import Mapping
from core.vocab import Permission
from pages.analytics import import_preview, imports_list, mapping_editor
from ui import pieces, shell
from ui.safe import plain
from ui.theme import channel_look

_ROUND, _DONE, _GUESS = "import:round", "import:done", "import:guess"
MEGABYTES = 25
_KINDS = ["csv", "tsv", "txt", "xlsx", "xls"]
_POSTS, _LEADS = "Posts", "Leads"
OnErrors = Literal["good_rows", "none"]
CHOICES: dict[OnErrors, str] = {
    "good_rows": "Import the good rows, leave the others out",
    "none": "Import nothing unless every row is good",
}


def draw() -> None:
    """The upload, and what was imported so far."""
    if not shell.can(Permission.IMPORT):
        st.info("Your role can look at imports but not make them. Ask a marketer or an admin of this business.")
    else:
        if done := st.session_state.pop(_DONE, None):
            _tell(done)
        what = st.segmented_control(
            "What the file holds", [_POSTS, _LEADS], default=_POSTS, required=True, key="import:what"
        )
        if what == _LEADS:
            from pages.analytics import bring_in_leads  # noqa: PLC0415 - it shares this one's choices

            bring_in_leads.draw()
        else:
            _upload()
    st.space("small")
    imports_list.draw()


def _upload() -> None:
    pieces.section(
        "Import real posts",
        says="A CSV or Excel file of posts with their numbers: from Meta Business Suite, Instagram, LinkedIn, X, "
        "YouTube, Mailchimp, or any table with a date and a count. Nothing is kept until you press Import.",
    )
    file = st.file_uploader(
        f"CSV or Excel file, up to {MEGABYTES} MB",
        type=_KINDS,
        key=f"import:file:{st.session_state.get(_ROUND, 0)}",
        max_upload_size=MEGABYTES,
    )
    if file is None:
        return
    data = file.getvalue()
    name = sha256(data).hexdigest()[:16]
    with shell.refusals():
        guess = _guess(data, file.name, name)
        with st.expander("What the columns mean", icon=":material/view_column:", key=f"{name}:mapping"):
            mapping = mapping_editor.edit(guess.mapping, guess.header, f"map:{name}")
        with st.spinner("Reading the file"), shell.workspace() as ws:
            preview = analytics.preview_import(ws, data, file.name, mapping)
        import_preview.draw(preview)
        _go(data, file.name, mapping, preview)


def _guess(data: bytes, filename: str, name: str) -> Preview:
    """What the file was first taken for; kept for the session, as every later run starts from it."""
    kept: dict[str, Preview] = st.session_state.setdefault(_GUESS, {})
    if name not in kept:
        with st.spinner("Reading the file"), shell.workspace() as ws:
            kept.clear()
            kept[name] = analytics.preview_import(ws, data, filename)
    return kept[name]


def _go(data: bytes, filename: str, mapping: Mapping, preview: Preview) -> None:
    """The choice and the button; a second click finds what the first one made."""
    result = preview.result
    if result is None or preview.earlier is not None:
        return
    on_errors: OnErrors = "none"
    if result.errors:
        on_errors = st.radio(
            "Rows that cannot be read", list(CHOICES), format_func=CHOICES.__getitem__, key="import:on_errors"
        )
    new = len(result.rows) - preview.known
    blocked = not result.rows or (bool(result.errors) and on_errors == "none")
    label = f"Import {new:,} post{'' if new == 1 else 's'}" if not blocked else "Import"
    if blocked and result.rows:
        st.caption(
            f"{len(result.bad_rows):,} rows must be mended in the file first, or choose to import the good rows."
        )
    if not st.button(
        label, type="primary", icon=":material/upload_file:", disabled=blocked or not new, key="import:go"
    ):
        return
    bar = st.progress(0.0, f"Importing {new:,} posts")
    with shell.workspace() as ws:
        done = analytics.import_posts(
            ws, data, filename, mapping, on_errors=on_errors, token=shell.token("import"), step=bar.progress
        )
    shell.used("import")
    st.session_state[_DONE] = done
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _tell(done: Imported) -> None:
    """What came of it, and the two ways on."""
    batch = done.batch
    posts = f"{channel_look(batch.channel).label} posts, marked imported"
    parts = [f"{batch.posts_made:,} of {batch.rows_in:,} rows are now {posts}"]
    parts += [f"{batch.rows_refused:,} rows were left out"] if batch.rows_refused else []
    parts += [f"{done.known:,} were here already and stayed as they are"] if done.known else []
    parts += ["their dates are approximate"] if batch.approximate_dates else []
    st.success(f"**{plain(batch.filename)}**: {'; '.join(parts)}.", icon=":material/task_alt:")
    imports_list.ways_on(batch.id, "done")
