"""Who a post that goes to people is for, and, once it is out, what became of each copy."""

import streamlit as st

from core import publishing
from core.channels.lifecycle import is_editable
from core.publishing import GoesTo
from core.tables import Post
from core.vocab import Origin, Permission, PostStatus
from core.workspace import Workspace
from pages.content_studio import deliveries, words
from ui import outcome, shell
from ui.pieces import origin_chip
from ui.safe import plain
from ui.theme import channel_look

EVERYBODY = "Everybody who agreed"
GONE = frozenset({PostStatus.PUBLISHING, PostStatus.PUBLISHED})


def draw(post: Post) -> None:
    """Draw who gets it, to be chosen while nothing is on its way; nothing for a channel that is open to everybody."""
    with shell.workspace() as ws:
        told, out = publishing.read_goes_to(ws, post.id), _out(ws, post)
    if told is None:
        return
    with st.container(border=True, gap="small", key="post-goes-to"):
        if out or post.status in GONE:
            st.markdown(out or "**Deliveries** :small[:gray[None are known.]]")
            return
        _choose(post, told)
        st.markdown(_reached(post, told))
        if told.count.people == 0:
            st.page_link("pages/settings/page.py", label="Open the audience", icon=":material/group_add:",
                         query_params={"section": "Audience"})  # fmt: skip


def in_words(ws: Workspace, post: Post) -> str:
    """Who gets it, or what became of the copies; empty for a channel that is open to everybody."""
    told = publishing.read_goes_to(ws, post.id)
    if told is None or (out := _out(ws, post)):
        return out if told else ""
    name = plain(told.segment) if told.segment else EVERYBODY.lower()
    return f"Goes to **{name}**  \n{_reached(post, told)}"


def _out(ws: Workspace, post: Post) -> str:
    """What became of a post's copies; empty while there are none."""
    told = publishing.read_deliveries(ws, post.id)
    if told.total:
        return deliveries.lines(told)
    if post.status is PostStatus.PUBLISHED and post.origin is Origin.SIMULATED:
        return (
            f"**Deliveries** {origin_chip(Origin.SIMULATED)}  \n:small[:gray[It was shown to a simulated audience. "
            "Nobody was written to, so there is nothing to deliver.]]"
        )
    return ""


def _choose(post: Post, told: GoesTo) -> None:
    key = f"goes:{post.id}"
    st.session_state[key] = told.segment
    st.selectbox(
        "Goes to", ["", *told.segments], key=key, format_func=lambda name: name or EVERYBODY,
        disabled=not (is_editable(post.status) and shell.can(Permission.WRITE)), on_change=_keep, args=(post, key),
    )  # fmt: skip


def _keep(post: Post, key: str) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        kept = publishing.choose_segment(ws, post.id, st.session_state[key])
        if words.is_typing(post.id) and words.seen_at(post.id) == post.updated_at:
            words.see(kept)  # what is being typed is not about this


def _reached(post: Post, told: GoesTo) -> str:
    """How many it would reach now, and that nobody is where the channel is simulated."""
    by = channel_look(post.channel).label
    if told.count.people or told.count.left_out:
        said = f"{plain(told.count.in_words())} :small[:gray[As of now; it is looked at again when it goes out.]]"
    else:
        whom = f"of “{plain(told.segment)}” " if told.segment else ""
        said = f"Nobody {whom}can be reached by {by} yet."
    if told.links:
        said += f"  \n:small[:gray[{plain(told.links)}]]"
    if told.is_simulated:
        said += (
            f"  \n{origin_chip(Origin.SIMULATED)} :small[:gray[{by} is simulated here: nobody is written to until an "
            "account is connected.]]"
        )
    return said
