"""The queue: its slots as a table, and a post put into the next free one."""

from collections.abc import Callable

import streamlit as st

from core import publishing
from core.channels import rules
from core.tables import Post
from pages.settings import tables
from ui import outcome, shell
from ui.again import again


def draw() -> None:
    """A popover with the slots; nothing is read before it is opened."""
    with st.popover("Queue", icon=":material/queue:", key="queue:box", on_change="rerun") as box:
        if not box.open:
            return
        tables.draw("queue")
        with shell.workspace() as ws:
            free = publishing.free_slots(ws)
        if free:
            one = free[0]
            st.caption(f"Next free: {rules.channel(one.channel).label}, {shell.when(one.at)}.")


def add_button(post: Post, close: Callable[[], None], *, has_slots: bool) -> None:
    """Put the post into its channel's next free slot; without slots it says where they are set."""
    label = rules.channel(post.channel).label
    told = None if has_slots else f"{label} has no posting slots yet. Set some under “Queue” above the calendar."
    if st.button("Add to queue", icon=":material/queue:", key=f"queue:{post.id}", disabled=not has_slots, help=told,
                 on_click=_add, args=(post, close)):  # fmt: skip
        st.rerun()


def _add(post: Post, close: Callable[[], None]) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        put = publishing.add_to_queue(ws, post.id)
        assert put.scheduled_at is not None
        words = f"“{put.title}” is in the queue: it goes out {shell.when(put.scheduled_at)}.{again(ws, [put.id])}"
        outcome.tell("calendar", words)
        close()
