"""The calendar's posts as a file: taken along, and brought in with every row looked at first."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import streamlit as st

from core import publishing, strategy
from core.strategy import Arrived, OnErrors, PostFile
from core.vocab import Permission
from core.workspace import Workspace
from pages.calendar.choice import Choice
from ui import outcome, row_errors, shell
from ui.safe import plain, short
from ui.theme import TYPES, channel_look

PARAM, WANTED, BOX = "file", "files:wanted", "files:box"
SHOWN = 50
CHOICES: dict[OnErrors, str] = {
    "good_rows": "Bring in the good rows, leave the others out",
    "none": "Bring in nothing unless every row is good",
}


def draw(chosen: Choice, first: datetime, last: datetime) -> None:
    """A popover with both ways; nothing is made before it is asked for."""
    with st.popover("CSV", icon=":material/table:", key=BOX, on_change="rerun") as box:
        if not box.open:
            return
        st.markdown("**This calendar as a file**")
        st.caption(
            f"What stands from {first.day} {first:%b %Y} to {last.day} {last:%b %Y} and what waits for a moment, "
            f"as the filters show it. Times are {shell.here().zone.key}."
        )
        _export(chosen, first, last)
        if shell.can(Permission.WRITE):
            st.markdown("**Posts from a file**")
            st.caption("A plan made in a spreadsheet or another planner. You see every row before anything is kept.")
            st.button("Bring in posts", icon=":material/upload_file:", on_click=_open, width="stretch")


def is_open() -> bool:
    """Whether the address asks for the drawer."""
    return PARAM in st.query_params


def close() -> None:
    """Close the drawer on this run."""
    st.query_params.pop(PARAM, None)


@st.dialog("Bring in posts", width="large", on_dismiss=close)
def bring_in() -> None:
    """Choose a file, see what its rows would give, keep them."""
    st.caption(
        "A column “channel” and one with the words are enough. Known as well: title, type, hashtags, cta, subject, "
        "preheader, planned at, scheduled at, campaign. A row with “scheduled at” goes out then; the others are drafts."
    )
    file = st.file_uploader("CSV file, up to 500 rows", type=["csv", "tsv", "txt"], key="files:file")
    if file is None:
        return
    data = file.getvalue()
    with shell.refusals():
        with shell.workspace() as ws:
            found = strategy.preview_posts(ws, data, file.name)
        _counts(found)
        _rows(found)
        _errors(found)
        _go(data, file.name, found)


def _export(chosen: Choice, first: datetime, last: datetime) -> None:
    def made(ws: Workspace) -> bytes:
        return publishing.export_calendar(
            ws, first, last, channels=chosen.channels, campaign_id=chosen.campaign_id, statuses=chosen.statuses
        )

    st.download_button("Export posts", shell.later(made), file_name="calendar.csv", mime="text/csv",
                       icon=":material/download:", on_click="ignore", width="stretch")  # fmt: skip


def _open() -> None:
    st.query_params[PARAM] = "posts"
    st.session_state[BOX] = False  # it would stay open, above the drawer


def _counts(found: PostFile) -> None:
    goes_out = sum(row.scheduled_at is not None for row in found.coming)
    grid = st.grid(3, min_column_width=130)
    grid.metric("Go on the calendar", goes_out, border=True)
    grid.metric("Become drafts", len(found.coming) - goes_out, border=True)
    grid.metric("Rows to mend", len(found.bad_rows), border=True)
    left = [f"{found.known} here already, word for word"] if found.known else []
    left += [f"{found.gone} that went out or were cancelled"] if found.gone else []
    if left:
        st.caption(f":material/info: Left out: {'; '.join(left)}.")
    for note in found.notes:
        st.caption(f":material/info: {plain(note)}")


def _rows(found: PostFile) -> None:
    if not found.coming:
        return
    st.dataframe(
        [
            {
                "Row": row.number,
                "Post": short(row.new.title, 60),
                "Channel": channel_look(row.new.channel).label,
                "Kind": TYPES[row.new.type].label,
                "Goes out": shell.when(row.scheduled_at) if row.scheduled_at else "",
                "Planned for": shell.when(row.new.planned_at) if row.new.planned_at and not row.scheduled_at else "",
            }
            for row in found.coming[:SHOWN]
        ],
        hide_index=True,
        height=min(280, 38 + 35 * len(found.coming[:SHOWN])),
        alt="The posts that the file would give.",
    )
    if len(found.coming) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(found.coming)} are shown.")


def _errors(found: PostFile) -> None:
    if found.errors:
        st.markdown(f":orange[:material/warning:] **Rows to mend** ({len(found.bad_rows)})")
        row_errors.draw(found.errors)


def _go(data: bytes, filename: str, found: PostFile) -> None:
    on_errors: OnErrors = "none"
    if found.errors:
        on_errors = st.radio("Rows to mend", list(CHOICES), format_func=CHOICES.__getitem__, key="files:on_errors")
    many = 0 if found.errors and on_errors == "none" else len(found.coming)
    label = f"Bring in {many} post{'' if many == 1 else 's'}" if many else "Bring in"
    st.button(label, type="primary", icon=":material/upload_file:", disabled=not many, key="files:go", on_click=_want)
    if not st.session_state.pop(WANTED, False):
        return
    bar = st.progress(0.0, "Making each post ready")

    def tell(at: int, of: int) -> None:
        bar.progress(at / of, f"Making post {at} of {of} ready")

    with shell.workspace() as ws:
        done = strategy.bring_in_posts(ws, data, filename, on_errors=on_errors, progress=tell)
    if done.made:
        outcome.tell("calendar", _told(done), undo=partial(_take_back, done.made))
        close()
    st.rerun()


def _want() -> None:
    st.session_state[WANTED] = True


def _told(done: Arrived) -> str:
    drafts = len(done.made) - done.scheduled
    parts = [f"{done.scheduled} on the calendar"] if done.scheduled else []
    parts += [f"{drafts} in the tray as drafts"] if drafts else []
    bad = len(done.file.bad_rows)
    left = f" {bad} row{'' if bad == 1 else 's'} with something to mend stayed out." if bad else ""
    return f"Brought in: {', '.join(parts)}.{left}"


def _take_back(ids: Sequence[UUID]) -> None:
    with outcome.attempt("calendar"), shell.workspace() as ws:
        back = strategy.take_back_posts(ws, ids)
        stayed = "".join(f" “{one.title}” stays: {one.why}" for one in back.refused)
        outcome.tell("calendar", f"{len(back.done)} posts are gone again.{stayed}", is_good=not stayed)
