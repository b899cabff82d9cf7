"""The board: every post by where it stands, narrowed by channel, campaign and words; the address keeps the filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import content, strategy
from core.content import PostLine
from core.content.read import PUBLISHED_SHOWN
from core.publishing import own_channels
from core.vocab import Permission, PostStatus
from pages.content_studio import card, listing
from ui import address, outcome, shell
from ui.pieces import empty
from ui.theme import channel_look

S = PostStatus
LANES: Mapping[str, tuple[str, tuple[PostStatus, ...]]] = {
    "draft": ("Drafts", (S.DRAFT, S.CHANGES_REQUESTED)),
    "review": ("In review", (S.PENDING_APPROVAL, S.APPROVED)),
    "scheduled": ("Scheduled", (S.SCHEDULED, S.ON_HOLD, S.PUBLISHING)),
    "published": ("Published", (S.PUBLISHED,)),
    "trouble": ("Needs you", (S.FAILED, S.UNCONFIRMED, S.MISSED)),
    "cancelled": ("Cancelled", (S.CANCELLED,)),
}
ALWAYS = ("draft", "scheduled", "published")
"""Lanes that stand there even when empty; the others appear with their first post."""
MOST, MOST_ALONE = 6, 60
VIEW, BOARD, LIST = "studio:view", "board", "list"
VIEWS = {BOARD: ":material/view_kanban: Board", LIST: ":material/checklist: List"}
CHANNEL, CAMPAIGN, SEARCH, LANE = "studio:channel", "studio:campaign", "studio:search", "studio:lane"


@dataclass(frozen=True)
class Chosen:
    """The filters, and the place beside them that is left for the lanes' names."""

    beside: DeltaGenerator
    channel: str | None
    campaign: UUID | None
    search: str


def draw() -> None:
    """Draw the heading, the filters and the lanes."""
    with shell.page("Content Studio", "Every post, from first draft to published."):
        if shell.can(Permission.WRITE):
            st.button(
                "Templates", icon=":material/dashboard_customize:", type="tertiary", on_click=_open, args=("kept",)
            )
            st.button("New post", type="primary", icon=":material/add:", on_click=_open, args=("new",))
    outcome.draw("studio")
    with shell.workspace() as ws:
        campaigns = {str(line.id): line.name for line in strategy.list_campaigns(ws)}
        chosen = _filters(campaigns, own_channels(ws))
        lines = content.board(ws, channel=chosen.channel, campaign_id=chosen.campaign, search=chosen.search)
    lanes = {name: [line for status in held for line in lines[status]] for name, (_, held) in LANES.items()}
    if not chosen.search:  # what goes out next stands first; a search has an order of its own
        lanes["scheduled"].sort(key=lambda line: (line.at is None, line.at))
    if not any(lanes.values()):
        _nothing(is_filtered=bool(chosen.channel or chosen.campaign or chosen.search))
        return
    with chosen.beside:
        alone = _chosen_lane(lanes)
    if _as_list():
        listing.draw(lanes[alone] if alone else [line for name in LANES for line in lanes[name]], campaigns)
    elif alone is None:
        _side_by_side(lanes)
    else:
        _alone(lanes[alone])


def _as_list() -> bool:
    return st.session_state.get(VIEW) == LIST


def _open(what: str) -> None:
    st.query_params[what] = "1"


def _filters(campaigns: Mapping[str, str], names: Sequence[str]) -> Chosen:
    for key, name, options in ((CHANNEL, "channel", names), (CAMPAIGN, "campaign", campaigns), (SEARCH, "q", None)):
        address.follow(key, name, options)
    address.follow(VIEW, "view", (LIST,))
    st.session_state.setdefault(VIEW, BOARD)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        channel = st.pills("Channel", names, format_func=_channel, key=CHANNEL, label_visibility="collapsed",
                           wrap=True)  # fmt: skip
        view = st.segmented_control(
            "View", VIEWS, format_func=VIEWS.__getitem__, key=VIEW, required=True, label_visibility="collapsed"
        )
    address.keep("view", [LIST] if view == LIST else [])
    lane, group, words = st.columns([2.4, 1, 1], vertical_alignment="bottom")
    with group:
        campaign = st.selectbox(
            "Campaign",
            list(campaigns),
            index=None,
            placeholder="All campaigns",
            format_func=lambda one: campaigns.get(one, ""),
            key=CAMPAIGN,
            label_visibility="collapsed",
        )
    with words:
        search = st.text_input(
            "Search", placeholder="Words or meaning", icon=":material/search:", key=SEARCH, label_visibility="collapsed"
        )
    for name, value in (("channel", channel), ("campaign", campaign), ("q", search)):
        address.keep(name, [value] if value else [])
    return Chosen(lane, channel, UUID(campaign) if campaign else None, search)


def _channel(name: str) -> str:
    return f"{channel_look(name).icon} {channel_look(name).label}"


def _chosen_lane(lanes: Mapping[str, list[PostLine]]) -> str | None:
    address.follow(LANE, "lane", LANES)
    shown = [name for name in LANES if lanes[name] or name in ALWAYS]
    lane = st.segmented_control(
        "Show",
        shown,
        format_func=lambda name: f"{LANES[name][0]} {_count(name, lanes[name])}",
        key=LANE,
        label_visibility="collapsed",
        wrap=True,
    )
    address.keep("lane", [lane] if lane else [])
    return lane


def _side_by_side(lanes: Mapping[str, list[PostLine]]) -> None:
    shown = [name for name in LANES if name != "cancelled" and (lanes[name] or name in ALWAYS)]
    for place, name in zip(st.columns(len(shown), gap="small"), shown, strict=True):
        posts = lanes[name]
        with place, st.container(gap="small"):
            st.markdown(f"**{LANES[name][0]}** :gray[{_count(name, posts)}]")
            if not posts:
                st.caption("Nothing here.")
            for line in posts[:MOST]:
                card.draw(line)
            if len(posts) > MOST:
                st.button(
                    f"Show {_count(name, posts)}", key=f"all:{name}", type="tertiary", on_click=_show, args=(name,)
                )


def _alone(posts: list[PostLine]) -> None:
    if not posts:
        empty("inbox", "Nothing here", "Choose another step above, or make a new post.")
    for start in range(0, min(len(posts), MOST_ALONE), 3):
        for place, line in zip(st.columns(3, gap="small"), posts[start : start + 3], strict=False):
            with place:
                card.draw(line)
    if len(posts) > MOST_ALONE:
        st.caption(f"The latest {MOST_ALONE} of {len(posts)}. Search, or choose a channel, to see others.")


def _count(name: str, posts: list[PostLine]) -> str:
    """How many; of the published only the latest are read."""
    return f"latest {len(posts)}" if name == "published" and len(posts) >= PUBLISHED_SHOWN else str(len(posts))


def _show(lane: str) -> None:
    st.session_state[LANE] = lane


def _nothing(*, is_filtered: bool) -> None:
    if is_filtered:
        empty("filter_alt_off", "No post fits these filters", "Take one away to see more.")
        st.button("Clear the filters", icon=":material/filter_alt_off:", on_click=_clear)
    else:
        empty("edit_square", "No posts yet", "Plan a campaign and its drafts arrive here, or write one post by hand.",
              page="pages/strategy/page.py", action="Plan a campaign")  # fmt: skip


def _clear() -> None:
    for key in (CHANNEL, CAMPAIGN, LANE):
        st.session_state[key] = None
    st.session_state[SEARCH] = ""
