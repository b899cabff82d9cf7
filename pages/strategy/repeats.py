"""A campaign's drafts that say nearly what another post says: looked for after writing, or when somebody asks."""

from uuid import UUID

import streamlit as st

from core import content
from core.content import RepeatedDraft
from core.vocab import PostStatus
from core.workspace import Workspace
from ui import shell
from ui.safe import plain, short
from ui.theme import channel_look

SHOWN = 8
STUDIO = "pages/content_studio/page.py"


def told(ws: Workspace, campaign_id: UUID) -> str:
    """A sentence for after the writing, empty where nothing repeats; what was found is shown below the posts."""
    found = content.repeated_drafts(ws, campaign_id)
    if not found:
        return ""
    st.session_state[_key(campaign_id)] = st.session_state.get(_key(campaign_id), 0) + 1
    many = "One draft says" if len(found) == 1 else f"{len(found)} drafts say"
    return f" {many} nearly the same as another post: see “Repeats” below."


def draw(campaign_id: UUID) -> None:
    """Draw the fold; its posts are compared once it is open."""
    times = st.session_state.get(_key(campaign_id), 0)  # a fold of its own each time: open, whatever it was before
    box = st.expander("Repeats", icon=":material/join_inner:", key=f"{_key(campaign_id)}:{times}",
                      expanded=times > 0, on_change="rerun")  # fmt: skip
    if not box.open:
        return
    with box:
        with shell.workspace() as ws:
            found = content.repeated_drafts(ws, campaign_id)
        if not found:
            st.caption("No draft says the same as a post of the last 90 days, or as one that is still to come.")
        for number, one in enumerate(found[:SHOWN]):
            _pair(one, number)
        if len(found) > SHOWN:
            st.caption(f"And {len(found) - SHOWN} more, later on.")


def _pair(one: RepeatedDraft, number: int) -> None:
    draft, post = one.draft, one.same.post
    when = "went out" if post.status is PostStatus.PUBLISHED else "is planned for"
    moment = f", which {when} {shell.when(post.at)}" if post.at else ", a draft without a date"
    mine = f"{channel_look(draft.channel).icon} **{plain(short(draft.title, 70))}**"
    theirs = f"“{plain(short(post.title, 70))}” on {channel_look(post.channel).label}{plain(moment)}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"repeat:{number}"):
        st.markdown(f"{mine} is {one.same.likeness}% alike with {theirs}.", width="stretch")
        st.page_link(STUDIO, label="Open the draft", query_params={"post": str(draft.id)}, width="content")
        st.page_link(STUDIO, label="Open the other", query_params={"post": str(post.id)}, width="content")


def _key(campaign_id: UUID) -> str:
    return f"repeats:{campaign_id}"
