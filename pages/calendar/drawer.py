"""One post in a drawer: how it stands and everything that can be done about its moment, without a mouse."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from core import content, strategy
from core.content import PostView
from core.errors import NotFound
from core.vocab import Permission, PostStatus
from pages.calendar import beside, moment, queue, repeating
from pages.calendar.verdicts import cancel, settle, take_off
from pages.content_studio import goes_to, held
from ui import outcome, shell
from ui.pieces import channel_badge, status_badge
from ui.safe import plain
from ui.theme import TYPES

PARAM, ASKED = "post", "calendar:asked"
OFF = frozenset({PostStatus.SCHEDULED, PostStatus.ON_HOLD, PostStatus.FAILED, PostStatus.MISSED})


def opened() -> UUID | None:
    """The post that the address names."""
    try:
        return UUID(st.query_params.get(PARAM, ""))
    except ValueError:
        return None


def show(post_id: str, *, ask_for: datetime | None = None) -> None:
    """Open a post on this run; ``ask_for`` is a moment that a person has yet to confirm."""
    st.query_params[PARAM] = post_id
    st.session_state[ASKED] = ask_for


def close() -> None:
    """Close the drawer on this run."""
    st.query_params.pop(PARAM, None)
    st.session_state.pop(ASKED, None)


@st.dialog("Post", width="medium", position="right", on_dismiss=close)
def draw() -> None:
    """Draw the drawer; it stays open while the address names a post."""
    post_id = opened()
    if post_id is None:
        st.rerun()
    with shell.workspace() as ws:
        try:
            view = content.read_post(ws, post_id)
        except NotFound:
            st.info("This post is not here any more.", icon=":material/search_off:")
            return
        asked: datetime | None = st.session_state.get(ASKED)
        good = asked or moment.ahead(ws, view.post)
        people = goes_to.in_words(ws, view.post)
        series = strategy.read_series(ws, post_id) if view.post.series_id else None
        has_slots = any(one.channel == view.post.channel for one in ws.profile.queue)
        pictures = [content.media_bytes(ws, item.key) for item in view.media[:1] if item.content_type[:5] == "image"]
    outcome.draw("post")
    _head(view)
    if not shell.can(Permission.PUBLISH):
        held.draw(view.post)
    else:
        if view.post.status is PostStatus.UNCONFIRMED:
            settle(view.post, close)
        elif view.is_editable:
            moment.draw(view.post, good, close, is_asked=asked is not None)
            held.draw(view.post, moment.chosen(post_id) or good)
            beside.draw(view.post)
        _ways_out(view, has_slots=has_slots)
        if view.is_editable or series is not None:
            repeating.draw(view.post, series, close)
    if people:
        with st.container(border=True):
            st.markdown(people)
    _words(view, pictures)


def _head(view: PostView) -> None:
    post = view.post
    st.markdown(f"**{plain(post.title)}**")
    with st.container(horizontal=True, gap="xsmall"):
        status_badge(post.status)
        channel_badge(post.channel)
        st.badge(TYPES[post.type].label, icon=TYPES[post.type].icon, color="gray")
    at = post.published_at or post.scheduled_at or post.planned_at
    verb = "Went out" if post.published_at else "Goes out" if post.status is PostStatus.SCHEDULED else "Planned for"
    about = f" · {plain(view.campaign_name)}" if view.campaign_name else ""
    st.caption(f"{f'{verb} {shell.when(at)}' if at else 'No moment yet'} · {shell.here().zone.key}{about}")
    if post.status_reason:
        st.warning(plain(post.status_reason), icon=":material/info:")


def _ways_out(view: PostView, *, has_slots: bool) -> None:
    post = view.post
    with st.container(horizontal=True, gap="xsmall"):
        if view.is_editable:
            queue.add_button(post, close, has_slots=has_slots)
            moment.now_button(post, close)
        if post.status in OFF:
            take_off(post, close)
        if view.is_editable or post.status is PostStatus.UNCONFIRMED:
            cancel(post, close)
        if post.status is PostStatus.CANCELLED:
            take_off(post, close, label="Make it a draft again")


def _words(view: PostView, pictures: list[bytes]) -> None:
    with st.container(border=True):
        if view.outgoing.subject:
            st.markdown(f"**{plain(view.outgoing.subject)}**")
        for picture in pictures:
            st.image(picture, width=260, alt=view.media[0].alt_text)
        st.text(view.outgoing.text or "Nothing is written yet.")
    st.page_link(
        "pages/content_studio/page.py",
        label="Edit it in Content Studio",
        icon=":material/edit_square:",
        query_params={"post": str(view.post.id)},
    )
