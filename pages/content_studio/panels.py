"""What can be opened under the editor: one row of names, of which only the open one is drawn and computed.

A panel is a module of this folder with ``draw(ws, post)``; it stands in the row once its module exists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import streamlit as st

from core import content
from core.channels.lifecycle import is_editable
from core.channels.rules import channel
from core.tables import Post
from core.vocab import PostType
from ui import shell

OPEN = "post:panel"
Fits = Callable[[Post], bool]


@dataclass(frozen=True)
class Panel:
    """A panel's name, Material icon and module, and the posts it is for."""

    label: str
    icon: str
    module: str
    fits: Fits = lambda _: True


def _shows(post: Post) -> bool:
    return any(kind is not PostType.TEXT for kind in channel(post.channel).kinds)


def _open(post: Post) -> bool:
    return is_editable(post.status)


def _was_tried(post: Post) -> bool:
    """Whether it was one of two versions: while it can be changed, that stands under Writing help."""
    with shell.workspace() as ws:
        return bool(content.read_experiments(ws, post.id))


PANELS: Mapping[str, Panel] = {
    "pictures": Panel("Pictures", "image", "pictures", lambda post: _open(post) and _shows(post)),
    "storyboard": Panel("Storyboard", "movie", "storyboard", lambda post: post.type is PostType.VIDEO),
    "assist": Panel("Writing help", "auto_awesome", "assist", _open),
    "trial": Panel("Two versions", "science", "trial", lambda post: not _open(post) and _was_tried(post)),
    "predicted": Panel("Predicted", "insights", "predicted"),
    "templates": Panel("Templates", "dashboard_customize", "templates", _open),
    "versions": Panel("Versions", "history", "versions"),
    "approval": Panel("Approval", "how_to_reg", "approval"),
    "like": Panel("Posts like this", "join_inner", "like"),
    "origin": Panel("Why this?", "help", "origin", lambda post: post.ai is not None),
}


def draw(post: Post) -> None:
    """Draw the row and, below it, the panel that is open."""
    shown = {name: one for name, one in PANELS.items() if exists(name) and one.fits(post)}
    if st.session_state.get(OPEN) not in shown:
        st.session_state[OPEN] = None
    name = st.pills("More about this post", list(shown), format_func=lambda one: _label(shown[one]), key=OPEN,
                    label_visibility="collapsed", wrap=True)  # fmt: skip
    if name is None:
        return
    with st.container(border=True, key="post-panel-open"), shell.workspace() as ws:
        import_module(f"pages.content_studio.{shown[name].module}").draw(ws, post)


@cache
def exists(name: str) -> bool:
    """Whether a panel's module is there."""
    return find_spec(f"pages.content_studio.{PANELS[name].module}") is not None


def _label(panel: Panel) -> str:
    return f":material/{panel.icon}: {panel.label}"
