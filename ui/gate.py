"""Who may come in. The router asks before any screen runs; what a visitor may then do is decided by their key."""

import sys
from functools import partial

import streamlit as st

from core.errors import NotSignedIn
from core.settings import BadSettings, settings_in_force
from ui import opening, session


def is_known() -> bool:
    """Whether this visitor is signed in to a business, so that the navigation is for them."""
    _started()
    return session.is_expected() and session.person() is not None and (session.has_entered() or bool(session.places()))


def admitted() -> bool:
    """Whether this visitor may see the screens; draws the way in where they may not."""
    someone = session.person()
    if someone is None:
        from ui import door  # noqa: PLC0415

        door.draw()
        return False
    from ui import invitation, mailed, sidebar  # noqa: PLC0415

    mailed.take_up(someone)
    invitation.take_up(someone)
    if words := session.parting():
        st.toast(words, icon=":material/check:", duration="long")
    found = session.places()
    if not found and session.is_visitor(someone):
        session.leave("Your demo is over: each lasts 24 hours. Open another whenever you like.")
        st.rerun()
    if not found:
        from ui import first_business  # noqa: PLC0415 - once in a person's life

        session.stay()
        first_business.draw(someone)
        return False
    try:
        session.enter(found)
    except NotSignedIn as ended:
        session.leave(ended.message)
        st.rerun()
    session.stay()
    session.keep_for_later(partial(sidebar.draw, someone, found))
    return True


def go_on() -> None:
    """Bring a newcomer to the screen where their first campaign is made; the router knows the screens by now."""
    if session.takes_off():
        st.switch_page("pages/strategy/page.py")


def _started() -> None:
    """Look at the settings, and have the house opened once a process; the door does not wait for that."""
    try:
        if settings_in_force().clock == "threads":
            opening.begin()
        if session.is_expected():
            session.runtime()
    except BadSettings as wrong:
        print(wrong, file=sys.stderr, flush=True)  # noqa: T201 - it is for whoever starts the product
        st.error(
            "This server can't start: a setting has a value that it can't use. "
            "The server's log names the setting, the value and the remedy.",
            icon=":material/settings_alert:",
        )
        st.stop()
