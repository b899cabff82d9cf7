"""Notes between colleagues: in the thread's order, apart from what is said to the customer."""

from uuid import UUID

import streamlit as st

from core import messaging
from core.tables import ConversationNote
from core.vocab import Permission
from ui import outcome, shell

BOX = "note:box"


def write(conversation_id: UUID) -> None:
    """Draw the way to leave a note; nothing is drawn until it is opened."""
    key = f"note:text:{conversation_id}"
    with st.popover("Note", icon=":material/sticky_note_2:", type="tertiary", key=BOX, on_change="rerun") as box:
        if box.open:
            st.text_area("Note for your team", key=key, height=100, max_chars=2000,
                         placeholder="Called her back, she comes on Friday")  # fmt: skip
            st.caption("It is never sent, and no model reads it.")
            st.button("Leave the note", type="primary", key=f"{key}:go", on_click=_add, args=(conversation_id, key))


def draw(note: ConversationNote) -> None:
    """Draw one note; whoever wrote it, or an admin, can take it away."""
    with (
        st.container(key=f"inbox_note_{note.id}"),
        st.chat_message("note", avatar=":material/sticky_note_2:"),
        st.container(horizontal=True, vertical_alignment="top", gap="small"),
    ):
        with st.container(width="stretch", gap="xxsmall"):
            st.text(note.text)
            st.caption(f"Note by {'you' if _is_mine(note) else note.actor} · {shell.when(note.at)} · never sent")
        if _is_mine(note) or shell.can(Permission.MANAGE):
            st.button("Delete", icon=":material/delete:", key=f"note:delete:{note.id}", type="tertiary",
                      on_click=_delete, args=(note.id,))  # fmt: skip


def _is_mine(note: ConversationNote) -> bool:
    return note.user_id is not None and note.user_id == shell.key().user_id


def _add(conversation_id: UUID, key: str) -> None:
    name = f"note:{conversation_id}"
    with outcome.attempt("thread"), shell.workspace() as ws:
        messaging.add_note(ws, conversation_id, st.session_state[key], token=shell.token(name))
        shell.used(name)
        st.session_state[key], st.session_state[BOX] = "", False


def _delete(note_id: UUID) -> None:
    with outcome.attempt("thread"), shell.workspace() as ws:
        gone = messaging.delete_note(ws, note_id)
        outcome.tell("thread", "The note is deleted.", lambda: _put_back(gone))


def _put_back(gone: ConversationNote) -> None:
    with outcome.attempt("thread"), shell.workspace() as ws:
        messaging.put_note_back(ws, gone)
