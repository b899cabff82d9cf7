"""Your own account: the address, the password, and where you are signed in."""

import re

import streamlit as st

from core import accounts
from core.accounts import SessionView
from ui import mailed, outcome, session, shell
from ui.pieces import empty, section
from ui.safe import plain, unlinked

_PLACE = "you"
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "Mac OS X": "macOS"}
_MACHINES = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")


def draw() -> None:
    """Draw the account of whoever is here."""
    me = session.visitor()
    if session.is_visitor(me.person):
        section("You", says="Your account.")
        says = "Leave the demo and register: then your address, your password and your sign-ins are here."
        empty("person", "A demo has no account", says)
        return
    section("You", says="Your account, the same in every business.")
    outcome.draw(_PLACE)
    _address()
    with st.popover("Change your password", icon=":material/password:"), st.form("you:password", border=False):
        old = st.text_input("Your password now", type="password", autocomplete="current-password")
        new = st.text_input("The new one", type="password", autocomplete="new-password", help=mailed.PASSWORD_HELP)
        if st.form_submit_button("Change it", type="primary"):
            with shell.refusals():
                accounts.change_password(shell.runtime(), me, old=old, new=new)
                outcome.tell(_PLACE, "Your password is changed, and you are signed out everywhere else.")
                st.rerun()
    section("Where you are signed in", says="A browser you no longer have, or one you don't know? Sign it out.")
    found = accounts.list_sessions(shell.runtime(), me)
    for one in found:
        _sign_in(one)
    if len(found) > 1:
        st.button("Sign out everywhere else", icon=":material/logout:", on_click=_end_others)


def _address() -> None:
    runtime, someone = shell.runtime(), session.visitor().person
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if accounts.is_confirmed(runtime, someone.id):
            st.markdown(f"{plain(someone.name)}, {unlinked(someone.email)}", width="content")
            st.badge("Confirmed", icon=":material/check:", color="green", help="It was shown to be yours.")
            return
        st.markdown(f"{plain(someone.name)}, {unlinked(someone.email)}", width="content")
        st.badge("Not confirmed", icon=":material/mail:", color="orange", help="Nobody has shown that it is yours.")
        why = None if runtime.postman.is_ready else "This server sends no letters; whoever runs it sets MAIL_URL."
        st.button("Send me a link to confirm it", icon=":material/forward_to_inbox:", on_click=_confirm,
                  disabled=why is not None, help=why)  # fmt: skip


def _sign_in(one: SessionView) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        since = f"since {shell.when(one.created_at)}, until {shell.when(one.expires_at)} at the latest"
        st.markdown(f"**{plain(device(one.device, is_browser=one.is_browser))}**  \n{since}", width="stretch")
        if one.is_this:
            st.badge("This one", color="blue")
        else:
            st.button("Sign out", icon=":material/logout:", key=f"you:end:{one.id}", on_click=_end, args=(one,))


def device(told: str, *, is_browser: bool) -> str:
    """What a browser or a program said it is, in short.

    >>> device("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", is_browser=True)
    'Chrome on Linux'
    """
    if not told.startswith("Mozilla/"):
        return told[:60] or ("A browser" if is_browser else "A program")
    browser = next((name for name in _BROWSERS if f"{name}/" in told), "A browser")
    system = next((name for name in _MACHINES if re.search(rf"\b{name}\b", told)), "")
    return " on ".join(_NAMES.get(word, word) for word in (browser, system) if word)


def _confirm() -> None:
    with outcome.attempt(_PLACE):
        accounts.ask_to_confirm(shell.runtime(), session.visitor().person)
        outcome.tell(_PLACE, "A letter with a link is on its way. Open it in this browser, signed in.")


def _end(one: SessionView) -> None:
    with outcome.attempt(_PLACE):
        accounts.end_session(shell.runtime(), session.visitor(), one.id)
        outcome.tell(_PLACE, f"{device(one.device, is_browser=one.is_browser)} is signed out.")


def _end_others() -> None:
    gone = accounts.end_other_sessions(shell.runtime(), session.visitor())
    outcome.tell(_PLACE, f"{gone} other sign-in{'s are' if gone != 1 else ' is'} ended.")
