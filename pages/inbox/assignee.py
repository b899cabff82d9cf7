"""Who has a conversation: chosen on the thread, filtered by in the list, and given out for several at once."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from core import messaging
from core.messaging import ThreadRow
from core.vocab import Permission
from pages.inbox.choice import Choice, found
from ui import outcome, shell
from ui.safe import short

IN_TURN, NOBODY = "turn", "nobody"
BOX, CHOSEN, TO, ON, PEOPLE = (f"give:{name}" for name in ("box", "chosen", "to", "on", "people"))


def names() -> dict[UUID, str]:
    """The people who may answer; oneself is "You" and comes first."""
    me = shell.key().user_id
    with shell.workspace() as ws:
        people = messaging.list_colleagues(ws)
    told = {one.id: one.name for one in people}
    return ({me: "You"} | told | {me: "You"}) if me in told else told


def choose(conversation_id: UUID, assignee_id: UUID | None) -> None:
    """Draw who has this conversation; another choice gives it away."""
    people, key = {str(one): name for one, name in names().items()}, f"inbox:has:{conversation_id}"
    has = str(assignee_id or NOBODY)
    options = [NOBODY, *people] if has in {NOBODY, *people} else [NOBODY, *people, has]
    st.session_state[key] = has
    st.selectbox(
        "Who answers",
        options,
        key=key,
        format_func=lambda one: "Nobody has it" if one == NOBODY else people.get(one, "Somebody who left"),
        label_visibility="collapsed",
        width=150,
        on_change=_assign,
        args=(conversation_id, key),
    )


def give_out(chosen: Choice) -> None:
    """Draw the way to give several conversations away at once, and the rota; nothing is read until it is opened."""
    if not shell.can(Permission.REPLY):
        return
    with st.popover("Give out", icon=":material/group:", key=BOX, on_change="rerun", width=150) as box:
        if box.open:
            outcome.draw("give")
            people = names()
            _several(found(chosen), people)
            st.divider()
            _rota(people)


def _several(rows: Sequence[ThreadRow], people: dict[UUID, str]) -> None:
    by_id = {row.id: row for row in rows}
    if CHOSEN in st.session_state:  # what left the list cannot be chosen any more
        st.session_state[CHOSEN] = [one for one in st.session_state[CHOSEN] if one in by_id]
    else:
        st.session_state[CHOSEN] = [row.id for row in rows if row.due_at and row.assignee_id not in people]
    st.multiselect(
        "Conversations",
        list(by_id),
        key=CHOSEN,
        format_func=lambda one: f"{by_id[one].name}: {short(by_id[one].snippet, 40)}",
        placeholder="Choose from the list as filtered",
    )
    st.selectbox(
        "Give them to",
        [IN_TURN, *people, NOBODY],
        key=TO,
        format_func=lambda one: {IN_TURN: "Each in turn", NOBODY: "Nobody"}.get(one) or people[one],
    )
    st.button("Give out", type="primary", key="give:go", on_click=_give, disabled=not st.session_state[CHOSEN])


def _rota(people: dict[UUID, str]) -> None:
    with shell.workspace() as ws:
        rota = messaging.read_rota(ws)
    st.session_state.setdefault(ON, rota.is_on)
    st.session_state.setdefault(PEOPLE, [one for one in rota.people if one in people])
    st.toggle("Give new ones out in turn", key=ON, on_change=_save_rota)
    st.caption("Whoever has the fewest open ones is next. What an FAQ answers is given to nobody.")
    st.multiselect(
        "Who takes part",
        list(people),
        key=PEOPLE,
        format_func=people.__getitem__,
        placeholder="Everybody who may answer",
        on_change=_save_rota,
    )


def _assign(conversation_id: UUID, key: str) -> None:
    with outcome.attempt("thread"), shell.workspace() as ws:
        chosen = st.session_state[key]
        messaging.assign(ws, conversation_id, None if chosen == NOBODY else UUID(chosen))


def _give() -> None:
    state = st.session_state
    with outcome.attempt("give"), shell.workspace() as ws:
        if state[TO] == IN_TURN:
            many = messaging.share_out(ws, state[CHOSEN])
        else:
            many = messaging.assign_many(ws, state[CHOSEN], None if state[TO] == NOBODY else state[TO])
        outcome.tell("give", f"{many} conversation{'s' if many != 1 else ''} changed hands.")
        del state[CHOSEN]


def _save_rota() -> None:
    with outcome.attempt("give"), shell.workspace() as ws:
        messaging.save_rota(ws, st.session_state[ON], st.session_state[PEOPLE])
