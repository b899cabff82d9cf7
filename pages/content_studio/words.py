"""The words in the editor: what is typed stays until it is saved, undone, or mended."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

import streamlit as st

from core import content
from core.channels.counting import Counting
from core.channels.rules import channel
from core.content import PostEdit
from core.tables import Post
from ui import outcome, shell
from ui.live_text import hear, live_text, renew

FIELDS = ("title", "caption", "hashtags", "cta", "subject", "preheader")
LIVE = "400ms"
"""How long typing pauses before what is typed is looked at."""


def key(post_id: UUID, field: str) -> str:
    return f"words:{post_id}:{field}"


def hold(post: Post) -> None:
    """Fill the editor from the post, unless something typed waits there."""
    is_empty = any(key(post.id, field) not in st.session_state for field in (*FIELDS, "seen"))
    if is_empty or (not is_typing(post.id) and seen_at(post.id) != post.updated_at):
        fill(post)


def is_typing(post_id: UUID) -> bool:
    """Whether unsaved words of a post wait in its editor."""
    return bool(st.session_state.get(key(post_id, "typing")))


def fill(post: Post) -> None:
    """Put the stored words into the editor, in place of what is there."""
    put(post.id, PostEdit(**{field: getattr(post, field) for field in FIELDS}))
    _turn(post.id)
    st.session_state[key(post.id, "typing")] = False
    st.session_state.pop(key(post.id, "storyboard"), None)
    see(post)


def see(post: Post) -> None:
    """Remember which version is before the writer's eyes."""
    st.session_state[key(post.id, "seen")] = post.updated_at


def put(post_id: UUID, edit: PostEdit) -> None:
    """Put other words into the editor; they are not saved."""
    for field, value in edit.values().items():
        if field == "caption":
            renew(key(post_id, field), str(value))
        elif field == "storyboard":
            st.session_state[key(post_id, field)] = value
            _turn(post_id)
        else:
            st.session_state[key(post_id, field)] = list(value) if isinstance(value, tuple) else value


def drop(post: Post) -> None:
    """Put the stored words back; what was typed can be had again."""
    left = held(post.id)
    fill(post)
    outcome.tell(f"post:{post.id}", "Your changes are gone.", lambda: put(post.id, left))


def held(post_id: UUID) -> PostEdit:
    """Every word that stands in the editor, saved or not."""
    hear(key(post_id, "caption"))
    now = {field: st.session_state[key(post_id, field)] for field in FIELDS}
    scenes = st.session_state.get(key(post_id, "storyboard"))
    return PostEdit(**now | {"hashtags": tuple(now["hashtags"]), "storyboard": scenes})


def _turn(post_id: UUID) -> None:
    """Have the table of scenes drawn afresh."""
    st.session_state[key(post_id, "rev")] = st.session_state.get(key(post_id, "rev"), 0) + 1


def seen_at(post_id: UUID) -> datetime:
    found: datetime = st.session_state[key(post_id, "seen")]
    return found


def typed(post: Post) -> PostEdit:
    """What stands in the editor and differs from the stored post."""
    now = held(post.id)
    return replace(now, **{name: None for name, value in now.values().items() if value == getattr(post, name)})


def editor(post: Post, counts: Counting, *, is_open: bool) -> PostEdit:
    """Draw the fields that the channel has; what differs from the stored post comes back."""
    rules, off = channel(post.channel), not is_open
    st.text_input("Name", key=key(post.id, "title"), persist_state="session", disabled=off, max_chars=200,
                  help="To find it again; never sent.")  # fmt: skip
    if rules.limits.subject_min:
        _line(post, "subject", "Subject", 400, off=off)
        says = "Shown after the subject in the list of mails (the preheader)."
        _line(post, "preheader", "Preview line", 400, off=off, says=says)
    live_text("Text", name=key(post.id, "caption"), stored=post.caption, base=post.updated_at.isoformat(),
              rules=asdict(counts), is_dirty=is_typing(post.id), is_off=off)  # fmt: skip
    _line(post, "cta", "Call to action", 300, off=off)
    tags = st.session_state[key(post.id, "hashtags")]
    if not rules.personal or tags:
        st.multiselect("Hashtags", list(dict.fromkeys([*post.hashtags, *tags])), key=key(post.id, "hashtags"),
                       disabled=off, accept_new_options=True, placeholder="Type a word and press Enter",
                       persist_state="session", wrap=True)  # fmt: skip
    edit = typed(post)
    st.session_state[key(post.id, "typing")] = bool(edit.values())
    return edit


def save(post: Post) -> None:
    """Keep what was typed, to the last key; a refusal leaves it where it is."""
    edit = typed(post)
    if not edit.values():
        outcome.tell(f"post:{post.id}", "Nothing has changed since it was saved.")
        return
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        fill(content.revise_post(ws, post.id, edit, seen=seen_at(post.id)))
        outcome.tell(f"post:{post.id}", "Saved.")


def restore(post_id: UUID, edit: PostEdit) -> None:
    """Put earlier words back, stored."""
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        fill(content.revise_post(ws, post_id, edit))
        outcome.tell(f"post:{post_id}", "As it was before.")


def _line(post: Post, field: str, label: str, most: int, *, off: bool, says: str | None = None) -> None:
    st.text_input(label, key=key(post.id, field), disabled=off, max_chars=most, persist_state="session", live=LIVE,
                  help=says)  # fmt: skip
