"""Answers kept under short names: managed here, put into the edit box from the thread."""

from uuid import UUID

import streamlit as st

from core import messaging, strategy
from core.tables import SavedReply
from core.vocab import Permission
from ui import outcome, shell
from ui.pieces import empty, section
from ui.safe import plain, short

EDITING, SEARCH, PICK = "saved:editing", "saved:search", "saved:pick"
OWN = ("first_name", "name", "business")
MOST_SHOWN = 8


def draw() -> None:
    """Draw the saved replies, found by name or words."""
    may = shell.can(Permission.REPLY)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width="stretch"):
            section("Saved replies", says="For what you write again and again. A person reads and sends each one.")
        if may:
            st.button("New saved reply", icon=":material/add:", on_click=open_editor)
    outcome.draw("saved")
    search = st.text_input(
        "Search", key=SEARCH, placeholder="Name or words", icon=":material/search:", label_visibility="collapsed"
    )
    with shell.workspace() as ws:
        rows = messaging.list_saved_replies(ws, search=search)
    if not rows and search:
        empty("search_off", "None has these words", "Take some of them away.")
    elif not rows:
        empty("bookmark", "No saved replies yet", "Keep the answers that you type most often, under a short name.")
    for row in rows:
        _card(row, may=may)


def pick(conversation_id: UUID) -> None:
    """Draw the way to put a saved reply into the edit box; nothing is read until it is opened."""
    with st.popover("Saved replies", icon=":material/bookmark:", key=PICK, on_change="rerun") as box:
        if not box.open:
            return
        search = st.text_input(
            "Search", key=f"{PICK}:search", placeholder="Name or words", label_visibility="collapsed"
        )
        with shell.workspace() as ws:
            rows = messaging.list_saved_replies(ws, search=search)
        for row in rows[:MOST_SHOWN]:
            st.button(
                f"**{plain(row.name)}**  \n:gray[{plain(short(row.text, 70))}]",
                key=f"{PICK}:{row.id}",
                on_click=_insert,
                args=(row.id, conversation_id),
                width="stretch",
                type="tertiary",
                wrap=True,
            )
        if len(rows) > MOST_SHOWN:
            st.caption(f"{len(rows) - MOST_SHOWN} more: search for them.")
        if not rows:
            st.caption("None has these words." if search else "None yet. Write them under Saved replies, above.")


def _insert(reply_id: UUID, conversation_id: UUID) -> None:
    """Put it behind what stands in the box; claims that no fact holds are named."""
    with outcome.attempt("answer"), shell.workspace() as ws:
        told = messaging.fill_saved_reply(ws, reply_id, conversation_id)
        key = f"inbox:reply:{conversation_id}"
        before = str(st.session_state.get(key, "")).rstrip()
        st.session_state[key] = f"{before}\n\n{told.text}" if before else told.text
        st.session_state[PICK] = False
        if told.flags:
            claims = ", ".join(told.flags)
            outcome.tell("answer", f"Not found in your facts: {claims}. Check before you send.", is_good=False)


def _card(row: SavedReply, *, may: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(row.name)}**", width="stretch")
            if may:
                st.button("Edit", icon=":material/edit:", key=f"saved:edit:{row.id}", type="tertiary",
                          on_click=open_editor, args=(row.id, row.name, row.text))  # fmt: skip
                st.button("Delete", icon=":material/delete:", key=f"saved:delete:{row.id}", type="tertiary",
                          on_click=_delete, args=(row.id,))  # fmt: skip
        st.caption(plain(short(row.text, 240)))


def is_editing() -> bool:
    """Whether the editor is on screen."""
    return st.session_state.get(EDITING) is not None


def open_editor(reply_id: UUID | None = None, name: str = "", text: str = "") -> None:
    """Open the editor; without an id it is a new one."""
    st.session_state[EDITING] = (reply_id,)
    st.session_state["saved:name"], st.session_state["saved:text"] = name, text


def close() -> None:
    """Close the editor on this run."""
    st.session_state[EDITING] = None


@st.dialog("Saved reply", width="medium", position="right", on_dismiss=close)
def edit() -> None:
    """Draw the editor."""
    with shell.workspace() as ws:
        facts = strategy.read_profile(ws).profile.facts
    outcome.draw("saved:editor")
    st.text_input("Name", key="saved:name", max_chars=60, placeholder="Parcel is late")
    st.text_area("Answer", key="saved:text", height=200, max_chars=2000, placeholder="Hi {first_name}, thank you for …")
    names = " ".join(f"`{{{name}}}`" for name in (*OWN, *(fact.key for fact in facts)))
    st.caption(f"Filled in when you use it: {names}")
    if st.button("Save", type="primary", key="saved:save", on_click=_save) and not is_editing():
        st.rerun()


def _save() -> None:
    state = st.session_state
    (reply_id,) = state[EDITING]
    with outcome.attempt("saved:editor"), shell.workspace() as ws:
        kept = messaging.save_reply(ws, state["saved:name"], state["saved:text"], reply_id=reply_id)
        close()
        words = f"“{kept.reply.name}” is saved."
        if kept.flags:
            words += f" Not found in your facts: {', '.join(kept.flags)}. It is flagged whenever you use it."
        outcome.tell("saved", words, is_good=not kept.flags)


def _delete(reply_id: UUID) -> None:
    with outcome.attempt("saved"), shell.workspace() as ws:
        gone = messaging.delete_saved_reply(ws, reply_id)
        outcome.tell("saved", f"“{gone.name}” is deleted.", lambda: _again(gone.name, gone.text))


def _again(name: str, text: str) -> None:
    with outcome.attempt("saved"), shell.workspace() as ws:
        messaging.save_reply(ws, name, text)
