"""The groups of people to speak to, as a table; suggestions are merged in and kept only when they are saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit
from core.tables.values import AiMetadata, Segment
from core.vocab import Permission
from pages.strategy import profile_editing
from pages.strategy.profile_editing import Sheet
from ui import outcome, shell
from ui.pieces import section
from ui.why import engine_badge, why

ASKED = "asked"


@dataclass(frozen=True)
class Asked:
    """What the table begins with: the rows as they stood when suggestions were asked for, and the suggestions."""

    rows: tuple[Segment, ...]
    ideas: tuple[Segment, ...] = ()
    ai: AiMetadata | None = None
    round: int = 0


def draw() -> None:
    """Draw the table with what was suggested, ticked or not."""
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    sheet = profile_editing.opened("segments", view, "segments")
    section("Segments", says="The groups of people you speak to. Plans and drafts are written for them.")
    outcome.draw("segments")
    profile_editing.gaps_of(strategy.profile_gaps(view), "segments")
    asked: Asked = st.session_state.get(sheet.key(ASKED)) or Asked(sheet.base.segments or ())
    if asked.ai is not None:
        st.info(_words(len(asked.ideas)), icon=":material/auto_awesome:")
    edited = _table(sheet, asked)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if (
            shell.can(Permission.PLAN)
            and shell.can(Permission.WRITE)
            and st.button("Suggest segments", icon=":material/auto_awesome:", key=sheet.key("suggest"))
        ):
            _suggest(sheet, edited, asked.round + 1)
        if asked.ai is not None:
            engine_badge(asked.ai)
    why(asked.ai, what="these suggestions")
    profile_editing.foot(sheet, view, ProfileEdit(segments=edited), words="Save segments")


def _words(count: int) -> str:
    if not count:
        return "No suggestion beyond the segments you have named already."
    return (
        "These are suggestions, each with its reason. Untick what you don't want; the ticked ones stay when you save."
    )


def _table(sheet: Sheet, asked: Asked) -> tuple[Segment, ...]:
    may = shell.can(Permission.WRITE)
    rows = [_row(one, keep=True) for one in (*asked.rows, *asked.ideas)] or [_row(Segment(name=""), keep=True)]
    words = st.column_config.TextColumn
    told = st.data_editor(
        rows,
        key=sheet.key(f"table:{asked.round}"),
        num_rows="dynamic" if may else "fixed",
        disabled=not may,
        hide_index=True,
        row_height=44,
        column_order=[*(["keep"] if asked.ideas else []), "name", "age_range", "why", "interests"],
        column_config={
            "keep": st.column_config.CheckboxColumn("Keep", default=True, width="small"),
            "name": words("Segment", required=True, max_chars=80),
            "age_range": words("Ages", width="small", max_chars=20),
            "interests": words("Interests, by commas"),
            "why": words("Why", width="large"),
        },
    )
    return _read(told)


def _read(rows: Iterable[Mapping[str, Any]]) -> tuple[Segment, ...]:
    """The ticked rows that have a name."""
    return tuple(_segment(row) for row in rows if (row.get("name") or "").strip() and row.get("keep") is not False)


def _suggest(sheet: Sheet, edited: tuple[Segment, ...], number: int) -> None:
    """Merge suggestions in below what stands in the table, unsaved edits included."""
    with st.spinner("Thinking…"), shell.refusals():
        with shell.workspace() as ws:
            found = strategy.find_segments(ws, edited)
        st.session_state[sheet.key(ASKED)] = Asked(edited, found.segments, found.ai, number)
        st.rerun()


def _row(one: Segment, *, keep: bool) -> dict[str, Any]:
    return {"keep": keep, "name": one.name, "age_range": one.age_range, "interests": ", ".join(one.interests),
            "why": one.why}  # fmt: skip


def _segment(row: Mapping[str, Any]) -> Segment:
    interests = tuple(filter(None, (word.strip() for word in (row.get("interests") or "").split(","))))
    return Segment(name=(row["name"] or "").strip(), age_range=(row.get("age_range") or "").strip(),
                   interests=interests, why=(row.get("why") or "").strip())  # fmt: skip
