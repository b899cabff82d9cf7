"""A post's next step: approval or the calendar, back to a draft, a copy, the bin."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

import streamlit as st

from core import content, publishing
from core.channels.lifecycle import WORDS, may_move
from core.content import NewPost, PostView
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace
from pages.content_studio import approval, held
from pages.content_studio.back import undo_of
from ui import outcome, shell
from ui.again import again
from ui.safe import plain

S = PostStatus
Deed = Callable[[Workspace, UUID], object]


def stands(status: PostStatus) -> str:
    """Where a post stands, in words."""
    return WORDS[status]


def draw(view: PostView, *, is_dirty: bool, asks: bool) -> None:
    """Draw what can be done next; ``asks`` says whether this business approves posts before they go out."""
    post = view.post
    with st.container(border=True, gap="small"):
        st.markdown("**Next step**")
        if is_dirty:
            st.caption("Save your words first; what is saved is what goes out.")
        if slots := content.open_slots(post):
            st.warning(f"Still in braces: {plain(', '.join(slots))}. Fill it in before it goes out.")
        if asks and post.status in approval.ASKS:
            approval.step(post, is_dirty=is_dirty)
        elif may_move(post.status, S.SCHEDULED) and shell.can(Permission.PUBLISH):
            _schedule(post, is_dirty=is_dirty)
        elif may_move(post.status, S.SCHEDULED):
            st.caption("Somebody who may publish can put it on the calendar.")
        held.draw(post, with_rules=False)
        with st.container(horizontal=True, gap="small"):
            _others(post)


def _schedule(post: Post, *, is_dirty: bool) -> None:
    zone = shell.here().zone
    key = f"at:{post.id}"
    if key not in st.session_state:
        with shell.workspace() as ws:
            wish = post.scheduled_at or publishing.suggest_moments(ws, [post]).get(post.id)
        st.session_state[key] = (shell.local(wish) if wish else shell.local(shell.now())).replace(tzinfo=None)
    at = st.datetime_input(f"When, by the clock in {zone.key}", key=key, format="DD/MM/YYYY")
    label = "Move" if post.status is S.SCHEDULED else "Schedule"
    st.button(label, type="primary", icon=":material/calendar_add_on:", key="post:schedule",
              disabled=is_dirty or at is None, on_click=_put, args=(post.id, key))  # fmt: skip


def _put(post_id: UUID, key: str) -> None:
    at: datetime = st.session_state[key].replace(tzinfo=shell.here().zone)
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        undo = undo_of(ws, post_id)
        publishing.schedule_post(ws, post_id, at)
        outcome.tell(f"post:{post_id}", f"On the calendar for {shell.when(at)}.{again(ws, [post_id])}", undo)


def _others(post: Post) -> None:
    may_publish, may_write = shell.can(Permission.PUBLISH), shell.can(Permission.WRITE)
    if post.status is S.UNCONFIRMED and may_publish:
        there, absent = (partial(publishing.settle_unconfirmed, is_there=is_there) for is_there in (True, False))
        _button("It is there", "check_circle", post.id, there, "Marked as published.")
        _button("It is not there", "cancel", post.id, absent, "Marked as failed.")
    if post.status is not S.DRAFT and may_move(post.status, S.DRAFT) and may_publish:
        _button("Back to draft", "undo", post.id, publishing.reopen_post, "It is a draft again.")
    if may_write:
        st.button("Copy", icon=":material/content_copy:", key="post:copy", on_click=_copy, args=(post,),
                  help="The same words in a new draft.")  # fmt: skip
    if post.status is S.DRAFT and may_write:
        with st.popover("Delete", icon=":material/delete:"):
            st.markdown("This draft will be gone for good.")
            st.button("Delete this draft", type="primary", key="post:delete", on_click=_delete, args=(post,))
    elif may_move(post.status, S.CANCELLED) and may_publish:
        _button("Cancel", "block", post.id, publishing.cancel_post, "Cancelled. Back to draft brings it back.")


def _button(
    label: str, icon: str, post_id: UUID, deed: Deed, words: str, *, is_off: bool = False, is_main: bool = False
) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"post:{label}",
        disabled=is_off,
        type="primary" if is_main else "secondary",
        on_click=_do,
        args=(post_id, deed, words),
    )


def _do(post_id: UUID, deed: Deed, words: str) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        undo = undo_of(ws, post_id) if deed in {publishing.cancel_post, publishing.reopen_post} else None
        deed(ws, post_id)
        outcome.tell(f"post:{post_id}", words, undo)


def _copy(post: Post) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        new = NewPost(
            channel=post.channel, type=post.type, title=f"{post.title[:190]} (copy)", caption=post.caption,
            hashtags=post.hashtags, cta=post.cta, subject=post.subject, preheader=post.preheader,
            media=post.media, storyboard=post.storyboard, segment=post.segment,
        )  # fmt: skip
        made = content.create_post(ws, new, campaign_id=post.campaign_id, token=shell.token(f"copy:{post.id}"))
        shell.used(f"copy:{post.id}")
        outcome.tell(f"post:{made.id}", "A copy, as a draft.")
        st.query_params["post"] = str(made.id)


def _delete(post: Post) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        content.delete_post(ws, post.id)
        st.query_params.pop("post", None)
        outcome.tell("studio", f"“{post.title}” is deleted.")
