"""What a link from somebody's mailbox leads to: a new password at the door, an address that is confirmed behind it."""

from typing import TYPE_CHECKING

import streamlit as st

from core.errors import Refusal
from ui import session, shell
from ui.safe import plain, unlinked

if TYPE_CHECKING:
    from core.accounts import Person

RESET, CONFIRM = "reset", "confirm"
PASSWORD_HELP = "8 characters or more, and none that is guessed soon; a few words in a row are good."  # noqa: S105
_ASKED = "mailed:asked"


@st.dialog("Forgot your password?", on_dismiss=lambda: st.session_state.pop(_ASKED, None))
def forgot(known: str) -> None:
    """Ask for a link; what can be done where this server sends no letters."""
    runtime = session.runtime()
    if not runtime.postman.is_ready:
        st.markdown(
            "This server sends no letters. Ask whoever runs it for a link that sets a new password: they make one with"
        )
        st.code("make reset EMAIL=your@address", language=None)
        return
    if asked := st.session_state.get(_ASKED):
        st.success(
            f"If {unlinked(asked)} has an account, a letter with a link is on its way. The link is good for an hour.",
            icon=":material/mark_email_unread:",
        )
        st.caption("Nothing there after a few minutes? Look among the spam, check the address, and ask again.")
        return
    with st.form("forgot", border=False):
        email = st.text_input("E-mail address", known, autocomplete="username")
        if st.form_submit_button("Send me a link", type="primary", icon=":material/mail:", width="stretch"):
            from core import accounts  # noqa: PLC0415

            with shell.refusals():
                accounts.ask_for_reset(runtime, email)
                st.session_state[_ASKED] = email.strip()
                st.rerun(scope="fragment")


def renewing() -> bool:
    """Draw the form for a new password, where the address has a link for one; whether it has."""
    token = st.query_params.get(RESET)
    if not token:
        if st.query_params.get(CONFIRM):
            st.info("Sign in, and your address is confirmed.", icon=":material/mark_email_read:")
        return False
    from core import accounts  # noqa: PLC0415

    try:
        someone = accounts.read_reset(session.runtime(), token)
    except Refusal as refused:
        st.warning(plain(refused.message), icon=":material/link_off:")
        return False
    with st.container(border=True), st.form("renew", border=False):
        st.markdown(f"**A new password** for {unlinked(someone.email)}")
        # a password manager keeps the new one under this name
        password = st.text_input("New password", type="password", autocomplete="new-password", help=PASSWORD_HELP)
        st.caption("You are signed out everywhere, and come in again with the new one.")
        if st.form_submit_button("Set it", type="primary", width="stretch"):
            with shell.refusals():
                accounts.reset_password(session.runtime(), token, password)
                session.leave("Your new password is set, and you were signed out everywhere. Sign in with it.")
                st.rerun()
    return True


def take_up(someone: "Person") -> None:
    """Confirm the address of somebody who is signed in; say so where it cannot be."""
    token = st.query_params.get(CONFIRM)
    if not token:
        return
    from core import accounts  # noqa: PLC0415

    del st.query_params[CONFIRM]
    try:
        accounts.confirm_address(session.runtime(), someone, token)
    except Refusal as refused:
        st.toast(plain(refused.message), icon=":material/link_off:", duration="long")
        return
    st.toast("Your address is confirmed.", icon=":material/mark_email_read:", duration="long")
