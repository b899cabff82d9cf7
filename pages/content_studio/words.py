"""The words in the editor: what is typed stays until it is saved, undone, or mended."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from core import content
from core.channels.rules import channel
from core.content import PostEdit
from core.tables import Post
from core.tables.values import Scene
from core.vocab import PostType
from ui import outcome, shell

FIELDS = ("title", "caption", "hashtags", "cta", "subject", "preheader")


def key(post_id: UUID, field: str) -> str:
    return f"words:{post_id}:{field}"


def hold(post: Post) -> None:
    """Fill the editor from the post, unless something typed waits there."""
    is_empty = any(key(post.id, field) not in st.session_state for field in (*FIELDS, "seen"))
    is_typing = st.session_state.get(key(post.id, "typing"))
    if is_empty or (not is_typing and seen_at(post.id) != post.updated_at):
        fill(post)


def fill(post: Post) -> None:
    """Put the stored words into the editor, in place of what is there."""
    for field in FIELDS:
        value = getattr(post, field)
        st.session_state[key(post.id, field)] = list(value) if field == "hashtags" else value
    st.session_state[key(post.id, "rev")] = st.session_state.get(key(post.id, "rev"), 0) + 1
    st.session_state[key(post.id, "typing")] = False
    see(post)


def see(post: Post) -> None:
    """Remember which version is before the writer's eyes."""
    st.session_state[key(post.id, "seen")] = post.updated_at


def put(post_id: UUID, edit: PostEdit) -> None:
    """Put other words into the editor; they are not saved."""
    for field, value in edit.values().items():
        st.session_state[key(post_id, field)] = list(value) if isinstance(value, tuple) else value


def seen_at(post_id: UUID) -> datetime:
    found: datetime = st.session_state[key(post_id, "seen")]
    return found


def editor(post: Post, *, is_open: bool) -> PostEdit:
    """Draw the fields that the channel has; what differs from the stored post comes back."""
    rules = channel(post.channel)
    off = not is_open
    st.text_input(
        "Name",
        key=key(post.id, "title"),
        persist_state="session",
        disabled=off,
        max_chars=200,
        help="To find it again; never sent.",
    )
    if rules.limits.subject_min:
        st.text_input("Subject", key=key(post.id, "subject"), disabled=off, max_chars=400, persist_state="session")
        st.text_input(
            "Preview line",
            key=key(post.id, "preheader"),
            disabled=off,
            max_chars=400,
            persist_state="session",
            help="Shown after the subject in the list of mails (the preheader).",
        )
    st.text_area("Text", key=key(post.id, "caption"), disabled=off, height=220, persist_state="session")
    st.text_input("Call to action", key=key(post.id, "cta"), disabled=off, max_chars=300, persist_state="session")
    typed_tags = st.session_state[key(post.id, "hashtags")]
    if not rules.personal or typed_tags:
        st.multiselect(
            "Hashtags",
            list(dict.fromkeys([*post.hashtags, *typed_tags])),
            key=key(post.id, "hashtags"),
            disabled=off,
            accept_new_options=True,
            placeholder="Type a word and press Enter",
            persist_state="session",
        )
    scenes = _scenes(post, off=off) if post.type is PostType.VIDEO else None
    edit = _typed(post, scenes)
    st.session_state[key(post.id, "typing")] = bool(edit.values())
    return edit


def save(post_id: UUID, edit: PostEdit) -> None:
    """Keep what was typed; a refusal leaves it where it is."""
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        fill(content.revise_post(ws, post_id, edit, seen=seen_at(post_id)))
        outcome.tell(f"post:{post_id}", "Saved.")


def _typed(post: Post, scenes: tuple[Scene, ...] | None) -> PostEdit:
    now = {field: st.session_state[key(post.id, field)] for field in FIELDS} | {"storyboard": scenes}
    now["hashtags"] = tuple(now["hashtags"])
    return PostEdit(
        **{name: value for name, value in now.items() if value is not None and value != getattr(post, name)}
    )


def _scenes(post: Post, *, off: bool) -> tuple[Scene, ...]:
    st.markdown("**Storyboard**")
    lines = [scene.model_dump() for scene in post.storyboard]
    rev = st.session_state[key(post.id, "rev")]
    told = st.data_editor(
        lines,
        key=key(post.id, f"scenes:{rev}"),
        disabled=True if off else ["scene"],
        hide_index=True,
        row_height=52,
        column_config={
            "scene": st.column_config.NumberColumn("No.", width=40),
            "script": st.column_config.TextColumn("Said", required=True, width="medium"),
            "visual_description": st.column_config.TextColumn("Seen", required=True, width="medium"),
            "seconds": st.column_config.NumberColumn(
                "Sec.", min_value=1, max_value=120, step=1, required=True, width=55
            ),
        },
    )
    st.caption(f"{sum(int(line['seconds']) for line in told)} seconds in all.")
    return tuple(Scene.model_validate(line) for line in told)
