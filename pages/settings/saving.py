"""Keeping what a form says: one verb, a word when it is done, nothing lost when it is refused, nobody overwritten."""

from collections.abc import Callable
from dataclasses import fields

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit, ProfileView
from core.vocab import Permission
from pages.strategy import profile_editing
from pages.strategy.profile_editing import Sheet
from ui import shell

_SAVED = "settings:saved"


def profile() -> ProfileView:
    """The business and its profile as they are now."""
    with shell.workspace() as ws:
        return strategy.read_profile(ws)


def is_locked() -> bool:
    """Whether this person may only look."""
    return not shell.can(Permission.WRITE)


def opened(name: str, view: ProfileView, *fields_: str) -> Sheet:
    """A form's fields as this person was shown them; says above the form what somebody else made of them since."""
    sheet = profile_editing.opened(f"settings:{name}", view, *fields_)
    if not is_locked():
        profile_editing.warn(sheet, view)
    return sheet


def save_button(words: str = "Save", *, needs: Permission = Permission.WRITE, disabled: bool = False) -> bool:
    """The form's button, locked where nothing can be changed; says once that the last save worked."""
    if done := st.session_state.pop(_SAVED, None):
        st.toast(done, icon=":material/check:")
    locked = not shell.can(needs)
    told = "Your role can look at this but not change it." if locked else None
    return st.form_submit_button(words, type="primary", disabled=locked or disabled, help=told)


def save(sheet: Sheet, edit: Callable[[], ProfileEdit], what: str) -> None:
    """Keep what this person changed, then draw the page afresh; a refusal is shown and what was typed stays."""
    with shell.refusals():
        with shell.workspace() as ws:
            strategy.save_profile(ws, _changed(edit(), sheet.seen), seen=sheet.seen)
        profile_editing.put_back(sheet.name)
        st.session_state[_SAVED] = f"{what} saved"
        st.rerun()


def _changed(edit: ProfileEdit, seen: ProfileEdit) -> ProfileEdit:
    """Only what differs from what was shown: the other fields may be somebody else's by now."""
    was = seen.values()
    told = {field.name: getattr(edit, field.name) for field in fields(edit)}
    return ProfileEdit(**{name: None if value == was.get(name) else value for name, value in told.items()})
