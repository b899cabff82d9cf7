"""The edit box: a draft with where it comes from, changed by a person, sent by a person."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import streamlit as st

from core import messaging
from core.messaging import Thread
from core.tables import Message
from core.vocab import Engine
from pages.inbox import saved
from ui import outcome, shell
from ui.safe import plain
from ui.why import why


def draw(thread: Thread) -> None:
    """Draw the suggestion's reasons, the box and the buttons; a refusal keeps what was typed."""
    one, draft = thread.conversation, thread.suggestion
    key = _key(one.id)
    if key not in st.session_state:
        st.session_state[key] = draft.ai_suggested_reply if draft else ""
    with st.container(border=True, gap="small"):
        outcome.draw("answer")
        if draft is not None:
            _reasons(draft)
            if st.session_state[key].strip() != draft.ai_suggested_reply.strip():
                st.button(
                    "Use the draft",
                    icon=":material/auto_awesome:",
                    type="tertiary",
                    key="inbox:use",
                    on_click=_use,
                    args=(key, draft.ai_suggested_reply),
                )
        st.text_area("Your answer", key=key, height=150, placeholder="Write an answer", persist_state="session")
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.button(
                "Send", type="primary", icon=":material/send:", key="inbox:send",
                shortcut="Ctrl+Enter", on_click=_send, args=(one.id, one.version),
            )  # fmt: skip
            _later(one.id, one.version)
            saved.pick(one.id)
            if thread.waiting_since is not None:
                label = "Suggest another" if draft else "Suggest an answer"
                st.button(label, icon=":material/auto_awesome:", key="inbox:suggest", on_click=_suggest, args=(one.id,))


def typed(conversation_id: UUID) -> str:
    """What stands in the box."""
    return str(st.session_state.get(_key(conversation_id), "")).strip()


def _reasons(draft: Message) -> None:
    if draft.suggestion_flags:
        flags = ", ".join(plain(flag) for flag in draft.suggestion_flags)
        st.warning(f"Not found in your facts: {flags}. Check before you send.", icon=":material/flag:")
    with st.expander("A draft is ready: where it comes from", icon=":material/auto_awesome:"):
        for source in draft.sources:
            st.markdown(f"**{plain(source.label)}**  \n{plain(source.detail)}")
            if source.conversation_id is not None:
                st.button("Look at it", icon=":material/forum:", key=f"source:{source.conversation_id}",
                          type="tertiary", on_click=_look, args=(source.conversation_id,))  # fmt: skip
        if not draft.sources:
            st.markdown("It quotes none of your facts or FAQs.")
        if draft.ai is not None:
            by = "the built-in writer" if draft.ai.engine is Engine.OFFLINE else draft.ai.model
            st.caption(f"Written by {plain(by)} · nothing goes out before you press Send.")
    why(draft.ai, what="this draft")


def _look(conversation_id: UUID) -> None:
    st.query_params["conversation"] = str(conversation_id)


def _later(conversation_id: UUID, version: int) -> None:
    key, start = f"inbox:later:{conversation_id}", shell.local(shell.now()) + timedelta(hours=1)
    with st.popover("Send later", icon=":material/schedule_send:"):
        day = st.date_input("Day", start.date(), key=f"{key}:day", format="DD/MM/YYYY")
        hour = st.time_input("Time", start.time().replace(second=0, microsecond=0), key=f"{key}:time", step=300)
        at = datetime.combine(day, hour, shell.here().zone).astimezone(UTC)
        st.caption(f"Times are {shell.here().zone.key}.")
        st.button("Send it then", type="primary", key=f"{key}:go", on_click=_send, args=(conversation_id, version, at))


def _send(conversation_id: UUID, version: int, at: datetime | None = None) -> None:
    """Send what stands in the box to the conversation as the person saw it."""
    key, name = _key(conversation_id), f"reply:{conversation_id}"
    with outcome.attempt("answer"), shell.workspace() as ws:
        messaging.send_reply(
            ws, conversation_id, st.session_state[key], seen_version=version, at=at, token=shell.token(name)
        )
        shell.used(name)
        st.session_state[key] = ""
        outcome.tell("answer", f"It goes out {shell.when(at)}." if at else "It is on its way.")


def _suggest(conversation_id: UUID) -> None:
    with outcome.attempt("answer"), shell.workspace() as ws:
        message = messaging.suggest_reply(ws, conversation_id)
        st.session_state[_key(conversation_id)] = message.ai_suggested_reply


def _use(key: str, text: str) -> None:
    st.session_state[key] = text


def _key(conversation_id: UUID) -> str:
    return f"inbox:reply:{conversation_id}"
