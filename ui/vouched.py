"""Signing in at another server (OpenID Connect), where whoever runs this one set it up in ``secrets.toml``.

Streamlit speaks with that server and checks what it says; who that is here is decided by ``core.accounts``.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

import streamlit as st

from core.errors import Refusal
from ui import session
from ui.safe import plain

if TYPE_CHECKING:
    from core.accounts import Person

_REFUSED = "vouched:refused"


def is_offered() -> bool:
    """Whether this server has such a way in."""
    return "is_logged_in" in st.user


def is_here() -> bool:
    """Whether another server says who this is, and it was not refused in this visit."""
    return is_offered() and bool(st.user.is_logged_in) and _REFUSED not in st.session_state


def person() -> "Person | None":
    """Who that is here; None where they cannot come in, which the door then tells."""
    from core import accounts  # noqa: PLC0415 - the door stands before the rooms are ready

    try:
        return accounts.vouched_for(session.runtime(), st.user.to_dict())
    except Refusal as refused:
        st.session_state[_REFUSED] = refused.message
        return None


def draw() -> None:
    """A button for each server that can vouch, and what it was refused for."""
    if not is_offered():
        return
    if words := st.session_state.get(_REFUSED):
        st.error(plain(words), icon=":material/block:")
        if st.button("Use another account", icon=":material/switch_account:", width="stretch"):
            leave()
            st.rerun()
        return
    is_ready = find_spec("authlib") is not None
    why = None if is_ready else "This server lacks the package Authlib; whoever runs it installs it."
    for name, label in _providers().items():
        if st.button(
            label, icon=":material/passkey:", width="stretch", disabled=not is_ready, help=why, key=f"vouched:{label}"
        ):
            st.login(name)


def leave() -> None:
    """Sign out there as well, where somebody came in that way."""
    if is_offered() and st.user.is_logged_in:
        st.logout()


def _providers() -> dict[str | None, str]:
    """What each is called: by the heading of its section, or, where there is one alone, by ``label`` in it."""
    auth = st.secrets["auth"]
    named = [name for name in auth if hasattr(auth[name], "keys")]
    if not named:
        return {None: f"Sign in with {auth.get('label', 'single sign-on')}"}
    return {name: f"Sign in with {auth[name].get('label', name.capitalize())}" for name in named}
