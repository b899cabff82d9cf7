"""What a post said before: who changed what and when, the difference, and the way back."""

import streamlit as st

from core import content
from core.channels.lifecycle import is_editable
from core.content import History
from core.tables import Post, PostVersion
from core.tables.values import AiMetadata, MediaItem, Wording
from core.vocab import Engine, Permission
from core.workspace import Workspace
from pages.content_studio import words
from ui import outcome, shell
from ui.difference import signed
from ui.safe import plain

FIELDS = {
    "title": "Name",
    "subject": "Subject",
    "preheader": "Preview line",
    "caption": "Text",
    "cta": "Call to action",
    "hashtags": "Hashtags",
    "type": "Kind",
    "media": "Pictures",
    "storyboard": "Storyboard",
}
DEEDS = {
    "create_post": "wrote it",
    "draft_posts": "had it written",
    "copy_posts": "copied it",
    "revise_post": "edited",
    "fix_post": "mended a finding",
    "illustrate_post": "changed the picture",
    "rewrite_post": "had it rewritten",
    "recast_post": "had it rewritten for the plan",
}
BEFORE, NOW, WRITER = "The one before it", "How it is now", "What the writer wrote"


def draw(ws: Workspace, post: Post) -> None:
    """Draw one version beside another, and the way back to it."""
    history = content.read_history(ws, post.id)
    versions = {one.number: one for one in history.versions}
    newest = history.versions[0].number
    labels = {one.number: _label(one, is_newest=one.number == newest, live=history.live) for one in history.versions}
    number = st.selectbox(
        f"{len(versions)} {'version' if len(versions) == 1 else 'versions'}",
        list(versions),
        format_func=labels.__getitem__,
        key=f"version:{post.id}",
    )
    chosen = versions[number]
    st.markdown(f":small[:gray[{_told_of(chosen)}]]")
    ways = [way for way, is_there in (
        (BEFORE, number - 1 in versions), (NOW, number != newest), (WRITER, history.written is not None)
    ) if is_there]  # fmt: skip
    if not ways:
        st.caption("Nothing has changed since. Every change from now on is kept here, with who made it.")
        return
    way = st.segmented_control(
        "Compare with", ways, default=ways[0], required=True, key=f"version:way:{post.id}:{'|'.join(ways)}"
    )
    _compare(history, versions, chosen, way)
    if number != newest and is_editable(post.status) and shell.can(Permission.WRITE):
        typing = words.is_typing(post.id)
        st.button(
            f"Bring version {number} back",
            icon=":material/history:",
            key="version:restore",
            disabled=typing,
            on_click=_restore,
            args=(post, number, newest),
            help="Save or undo your changes first." if typing else "As a new version: nothing is lost.",
        )


def _compare(history: History, versions: dict[int, PostVersion], chosen: PostVersion, way: str) -> None:
    newest = history.versions[0]
    if way == BEFORE:
        _difference(versions[chosen.number - 1].words, chosen.words)
    elif way == NOW:
        _difference(chosen.words, newest.words)
    elif history.written is not None:
        one = history.written
        stands = "what went out" if history.live else "how it stands now"
        count = f"{one.words_changed:,} of {one.words:,} words" if one.words_changed else "not one word"
        st.caption(
            f"What {_writer(one.ai)} wrote against {stands}: {count} changed, by hand or by the channel's rules."
        )
        _difference(one.text, newest.words.model_copy(update={"title": one.text.title}))


def _difference(before: Wording, after: Wording) -> None:
    """Every field that reads differently, what went marked with a minus and what came with a plus."""
    told = []
    for field, label in FIELDS.items():
        a, b = _told(before, field), _told(after, field)
        if a != b:
            told.append(f":small[:gray[{label}]]  \n{signed(a, b)}")
    st.markdown("\n\n".join(told) if told else "No word differs.")


def _told(words_: Wording, field: str) -> str:
    """A field as a text that can be compared word by word."""
    if field == "hashtags":
        return " ".join(words_.hashtags)
    if field == "media":
        return "\n".join(one.alt_text or _undescribed(one) for one in words_.media)
    if field == "storyboard":
        scenes = (f"{one.scene}. {one.script} ({one.visual_description}, {one.seconds} s)" for one in words_.storyboard)
        return "\n".join(scenes)
    return str(getattr(words_, field))


def _undescribed(item: MediaItem) -> str:
    """A file that nobody has described, told from others by the first letters of its name."""
    kind = "Video" if content.is_video(item) else "Picture"
    return f"{kind} without a description ({item.key.rpartition('/')[2][:6]})"


def _label(one: PostVersion, *, is_newest: bool, live: bool) -> str:
    stands = (" · live" if live else " · now") if is_newest else ""
    return f"Version {one.number}{stands} · {shell.when(one.at)}{f' · {one.actor}' if one.actor else ''}"


def _told_of(one: PostVersion) -> str:
    """Who did what, and to which fields."""
    deed = f"brought version {one.restored} back" if one.restored else DEEDS.get(one.verb, "changed it")
    said = f"**{plain(one.actor)}** {deed}" if one.actor else "As it stood before versions were kept"
    fields = ", ".join(FIELDS[name].lower() for name in one.changed if name in FIELDS)
    return " · ".join(filter(None, (said, f"written by {_writer(one.ai)}" if one.ai else "", fields)))


def _writer(ai: AiMetadata) -> str:
    return "the offline writer" if ai.engine is Engine.OFFLINE else plain(ai.model)


def _restore(post: Post, number: int, newest: int) -> None:
    place = f"post:{post.id}"
    with outcome.attempt(place), shell.workspace() as ws:
        words.fill(content.restore_version(ws, post.id, number, seen=post.updated_at))
        st.session_state.pop(f"version:{post.id}", None)
        outcome.tell(place, f"Version {number} is back, as a new version.", lambda: _take_back(post, newest))


def _take_back(post: Post, number: int) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        words.fill(content.restore_version(ws, post.id, number))
        outcome.tell(f"post:{post.id}", "As it was before.")
