"""What a person does with a conversation besides answering."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from core import messaging
from core.messaging import Thread
from core.vocab import ConversationStatus
from core.workspace import Workspace
from pages.inbox import assignee, notes
from ui import outcome, shell

Verb = Callable[[Workspace, UUID], object]


def draw(thread: Thread) -> None:
    """Draw the row of deeds: each can be taken back by the next."""
    one = thread.conversation
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.status is not ConversationStatus.ESCALATED:
            _escalate(one.id)
        if one.status in {ConversationStatus.REPLIED, ConversationStatus.CLOSED}:
            _button("Reopen", "unarchive", one.id, messaging.reopen)
        if one.status is not ConversationStatus.CLOSED:
            _button("Close", "archive", one.id, messaging.close, shortcut="E")
        if one.lead:
            _button("Not a lead", "star_border", one.id, lambda ws, i: messaging.mark_lead(ws, i, is_lead=False))
        else:
            _button("Mark as lead", "star", one.id, lambda ws, i: messaging.mark_lead(ws, i, is_lead=True))
        notes.write(one.id)
        assignee.choose(one.id, one.assignee_id)


def unsend(message_id: UUID) -> None:
    """Take an answer back while it waits."""
    with outcome.attempt("thread"), shell.workspace() as ws:
        gone = messaging.unsend_reply(ws, message_id)
        words = "It was taken back and has not been sent." if gone else "Too late: it has gone out."
        outcome.tell("thread", words, is_good=gone)


def _escalate(conversation_id: UUID) -> None:
    key = f"inbox:why:{conversation_id}"
    with st.popover("Escalate", icon=":material/priority_high:", type="tertiary"):
        st.text_input("Why?", key=key, placeholder="Wants a refund; needs the owner", max_chars=200)
        st.caption("Automatic answers stop here, and the response clock starts again if it had been answered.")
        st.button("Hand it on", type="primary", key=f"{key}:go", on_click=_hand_on, args=(conversation_id, key))


def _hand_on(conversation_id: UUID, key: str) -> None:
    with outcome.attempt("thread"), shell.workspace() as ws:
        messaging.escalate(ws, conversation_id, st.session_state[key])
        st.session_state[key] = ""


def _button(label: str, icon: str, conversation_id: UUID, verb: Verb, *, shortcut: str | None = None) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"inbox:{label}",
        on_click=_do,
        args=(verb, conversation_id),
        type="tertiary",
        shortcut=shortcut,
    )


def _do(verb: Verb, conversation_id: UUID) -> None:
    with outcome.attempt("thread"), shell.workspace() as ws:
        verb(ws, conversation_id)
