"""Programs that act for this business: their tokens, and where they are told what happens."""

from datetime import timedelta

import streamlit as st

from core import accounts
from core.accounts import TokenView
from core.vocab import Permission, Scope
from pages.settings import hooks
from ui import outcome, shell
from ui.pieces import empty, section
from ui.safe import plain

WORDS = {
    Scope.BUSINESS_READ: "read the profile",
    Scope.BUSINESS_WRITE: "change the profile",
    Scope.CAMPAIGNS_READ: "read campaigns",
    Scope.CAMPAIGNS_WRITE: "plan and change campaigns",
    Scope.CONTENT_READ: "read posts and calendars",
    Scope.CONTENT_WRITE: "write and change posts",
    Scope.PUBLISH: "schedule and publish",
    Scope.ANALYTICS_READ: "read numbers and scores",
    Scope.INBOX_READ: "read messages and FAQs",
    Scope.INBOX_WRITE: "draft answers, change FAQs",
    Scope.IMPORT: "bring in files",
    Scope.EXPORT: "take files out",
    Scope.USAGE_READ: "read what writing costs",
    Scope.WEBHOOKS: "choose who is told what happens (an admin's token)",
}
LASTS = {"30 days": 30, "90 days": 90, "A year": 365, "No end": None}
_PLACE, _TOKEN, _TURN = "programs", "programs:token", "programs:turn"


def draw() -> None:
    """Draw the tokens, and for an admin the addresses that are told."""
    section("API tokens", says="For scripts and automation tools, in place of a password. A token may do what you "
            "choose here, and never more than whoever made it.")  # fmt: skip
    outcome.draw(_PLACE)
    if made := st.session_state.get(_TOKEN):
        st.code(made, language=None)
        st.caption("Copy it now: it is not shown again. Keep it where you keep passwords.")
        st.button("I have it", key="programs:have", icon=":material/check:", on_click=st.session_state.pop,
                  args=(_TOKEN,))  # fmt: skip
    with shell.refusals():
        _tokens(accounts.list_tokens(shell.runtime(), shell.key()))
    with st.popover("New token", icon=":material/key:"):
        _new()
    if shell.can(Permission.MANAGE):
        hooks.draw()


def _tokens(found: list[TokenView]) -> None:
    if not found:
        empty("key", "No tokens", "Make one for the first program that is to read or write here.")
    for one in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(one.name)}** `{one.start}…`  \n:small[{_said(one)}]", width="stretch")
            with st.popover("End", icon=":material/key_off:", key=f"programs:end:{one.id}"):
                st.markdown("Whatever uses it is refused from then on.")
                st.button("End this token", type="primary", key=f"programs:ended:{one.id}", on_click=_end, args=(one,))


def _said(one: TokenView) -> str:
    may = ", ".join(WORDS[Scope(scope)] for scope in one.scopes if scope in set(Scope))
    used = f"used {shell.when(one.last_used_at)}" if one.last_used_at else "never used"
    ends = (
        "has no end" if one.expires_at is None else f"{'ended' if one.is_over else 'ends'} {shell.when(one.expires_at)}"
    )
    return f"May {may}. Made by {plain(one.made_by)}, {used}, {ends}."


def _new() -> None:
    turn = st.session_state.setdefault(_TURN, 0)  # what was typed stays until it is taken
    with st.form("programs:new", border=False):
        name = st.text_input("What is it for?", placeholder="nightly import", max_chars=80, key=f"programs:name:{turn}")
        scopes = st.multiselect("It may", list(Scope), format_func=lambda one: WORDS[one].capitalize(),
                                key=f"programs:scopes:{turn}")  # fmt: skip
        lasts = st.segmented_control("It ends after", list(LASTS), default="90 days", required=True)
        if st.form_submit_button("Make it", type="primary", icon=":material/key:"):
            with shell.refusals():
                days = LASTS[lasts or "90 days"]
                ends = None if days is None else shell.runtime().clock() + timedelta(days=days)
                _, st.session_state[_TOKEN] = accounts.make_token(
                    shell.runtime(), shell.key(), name=name, scopes=scopes, expires_at=ends
                )
                st.session_state[_TURN] += 1
                st.rerun()


def _end(one: TokenView) -> None:
    with outcome.attempt(_PLACE):
        accounts.end_token(shell.runtime(), shell.key(), one.id)
        st.session_state.pop(_TOKEN, None)
        outcome.tell(_PLACE, f"The token “{one.name}” is ended.")
