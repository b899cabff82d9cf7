"""Ending a post's wait: off the calendar, cancelled, or settled by somebody who looked."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from core import publishing
from core.tables import Post
from ui import outcome, shell
from ui.theme import channel_look

Close = Callable[[], None]


def take_off(post: Post, close: Close, *, label: str = "Take off the calendar") -> None:
    """Back to the tray as a draft; nothing is lost."""
    if st.button(label, icon=":material/event_busy:", key=f"off:{post.id}", on_click=_take_off, args=(post.id, close)):
        st.rerun()


def cancel(post: Post, close: Close) -> None:
    """For good, once the person is sure."""
    with st.popover("Cancel the post", icon=":material/block:"):
        st.markdown("It leaves the calendar and is not sent. Its text is kept: Content Studio can reopen it.")
        if st.button("Yes, cancel it", key=f"cancel:{post.id}", on_click=_cancel, args=(post.id, close)):
            st.rerun()


def settle(post: Post, close: Close) -> None:
    """Say what a person saw on the channel; nothing is sent again before that."""
    label = channel_look(post.channel).label
    st.markdown(f"**Look at {label} first.** We sent it once and never heard back, so it may be there.")
    with st.container(horizontal=True, gap="xsmall"):
        there = st.button(
            "It is there",
            icon=":material/check:",
            key=f"there:{post.id}",
            on_click=_settle,
            args=(post.id, True, close),
        )
        gone = st.button(
            "It is not there",
            icon=":material/close:",
            key=f"gone:{post.id}",
            on_click=_settle,
            args=(post.id, False, close),
        )
    if there or gone:
        st.rerun()


def _take_off(post_id: UUID, close: Close) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        post = publishing.reopen_post(ws, post_id)
        outcome.tell("calendar", f"“{post.title}” waits in the tray as a draft.")
        close()


def _cancel(post_id: UUID, close: Close) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        post = publishing.cancel_post(ws, post_id)
        outcome.tell("calendar", f"“{post.title}” is cancelled.")
        close()


def _settle(post_id: UUID, is_there: bool, close: Close) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        post = publishing.settle_unconfirmed(ws, post_id, is_there=is_there)
        words = "counts as published" if is_there else "counts as failed: schedule it again when you like"
        outcome.tell("calendar", f"“{post.title}” {words}.")
        if is_there:
            close()
