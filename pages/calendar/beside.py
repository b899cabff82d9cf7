"""A word where a post stands close to another on its channel, or says what another says."""

from datetime import datetime

import streamlit as st

from core import content, publishing
from core.tables import Post
from core.workspace import Workspace
from ui import shell
from ui.safe import plain, short
from ui.theme import channel_look


def words(ws: Workspace, post: Post, at: datetime) -> str:
    """The same hour on the same channel, as a sentence; empty where the post has it to itself."""
    near = publishing.same_hour(ws, post, at)
    if not near:
        return ""
    rest = f" and {len(near) - 1} more" if len(near) > 1 else ""
    return (
        f" “{short(near[0].title, 60)}”{rest} {'stand' if rest else 'stands'} within an hour of it on "
        f"{channel_look(post.channel).label}, {shell.when(near[0].at)}."
    )


def draw(post: Post) -> None:
    """Advice on a post that can still be moved: what says the same."""
    with shell.workspace() as ws:
        (same,) = content.repeated_posts(ws, [content.said(post.subject, post.caption)], but=post.id)
    if same is not None:
        moment = f", {shell.when(same.post.at)}" if same.post.at else ""
        place = f"on {channel_look(same.post.channel).label}{moment}"
        told = f"Says nearly the same as “{short(same.post.title, 60)}” {place}."
        st.caption(f":orange[:material/content_copy:] {plain(told)}")
