"""Approval, where the business asks for it: asking, giving, sending back, and the thread of what was said."""

import streamlit as st

from core import publishing
from core.publishing import Thread
from core.tables import Post, PostNote
from core.vocab import NoteKind, Permission, PostStatus
from core.workspace import Workspace
from pages.content_studio.back import undo_of
from pages.content_studio.words import LIVE
from ui import outcome, shell
from ui.safe import plain

ASKS = frozenset({PostStatus.DRAFT, PostStatus.PENDING_APPROVAL, PostStatus.CHANGES_REQUESTED})
"""Where a post stands until somebody has said yes to it."""
MARKS = {
    NoteKind.COMMENT: ("chat_bubble", "gray", "said"),
    NoteKind.ASKED: ("how_to_reg", "blue", "asked for approval"),
    NoteKind.CHANGES: ("undo", "orange", "asked for changes"),
    NoteKind.APPROVED: ("verified", "green", "approved it"),
    NoteKind.REOPENED: ("edit", "orange", "changed it after it was approved"),
}


def step(post: Post, *, is_dirty: bool) -> None:
    """Draw the step that is due: to ask, or to say yes or what should change."""
    if post.status is not PostStatus.PENDING_APPROVAL:
        _ask(post, is_dirty=is_dirty)
        return
    with shell.workspace() as ws:
        thread = publishing.read_thread(ws, post.id)
    _asked(thread)
    if not shell.can(Permission.APPROVE):
        st.caption("Somebody who may approve has to look at it.")
        return
    note = st.text_input("A word with it", key=f"what:{post.id}", max_chars=2000, live=LIVE,
                         placeholder="What should change, or why it is good")  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button("Approve", icon=":material/verified:", type="primary", key="post:Approve", disabled=is_dirty,
                  on_click=_decide, args=(post, True))  # fmt: skip
        st.button("Ask for changes", icon=":material/undo:", key="post:changes", disabled=not note.strip(),
                  on_click=_decide, args=(post, False), help="Say above what should change.")  # fmt: skip


def draw(ws: Workspace, post: Post) -> None:
    """Draw the thread, and the place to say something."""
    thread = publishing.read_thread(ws, post.id)
    if thread.notes:
        st.markdown("\n\n".join(_line(note) for note in thread.notes))
    else:
        st.caption("Nobody has said anything yet. What is asked, answered and approved stands here.")
    if shell.can(Permission.WRITE):
        with st.form(f"comment:{post.id}", clear_on_submit=True, border=False):
            st.text_area("Comment", key=f"comment:text:{post.id}", height=80, max_chars=2000,
                         label_visibility="collapsed", placeholder="Say something about this post")  # fmt: skip
            st.form_submit_button("Comment", icon=":material/send:", on_click=_comment, args=(post,))


def _ask(post: Post, *, is_dirty: bool) -> None:
    st.caption("This business approves posts before they go out.")
    if not shell.can(Permission.WRITE):
        return
    key = f"ask:{post.id}"
    st.text_input("Note", key=key, max_chars=2000, label_visibility="collapsed",
                  placeholder="What should they know? (optional)")  # fmt: skip
    st.button("Ask for approval", icon=":material/how_to_reg:", type="primary", key="post:ask", disabled=is_dirty,
              on_click=_request, args=(post, key))  # fmt: skip


def _asked(thread: Thread) -> None:
    if thread.asked is None:
        return
    st.markdown(_line(thread.asked))
    if thread.changed_since_asked:
        st.markdown(":orange[:material/edit: Its words changed since.] The versions show how.")


def _line(note: PostNote) -> str:
    icon, colour, deed = MARKS[note.kind]
    said = f"  \n{plain(note.text)}" if note.text else ""
    version = f" · version {note.version}" if note.version else ""
    return (
        f":{colour}[:material/{icon}:] **{plain(note.actor)}** {deed} "
        f":small[:gray[{shell.when(note.at)}{version}]]{said}"
    )


def _request(post: Post, key: str) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        undo = undo_of(ws, post.id)
        publishing.request_approval(ws, post.id, note=st.session_state.get(key, ""))
        st.session_state[key] = ""
        outcome.tell(f"post:{post.id}", "Waiting for approval.", undo)


def _decide(post: Post, is_yes: bool) -> None:
    key = f"what:{post.id}"
    note, seen = st.session_state.get(key, ""), post.updated_at
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        undo = undo_of(ws, post.id)
        if is_yes:
            publishing.approve_post(ws, post.id, note=note, seen=seen)
        else:
            publishing.request_changes(ws, post.id, note, seen=seen)
        st.session_state[key] = ""
        outcome.tell(
            f"post:{post.id}", "Approved." if is_yes else "Sent back with your note.", undo if is_yes else None
        )


def _comment(post: Post) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        publishing.comment_post(ws, post.id, st.session_state.get(f"comment:text:{post.id}", ""))
