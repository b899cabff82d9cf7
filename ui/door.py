"""The way in: a demo without an account, an account, a new account."""

from typing import TYPE_CHECKING

import streamlit as st

from core.settings import load_settings
from ui import invitation, mailed, session, shell, vouched
from ui.once import once

if TYPE_CHECKING:
    from core.accounts import Person

LOOP = (
    ("flag", "Plan", "From a one-line brief to a campaign with themes, dates and targets."),
    ("edit_square", "Make", "Posts for each channel that keep to its rules, with their pictures."),
    ("calendar_month", "Publish", "Drag on the calendar; the clock sends each post once."),
    ("monitoring", "Learn", "A health score that says why, and what would raise it."),
    ("inbox", "Answer", "Known questions at once, the rest with a draft for you to check."),
)


def draw() -> None:
    """Draw the sign-in screen."""
    st.space("small")
    with st.container(horizontal_alignment="center"), st.container(width=940):
        says, comes = st.columns([1.1, 1], gap="large", vertical_alignment="top")
        with says:
            _promise()
        with comes:
            if note := session.note():
                st.info(note, icon=":material/info:")
            if mailed.renewing():
                return
            if invited := invitation.held():
                invitation.draw(invited)
            elif load_settings().demo:
                _demo()
            _account(invited.email if invited else "")


def _promise() -> None:
    st.title("AI Marketing Command Center", anchor=False)
    st.markdown("A small business's marketing as one loop: each week's results shape the next week's plan.")
    st.space("small")
    for icon, deed, line in LOOP:
        with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="top"):
            st.markdown(f":primary[:material/{icon}:]", width="content")
            st.markdown(f"**{deed}.** {line}", width="stretch")


def _demo() -> None:
    token = shell.token("demo")  # before the button: both clicks of a double click must find it
    with st.container(border=True, gap="small"):
        st.markdown("**Look around first**")
        st.caption(
            "A private copy of three example businesses with 90 days behind them. No account, no key, nothing is "
            "really sent; it resets after 24 hours."
        )
        if st.button(
            "Open the demo", type="primary", icon=":material/rocket_launch:", width="stretch", key="open_demo"
        ):
            with st.spinner("Making your private copy…"), shell.refusals():
                runtime = session.runtime()
                from core.seed import open_sandbox  # noqa: PLC0415 - the door stands before the rooms are ready

                session.admit(*once(token, lambda: open_sandbox(runtime)))
                st.rerun()


def _account(known: str) -> None:
    with st.container(border=True):
        vouched.draw()
        mine, new = st.tabs(["Sign in", "Register"])
        with mine, st.form("sign_in", border=False):
            email = st.text_input("E-mail address", known, autocomplete="username")
            password = st.text_input("Password", type="password", autocomplete="current-password")
            if st.form_submit_button("Sign in", width="stretch"):
                with shell.refusals():
                    runtime = session.runtime()
                    from core import accounts  # noqa: PLC0415

                    _come_in(accounts.sign_in(runtime, email=email, password=password))
        if mine.button("Forgot your password?", type="tertiary", key="forgot"):
            mailed.forgot(email)
        with new, st.form("register", border=False):
            name = st.text_input("Your name", max_chars=120, autocomplete="name")
            email = st.text_input("E-mail address", known, key="new_email", autocomplete="email")
            password = st.text_input(
                "Password",
                type="password",
                key="new_password",
                autocomplete="new-password",
                help=mailed.PASSWORD_HELP,
            )
            if st.form_submit_button("Make my account", width="stretch"):
                with shell.refusals():
                    runtime = session.runtime()
                    from core import accounts  # noqa: PLC0415

                    someone = accounts.register(runtime, email=email, password=password, name=name)
                    if runtime.postman.is_ready:
                        accounts.ask_to_confirm(runtime, someone)
                    _come_in(someone)


def _come_in(someone: "Person") -> None:
    session.admit(someone, session.remembered(someone))
    st.rerun()
