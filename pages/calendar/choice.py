"""Which posts are shown, and where the calendar begins; all of it in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import streamlit as st

from core.publishing import CalendarPost
from core.strategy import CampaignLine
from core.vocab import Channel, PostStatus
from ui import address
from ui.theme import STATUSES, channel_look

CHANNEL, CAMPAIGN, STATUS, DAY = (f"calendar:{name}" for name in ("channel", "campaign", "status", "day"))
VIEWS = ("month", "week", "day", "list")


@dataclass(frozen=True)
class Start:
    """Where the calendar begins; another start is another calendar."""

    view: str
    day: date | None

    @property
    def key(self) -> str:
        """The component's key: it keeps what the person leafed to, until they jump elsewhere."""
        return f"calendar:{self.view}:{self.day or 'today'}"


@dataclass(frozen=True)
class Choice:
    """The filters; empty means all."""

    channels: tuple[Channel, ...]
    campaign_id: UUID | None
    statuses: tuple[PostStatus, ...]

    @property
    def narrows(self) -> bool:
        return bool(self.channels or self.campaign_id or self.statuses)


def start() -> Start:
    """The view and the day that the address names, or that were picked since; a month is too wide for a phone."""
    usual = "list" if "Mobi" in st.context.headers.get("User-Agent", "") else VIEWS[0]
    view = st.query_params.get("view", usual)
    if DAY not in st.session_state:
        st.session_state[DAY] = _day(st.query_params.get("day", ""))
    return Start(view if view in VIEWS else usual, st.session_state[DAY])


def read(campaigns: Sequence[CampaignLine], posts: Sequence[CalendarPost]) -> Choice:
    """The filters as they stand before they are drawn; the address fills them the first time."""
    ids = {str(one.id) for one in campaigns}
    st.session_state["calendar:channels"] = sorted({post.channel for post in posts})
    address.follow(CHANNEL, "channel", None, many=True)
    address.follow(CAMPAIGN, "campaign", ids)
    address.follow(STATUS, "status", [status.value for status in PostStatus], many=True)
    if st.session_state.get(CAMPAIGN) not in ids:
        st.session_state[CAMPAIGN] = None
    campaign = st.session_state[CAMPAIGN]
    return Choice(
        channels=tuple(st.session_state.get(CHANNEL) or ()),
        campaign_id=UUID(campaign) if campaign else None,
        statuses=tuple(PostStatus(one) for one in st.session_state.get(STATUS) or ()),
    )


def draw(campaigns: Sequence[CampaignLine], beside: Callable[[], None]) -> None:
    """Draw the filters, and what stands ``beside`` them, and keep the address in step."""
    known = st.session_state["calendar:channels"]
    options = [*known, *(one for one in st.session_state.get(CHANNEL) or () if one not in known)]
    names = {str(one.id): one.name for one in campaigns}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        channels = st.pills("Channels", options, selection_mode="multi", key=CHANNEL, format_func=_channel)
        campaign = st.selectbox(
            "Campaign", list(names), key=CAMPAIGN, format_func=names.__getitem__, placeholder="All campaigns", width=140
        )
        statuses = st.multiselect(
            "Status",
            [status.value for status in STATUSES if status is not PostStatus.CANCELLED],
            key=STATUS,
            format_func=lambda one: STATUSES[PostStatus(one)].label,
            placeholder="Every status",
            width=130,
        )
        day = st.date_input("Go to", value=None, key=DAY, width=130, format="DD/MM/YYYY")
        beside()
    address.keep("channel", channels)
    address.keep("campaign", [campaign] if campaign else [])
    address.keep("status", statuses)
    address.keep("day", [day.isoformat()] if isinstance(day, date) else [])


def show_only(campaign_id: str) -> None:
    """Narrow the calendar to one campaign, or widen it again."""
    st.session_state[CAMPAIGN] = None if st.session_state.get(CAMPAIGN) == campaign_id else campaign_id


def _channel(name: str) -> str:
    look = channel_look(name)
    return f"{look.icon} {look.label}"


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
