"""One part of the profile being edited: what was shown, whether somebody else changed it, and keeping it."""

from dataclasses import dataclass

import streamlit as st

from core import strategy
from core.strategy import Gap, ProfileEdit, ProfileView
from core.strategy.profile_changes import named
from core.vocab import Permission
from ui import outcome, shell
from ui.safe import plain


@dataclass(frozen=True)
class Sheet:
    """``base`` is what the widgets began with, ``seen`` what a save is measured against."""

    name: str
    place: str
    rev: int
    base: ProfileEdit
    seen: ProfileEdit

    def key(self, widget: str) -> str:
        """A widget's key: another one once the sheet is put back."""
        return f"{self.place}:{self.rev}:{widget}"


def opened(name: str, view: ProfileView, *fields: str) -> Sheet:
    """The part as this person began to edit it; as it is now when nobody has begun."""
    place = f"profile:{shell.key().business_id}:{name}"
    rev: int = st.session_state.setdefault(f"{place}:rev", 0)
    now = ProfileEdit(**{field: view.value(field) for field in fields})  # type: ignore[arg-type]
    base, seen = st.session_state.get(place, (now, now))
    began = any(str(key).startswith(f"{place}:{rev}:") for key in st.session_state)
    if seen != now and not began:
        base = seen = now
    st.session_state[place] = (base, seen)
    return Sheet(name, place, rev, base, seen)


def put_back(*names: str) -> None:
    """Drop what was typed in these parts; the next drawing shows what is kept."""
    for name in names:
        place = f"profile:{shell.key().business_id}:{name}"
        st.session_state.pop(place, None)
        st.session_state[f"{place}:rev"] = st.session_state.get(f"{place}:rev", 0) + 1


def foot(sheet: Sheet, view: ProfileView, edit: ProfileEdit, *, words: str = "Save") -> None:
    """The part's last line: save, put back, and what somebody else changed meanwhile."""
    may = shell.can(Permission.WRITE)
    if may:
        warn(sheet, view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = None if may else "Your role can look at this but not change it."
        pressed = st.button(
            words, type="primary", icon=":material/save:", disabled=not may, help=told, key=sheet.key("save")
        )
        if may and _differs(edit, sheet.seen):
            st.button("Put back", icon=":material/undo:", on_click=put_back, args=(sheet.name,), key=sheet.key("back"))
            st.badge("not saved yet", icon=":material/edit:", color="orange")
    if pressed:
        _save(sheet, edit)


def gaps_of(gaps: tuple[Gap, ...], part: str) -> None:
    """What this part lacks, and what that costs."""
    for gap in gaps:
        if gap.part == part:
            st.caption(f":orange[:material/info:] **{gap.name}.** {gap.costs}")


def _save(sheet: Sheet, edit: ProfileEdit) -> None:
    with shell.refusals():
        before = sheet.seen
        with shell.workspace() as ws:
            kept = strategy.save_profile(ws, edit, seen=sheet.seen)
            after = ProfileEdit(**{name: kept.value(name) for name in edit.values()})  # type: ignore[arg-type]
        put_back(sheet.name)
        outcome.tell(sheet.name, "Saved." if after != before else "Nothing had changed.",
                     (lambda: _undo(sheet.name, before, after)) if after != before else None)  # fmt: skip
        st.rerun()


def _undo(name: str, before: ProfileEdit, after: ProfileEdit) -> None:
    with outcome.attempt(name), shell.workspace() as ws:
        strategy.save_profile(ws, before, seen=after)
        put_back(name)
        outcome.tell(name, "Taken back.")


def warn(sheet: Sheet, view: ProfileView) -> None:
    """Say what somebody else changed since the part was opened, with the two ways to go on."""
    theirs = view.changes_since(sheet.seen)
    if not theirs:
        return
    told = "  \n".join(f"{named(one.field).capitalize()}: {plain(one.was)} → {plain(one.now)}" for one in theirs)
    st.warning(f"**Somebody changed this since you opened it.**  \n{told}", icon=":material/group:")
    with st.container(horizontal=True, gap="small"):
        st.button("Load the new version", icon=":material/refresh:", on_click=put_back, args=(sheet.name,),
                  key=sheet.key("load"), help="What you typed here is dropped.")  # fmt: skip
        st.button("Keep mine", on_click=_keep_mine, args=(sheet, view), key=sheet.key("mine"),
                  help="Nothing is saved yet: your next save replaces theirs.")  # fmt: skip


def _keep_mine(sheet: Sheet, view: ProfileView) -> None:
    now = ProfileEdit(**{field: view.value(field) for field in sheet.seen.values()})  # type: ignore[arg-type]
    st.session_state[sheet.place] = (sheet.base, now)


def _differs(edit: ProfileEdit, seen: ProfileEdit) -> bool:
    kept = seen.values()
    return any(value != kept.get(name) for name, value in edit.values().items())
