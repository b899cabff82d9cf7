"""Posts without a moment, each with one that suits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import streamlit as st

from core import content, publishing
from core.tables import Post
from core.vocab import PostStatus
from pages.calendar import drawer
from ui import outcome, shell
from ui.again import again, named
from ui.pieces import chip
from ui.safe import plain, short, unbroken
from ui.theme import STATUSES, channel_look

HEIGHT = 760


def draw(posts: Sequence[Post], moments: Mapping[UUID, datetime], *, can_publish: bool) -> None:
    """Draw the tray beside the calendar; what cannot be dragged in is put on by its button."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Not on the calendar", anchor=False, width="stretch")
        st.badge(str(len(posts)), color="gray")
    outcome.draw("tray")
    if not posts:
        with st.container(border=True):
            st.markdown(":gray[:material/inbox:] **Everything has its moment**")
            st.caption("Drafts and approved posts without a date wait here.")
            st.page_link("pages/content_studio/page.py", label="Write a post", icon=":material/edit_square:")
        return
    if can_publish and len(moments) > 1:
        with st.popover("Schedule all suggested", icon=":material/playlist_add_check:", width="stretch"):
            st.markdown(f"**{len(moments)} posts** go on the calendar, each at the moment shown beside it.")
            st.caption(
                "Any of them can be moved or taken off again until it goes out. One that can't go out yet, such as a "
                "video without its film, stays here and says why."
            )
            st.button("Schedule them", type="primary", on_click=_schedule, args=(dict(moments),), key="tray:all")
    with st.container(height=HEIGHT if len(posts) > 4 else "content", border=False, gap="small"):
        for post in posts:
            _card(post, moments.get(post.id), can_publish=can_publish)


def _card(post: Post, at: datetime | None, *, can_publish: bool) -> None:
    look = channel_look(post.channel)
    with st.container(border=True, gap="xsmall"):
        mark = STATUSES[post.status]
        state = "" if post.status is PostStatus.DRAFT else f" {chip(mark.label, mark.icon, mark.badge)}"
        moment = (
            f"Suggested: {unbroken(shell.when(at))}"
            if at
            else "No free moment in the weeks ahead: open it and pick one."
        )
        title = f"**{plain(short(post.title, 60))}**"
        st.markdown(f"{title}  \n:gray[{look.icon} {look.label}]{state}  \n:small[:gray[{moment}]]")
        with st.container(horizontal=True, gap="xsmall"):
            if at is not None and can_publish:
                st.button("Schedule", key=f"tray:{post.id}", on_click=_schedule, args=({post.id: at},))
            st.button("Open", key=f"tray:open:{post.id}", type="tertiary", on_click=drawer.show, args=(str(post.id),))


def _schedule(moments: Mapping[UUID, datetime]) -> None:
    with outcome.attempt("tray"), shell.workspace() as ws:
        found = publishing.schedule_posts(ws, moments)
        match found.done:
            case ():
                words = ""
            case (only,):
                words = f"“{content.read_post(ws, only).post.title}” goes out {shell.when(moments[only])}."
            case several:
                words = f"{len(several)} posts are on the calendar."
        words += again(ws, found.done)
        refused = _refused(found)
        outcome.tell("tray", "\n".join([*([words] if words else []), *refused]), is_good=not refused)


def _refused(many: publishing.Many) -> list[str]:
    """Each reason once, with the posts that it keeps here."""
    reasons: dict[str, list[str]] = {}
    for one in many.refused:
        reasons.setdefault(one.why, []).append(one.title)
    return [f"{named(titles)} {'stays' if len(titles) == 1 else 'stay'} here: {why}" for why, titles in reasons.items()]
