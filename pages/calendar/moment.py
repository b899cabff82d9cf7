"""Choosing a post's moment by keyboard: a day, a time, a button."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

import streamlit as st

from core import publishing
from core.channels.scheduling import is_too_soon
from core.tables import Post
from core.vocab import PostStatus
from core.workspace import Workspace
from pages.calendar import beside
from ui import outcome, shell
from ui.again import again

Close = Callable[[], None]


def ahead(ws: Workspace, post: Post) -> datetime:
    """The moment to start from: the post's own while it is ahead, else one that suits."""
    if post.scheduled_at is not None and post.scheduled_at > ws.now:
        return post.scheduled_at
    return publishing.suggest_moments(ws, [post]).get(post.id, ws.now + timedelta(hours=1))


def draw(post: Post, start: datetime, close: Close, *, is_asked: bool) -> None:
    """Draw the day, the time and the button; under five minutes from now it asks once more."""
    there, name = shell.local(start), str(post.id)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.date_input("Day", there.date(), key=f"day:{name}", width=150, format="DD/MM/YYYY")
        st.time_input("Time", there.time().replace(second=0, microsecond=0), key=f"time:{name}", step=300, width=120)
        label = "Move" if post.status is PostStatus.SCHEDULED else "Schedule"
        asks = f"soon:{name}"
        pressed = st.button(label, type="primary", key=f"move:{name}", on_click=_schedule, args=(post.id, close, False))
    if is_asked or st.session_state.get(asks):
        st.warning("That is less than five minutes from now: too late to change your mind.", icon=":material/timer:")
        pressed |= st.button("Yes, that soon", key=f"sure:{name}", on_click=_schedule, args=(post.id, close, True))
    if pressed and "post" not in st.query_params:
        st.rerun()


def chosen(post_id: UUID) -> datetime | None:
    """The moment that the fields say; None before they are drawn, and while one is empty."""
    day, hour = st.session_state.get(f"day:{post_id}"), st.session_state.get(f"time:{post_id}")
    if not isinstance(day, date) or not isinstance(hour, time):
        return None
    return datetime.combine(day, hour, shell.here().zone)


def now_button(post: Post, close: Close) -> None:
    """Send it with the clock's next tick, once the person is sure."""
    with st.popover("Publish now", icon=":material/send:"):
        st.markdown("It goes out within seconds and **cannot be taken back**.")
        if st.button("Yes, publish now", type="primary", key=f"now:{post.id}", on_click=_now, args=(post.id, close)):
            st.rerun()


def _schedule(post_id: UUID, close: Close, is_sure: bool) -> None:
    at = chosen(post_id)
    assert at is not None
    st.session_state[f"soon:{post_id}"] = not is_sure and is_too_soon(at, shell.now())
    if st.session_state[f"soon:{post_id}"]:
        return
    with outcome.attempt("post"), shell.workspace() as ws:
        post = publishing.schedule_post(ws, post_id, at)
        outcome.tell(
            "calendar", f"“{post.title}” goes out {shell.when(at)}.{beside.words(ws, post, at)}{again(ws, [post_id])}"
        )
        close()


def _now(post_id: UUID, close: Close) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        post = publishing.publish_now(ws, post_id)
        outcome.tell("calendar", f"“{post.title}” is on its way. Look again in a moment.")
        close()
