"""One conversation as a chat, with what was decided about each message and why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import streamlit as st

from core import messaging
from core.errors import NotFound
from core.messaging import MOST_SHOWN, Said, Thread
from core.tables import ConversationNote, Message
from core.vocab import Author, Direction, Permission, PublicationStatus
from pages.inbox import answer, files, handling, notes, person
from pages.inbox.words import DELIVERIES, STATUSES, due, verdict
from ui import outcome, shell
from ui.pieces import channel_badge, empty
from ui.safe import plain

PARAM = "conversation"
SEEN, ORDER, WALK, WANTED = (f"inbox:{name}" for name in ("seen", "order", "walk", "wanted"))
LONG = 2_000
"""Characters of one message that stand in the thread; the rest is folded away."""
AVATARS = {
    Author.CUSTOMER: ":material/person:",
    Author.PERSON: ":material/storefront:",
    Author.FAQ: ":material/smart_toy:",
    Author.ACKNOWLEDGEMENT: ":material/smart_toy:",
}
NAMES = {Author.PERSON: "You", Author.FAQ: "Automatic answer", Author.ACKNOWLEDGEMENT: "Automatic note"}


def opened() -> UUID | None:
    """The conversation that the address names."""
    try:
        return UUID(st.query_params.get(PARAM, ""))
    except ValueError:
        return None


def show(conversation_id: str) -> None:
    """Open a conversation on this run."""
    st.query_params[PARAM] = conversation_id
    st.session_state.pop(WALK, None)


def close() -> None:
    """Back to the list."""
    st.query_params.pop(PARAM, None)


def notice(versions: Mapping[UUID, int]) -> None:
    """Draw the conversation anew when it has moved on; while an answer stands in the box, say so and wait."""
    here = opened()
    if here is None or st.session_state.get(SEEN) is None:
        return
    conversation_id, version = st.session_state[SEEN]
    if conversation_id == here and versions.get(here, version) != version:
        if not answer.typed(here):
            st.rerun()
        st.info("The conversation on screen has changed.", icon=":material/update:")
        if st.button("Show what is new", key="inbox:fresh"):
            st.rerun()


def draw() -> None:
    """Draw the conversation that the address names."""
    conversation_id = opened()
    if conversation_id is None:
        with st.container(horizontal=True, horizontal_alignment="right"):
            _steps()
        empty(
            "forum",
            "Choose a conversation",
            "It opens here with a draft answer, where there is one. J opens the next, K the one before.",
        )
        return
    with shell.workspace() as ws:
        try:
            thread = messaging.thread(ws, conversation_id, most=_most(conversation_id))
            noted = messaging.list_notes(ws, conversation_id)
        except NotFound:
            empty("search_off", "This conversation is not here", "It may belong to another business. Choose one.")
            return
    st.session_state[SEEN] = (conversation_id, thread.conversation.version)
    _head(thread)
    person.draw(conversation_id, thread.contact.name)
    if shell.can(Permission.REPLY):
        handling.draw(thread)
    outcome.draw("thread")
    _told(thread, noted)
    if shell.can(Permission.REPLY):
        answer.draw(thread)
    else:
        st.caption("Your role reads here. A marketer or an admin can answer.")


def _steps() -> None:
    for label, key, icon, by in (("Previous", "K", "keyboard_arrow_up", -1), ("Next", "J", "keyboard_arrow_down", 1)):
        st.button(label, icon=f":material/{icon}:", key=f"inbox:{label}", shortcut=key, type="tertiary", on_click=_step,
                  args=(by,))  # fmt: skip


def keep_order(filters: object, order: list[UUID]) -> None:
    """Remember which conversations the list shows, and under which filters."""
    st.session_state[ORDER] = (filters, order)


def _step(by: int) -> None:
    """Open the conversation before or after this one; the first when none of the list is open.

    The way through the list is the one it had when the walk began: what was answered or closed moves down in it, and
    must not take the next step along.
    """
    listed: tuple[object, list[UUID]] = st.session_state.get(ORDER, (None, []))
    walk, here = st.session_state.get(WALK, listed), opened()
    if walk[0] != listed[0] or here not in walk[1]:
        walk = listed
    place = walk[1].index(here) + by if here in walk[1] else 0
    if 0 <= place < len(walk[1]):
        show(str(walk[1][place]))
        st.session_state[WALK] = walk
        return
    st.session_state.pop(WALK, None)
    st.toast("That was the last one in this list." if by > 0 else "This is the first one in this list.")


def _told(thread: Thread, noted: Sequence[ConversationNote]) -> None:
    """Everything that was said, with the notes where they were written."""
    first = thread.messages[0].message.at if thread.earlier else None
    left = [note for note in noted if first is None or note.at >= first]
    if thread.earlier:
        st.button(f"Earlier messages ({thread.earlier:,})", icon=":material/history:", key="inbox:earlier",
                  type="tertiary", on_click=_more, args=(thread.conversation.id,))  # fmt: skip
    for said in thread.messages:
        while left and left[0].at < said.message.at:
            notes.draw(left.pop(0))
        _said(said, thread.contact.name)
    for note in left:
        notes.draw(note)


def _most(conversation_id: UUID) -> int:
    """How many messages of this conversation are wanted; another one begins anew."""
    wanted, most = st.session_state.get(WANTED, (None, MOST_SHOWN))
    return int(most) if wanted == conversation_id else MOST_SHOWN


def _more(conversation_id: UUID) -> None:
    st.session_state[WANTED] = (conversation_id, _most(conversation_id) + MOST_SHOWN)


def _head(thread: Thread) -> None:
    one, mark = thread.conversation, STATUSES[thread.conversation.status]
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="inbox_top"):
        st.button("Back to the list", icon=":material/arrow_back:", key="inbox_back", on_click=close)
        st.subheader(plain(thread.contact.name), anchor=False, width="stretch")
        _steps()
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(mark.label, icon=mark.icon, color=mark.badge)
        channel_badge(one.channel)
        if words := due(thread.due_at, shell.now()):
            late = words.startswith("Overdue")
            st.badge(words, icon=":material/timer:", color="red" if late else "gray")
        if one.lead:
            st.badge("Lead", icon=":material/star:", color="green")
        if one.sentiment == "negative":
            st.badge("Unhappy", icon=":material/sentiment_dissatisfied:", color="red")
        if one.urgency == "high":
            st.badge("Urgent", icon=":material/bolt:", color="orange")
    under = f" · under “{plain(thread.post_title)}”" if thread.post_title else ""
    st.caption(f"{plain(thread.contact.handle)}{under}")
    if one.reason:
        st.caption(f":material/info: {plain(one.reason[0].upper() + one.reason[1:])}")


def _said(said: Said, customer: str) -> None:
    message = said.message
    theirs = message.direction is Direction.INBOUND
    name = plain(customer) if theirs else NAMES[message.author]
    with st.chat_message("user" if theirs else "assistant", avatar=AVATARS[message.author]):
        _words(message)
        files.draw(message)
        if theirs:
            judged = verdict(message)
            st.caption(f"{name} · {shell.when(message.at)}" + (f"  \n{plain(judged)}" if judged else ""))
        else:
            st.caption(f"{name} · {_delivery(said)}")
    if not theirs and message.author is Author.PERSON and said.delivery is PublicationStatus.SCHEDULED:
        st.button("Take it back", key=f"unsend:{message.id}", on_click=handling.unsend, args=(message.id,))


def _words(message: Message) -> None:
    """What was said; of a very long message the rest is unfolded."""
    st.text(message.text[:LONG])
    if len(message.text) <= LONG:
        return
    rest = st.expander(f"The rest of it ({len(message.text) - LONG:,} characters)", key=f"rest:{message.id}",
                       on_change="rerun", type="compact")  # fmt: skip
    if rest.open:
        rest.text(message.text[LONG:])


def _delivery(said: Said) -> str:
    if said.message.sent_at is not None:
        return f"Sent {shell.when(said.message.sent_at)}"
    if said.delivery is None:
        return shell.when(said.message.at)
    at = f" {shell.when(said.send_at)}" if said.send_at and said.delivery is PublicationStatus.SCHEDULED else ""
    why = f": {plain(said.delivery_reason)}" if said.delivery_reason else ""
    return f"{DELIVERIES[said.delivery]}{at}{why}"
