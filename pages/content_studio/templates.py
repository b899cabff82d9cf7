"""Kept texts in the composer: put into the editor, filled from the profile, or kept from what stands there."""

from functools import partial
from uuid import UUID

import streamlit as st

from core import content
from core.channels.compose import hashtag
from core.content import Filled, NewBlock, PostEdit
from core.tables import Post, TextBlock
from core.tables.values import BlockText
from core.vocab import BlockKind, Permission
from core.workspace import Workspace
from pages.content_studio import words
from ui import outcome, shell
from ui.safe import plain

NAMES = {BlockKind.TEMPLATE: "Template", BlockKind.SNIPPET: "Snippet", BlockKind.HASHTAGS: "Hashtags"}
DEEDS = {
    BlockKind.TEMPLATE: "Write with it",
    BlockKind.SNIPPET: "Add it to the text",
    BlockKind.HASHTAGS: "Add them",
}
LINES = ("subject", "preheader", "caption", "cta")


def draw(ws: Workspace, post: Post) -> None:
    """Draw what can be put in, and the way to keep what stands in the editor."""
    if not shell.can(Permission.WRITE):
        st.caption("Your role can look at posts but not change them.")
        return
    kept = {str(one.id): one for one in content.list_blocks(ws, channel=post.channel)}
    if kept:
        labels = {one: _label(block) for one, block in kept.items()}
        chosen = st.selectbox("Kept texts", list(kept), key="kept:chosen", format_func=labels.__getitem__)
        _offer(ws, post, kept[chosen])
    else:
        st.caption("Nothing is kept yet. Keep a post's words as a template, and use them again with one click.")
    with st.container(horizontal=True, gap="small"):
        with st.popover("Keep these words", icon=":material/bookmark_add:"):
            st.text_input("Name of the template", key="kept:name", max_chars=80, placeholder="Weekend offer")
            st.button("Keep as a template", type="primary", key="kept:keep", on_click=_keep, args=(post,))
        st.button(
            "All kept texts", type="tertiary", icon=":material/dashboard_customize:", key="kept:all", on_click=show
        )


def show() -> None:
    """Leave the post for the screen with all kept texts."""
    st.query_params.pop("post", None)
    st.query_params["kept"] = "1"


def excerpt(text: BlockText) -> str:
    """A kept text as one piece, in the order in which it is read."""
    parts = (*(getattr(text, name) for name in LINES), " ".join(text.hashtags))
    return "\n\n".join(part for part in parts if part)


def missing(filled: Filled) -> str:
    """What nothing is known for, in words; empty where everything is."""
    slots = ", ".join(f"{{{slot}}}" for slot in filled.missing)
    return (
        f"The profile knows nothing for {slots}. Fill it in by hand, or add the fact to the profile." if slots else ""
    )


def _offer(ws: Workspace, post: Post, block: TextBlock) -> None:
    filled = content.fill_block(ws, block.id)
    with st.container(border=True, gap="small"):
        st.markdown(plain(excerpt(filled.text)))
        if said := missing(filled):
            st.markdown(f":small[:orange[:material/warning: {plain(said)}]]")
    st.button(DEEDS[block.kind], icon=":material/playlist_add:", key="kept:put", on_click=_put, args=(post, block.id))


def _label(block: TextBlock) -> str:
    return f"{NAMES[block.kind]} · {block.name}"


def _put(post: Post, block_id: UUID) -> None:
    place = f"post:{post.id}"
    with outcome.attempt(place), shell.workspace() as ws:
        block = {one.id: one.kind for one in content.list_blocks(ws)}.get(block_id, BlockKind.TEMPLATE)
        filled = content.fill_block(ws, block_id)
        before = content.proof_post(ws, post.id, words.typed(post)).words
        words.put(post.id, _with(before, filled.text, block))
        said = missing(filled)
        outcome.tell(place, f"It stands in the editor. Save to keep it. {said}".strip(),
                     partial(words.put, post.id, before), is_good=not said)  # fmt: skip


def _with(before: PostEdit, text: BlockText, kind: BlockKind) -> PostEdit:
    """The editor's words with a kept text put in: a template takes their place, other kinds are added to them."""
    tags = (*(before.hashtags or ()), *text.hashtags)
    merged = tuple({hashtag(tag).casefold(): tag for tag in reversed(tags)}.values())[::-1]
    if kind is BlockKind.HASHTAGS:
        return PostEdit(hashtags=merged)
    if kind is BlockKind.SNIPPET:
        return PostEdit(caption="\n\n".join(filter(None, ((before.caption or "").rstrip(), text.caption))))
    lines = {name: getattr(text, name) for name in LINES if getattr(text, name)}
    return PostEdit(**lines, hashtags=text.hashtags or None)


def _keep(post: Post) -> None:
    place = f"post:{post.id}"
    with outcome.attempt(place), shell.workspace() as ws:
        now = content.proof_post(ws, post.id, words.typed(post)).words
        text = BlockText(**{name: getattr(now, name) or "" for name in LINES}, hashtags=now.hashtags or ())
        kept = content.save_block(ws, NewBlock(BlockKind.TEMPLATE, st.session_state.get("kept:name", ""), text))
        outcome.tell(place, f"Kept as the template “{kept.name}”.", partial(_forget, place, kept.id))
        st.session_state["kept:name"] = ""


def _forget(place: str, block_id: UUID) -> None:
    with outcome.attempt(place), shell.workspace() as ws:
        content.delete_block(ws, block_id)
        outcome.tell(place, "It is not kept any more.")
