"""What holds a post back, as a short list: each with what to do, and a way there."""

from datetime import datetime

import streamlit as st

from core import jobs, publishing
from core.publishing import Hindrance, Where
from core.tables import Post
from core.vocab import PostStatus
from ui import shell
from ui.safe import plain

SETTINGS, STRATEGY = "pages/settings/page.py", "pages/strategy/page.py"
CLEAR = frozenset({PostStatus.SCHEDULED, PostStatus.APPROVED})


def draw(post: Post, at: datetime | None = None, *, with_rules: bool = True) -> None:
    """Draw the list for the moment that is thought of; ``with_rules`` is off where the rules stand beside the words."""
    with shell.workspace() as ws:
        found = publishing.read_hindrances(ws, post.id, at, is_clock_late=jobs.is_late(shell.runtime()))
    told = [one for one in found if one.what != post.status_reason and (with_rules or not _is_rule(one))]
    if not told:
        if post.status in CLEAR and not any(one.stops for one in found):
            st.caption(":green[:material/check_circle:] Nothing holds it back.")
        return
    if stops := sum(one.stops for one in told):
        head = "One thing holds it back" if stops == 1 else f"{stops} things hold it back"
        st.markdown(f":red[:material/front_hand:] **{head}**")
    with st.container(gap="xxsmall"):
        for one in told:
            mark = ":red[:material/block:]" if one.stops else ":orange[:material/lightbulb:]"
            st.caption(f"{mark} {plain(one.words)}")
    _ways({one.where for one in told if one.stops}, post)


def _is_rule(one: Hindrance) -> bool:
    return one.where is Where.POST and one.field is not None


def _ways(wanted: set[Where], post: Post) -> None:
    """Where what stops it is mended, when that is on another page."""
    if Where.CHANNELS in wanted:
        st.page_link(SETTINGS, label="Open the channels", icon=":material/link:", query_params={"section": "Channels"})
    if Where.AUDIENCE in wanted:
        st.page_link(
            SETTINGS, label="Open the audience", icon=":material/group_add:", query_params={"section": "Audience"}
        )
    if Where.CAMPAIGN in wanted:
        st.page_link(STRATEGY, label="Open the campaign", icon=":material/flag:",
                     query_params={"campaign": str(post.campaign_id)})  # fmt: skip
