"""A message from an invented customer, to see what the inbox makes of it."""

import re
import zlib

import streamlit as st

from core import jobs, messaging, publishing
from core.errors import Invalid
from core.messaging import Incoming
from core.vocab import Channel
from pages.inbox import talk
from pages.inbox.words import verdict
from ui import outcome, shell
from ui.theme import channel_look

OPEN = "inbox:simulating"


def is_open() -> bool:
    """Whether the form is on screen."""
    return bool(st.session_state.get(OPEN))


def show() -> None:
    """Open the form on this run."""
    st.session_state[OPEN] = True
    shell.anew("simulate")


def close() -> None:
    """Close the form on this run."""
    st.session_state[OPEN] = False


@st.dialog("Simulate a message", on_dismiss=close)
def draw() -> None:
    """Ask who writes what and where; the same name again writes into the same conversation."""
    st.caption("Nobody real writes. It is judged as any other message and counts in your figures.")
    outcome.draw("simulate")
    with st.form("simulate", border=False):
        st.selectbox(
            "Channel", publishing.open_channels(), key="sim:channel", format_func=lambda one: channel_look(one).label
        )
        st.text_input("Name", key="sim:name", max_chars=80, placeholder="Ana Sousa")
        st.text_area("What they write", key="sim:text", max_chars=2000, placeholder="Hi! Are you open on Sunday?")
        if st.form_submit_button("Send it to us", type="primary", on_click=_receive) and not is_open():
            st.rerun()


def _receive() -> None:
    state = st.session_state
    name, text, channel = state["sim:name"].strip(), state["sim:text"].strip(), state["sim:channel"]
    with outcome.attempt("simulate"):
        if not name or not text:
            raise Invalid("Fill this in, so that there is something to answer.", field="name" if not name else "text")
        handle = _handle(name, channel)
        with shell.workspace() as ws:
            message = messaging.receive_message(
                ws,
                Incoming(
                    external_ref=f"try:{shell.token('simulate')}",
                    conversation_ref=f"try:{channel}:{handle}"[:200],
                    channel=channel,
                    handle=handle,
                    sender_name=name,
                    text=text,
                    at=ws.now,
                ),
            )
        shell.used("simulate")
        jobs.publish_due(shell.runtime(), [shell.key().business_id])
        close()
        talk.show(str(message.conversation_id))
        st.session_state["inbox:tab"] = "Conversations"
        outcome.tell("inbox", f"{name} wrote. {verdict(message)}.")


def _handle(name: str, channel: Channel) -> str:
    """An address or number that belongs to nobody: example.com, and the block of numbers kept for stories."""
    slug = re.sub(r"\W+", ".", name.casefold()).strip(".") or "someone"
    if channel == "email":
        return f"{slug}@example.com"
    if channel == "sms":
        mark = zlib.crc32(slug.encode())
        return f"+1{200 + mark % 800}55501{mark // 800 % 100:02}"
    return slug
