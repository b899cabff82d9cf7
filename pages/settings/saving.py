"""Keeping what a form says: one verb, a word when it is done, and nothing lost when it is refused."""

from collections.abc import Callable

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit, ProfileView
from core.vocab import Permission
from ui import shell

_SAVED = "settings:saved"


def profile() -> ProfileView:
    """The business and its profile as they are now."""
    with shell.workspace() as ws:
        return strategy.read_profile(ws)


def is_locked() -> bool:
    """Whether this person may only look."""
    return not shell.can(Permission.WRITE)


def save_button(words: str = "Save", *, needs: Permission = Permission.WRITE) -> bool:
    """The form's button; says once that the last save worked."""
    if done := st.session_state.pop(_SAVED, None):
        st.toast(done, icon=":material/check:")
    locked = not shell.can(needs)
    told = "Your role can look at this but not change it." if locked else None
    return st.form_submit_button(words, type="primary", disabled=locked, help=told)


def save(edit: Callable[[], ProfileEdit], what: str) -> None:
    """Keep the change, then draw the page afresh; a refusal is shown and what was typed stays."""
    with shell.refusals():
        with shell.workspace() as ws:
            strategy.save_profile(ws, edit())
        st.session_state[_SAVED] = f"{what} saved"
        st.rerun()
