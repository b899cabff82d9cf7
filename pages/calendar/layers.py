"""What lies over the days besides posts: switched on and off, and kept in the address."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import streamlit as st

from core import publishing, strategy
from core.strategy import CampaignLine
from core.vocab import Channel
from core.workspace import Workspace
from pages.calendar.board import bands_of
from pages.calendar.choice import Choice
from ui import address
from ui.calendar_port import CalendarBand, CalendarShade, CalendarSlot
from ui.safe import plain
from ui.theme import channel_look

CAMPAIGNS, WEEKS, DAYS, BEST, SLOTS = "campaigns", "weeks", "days", "best", "slots"
LABELS = {
    CAMPAIGNS: ":material/flag: Campaigns",
    WEEKS: ":material/view_week: Theme weeks",
    DAYS: ":material/celebration: Holidays and retail days",
    BEST: ":material/schedule: Best times",
    SLOTS: ":material/queue: Free slots",
}
USUAL = (CAMPAIGNS, DAYS, SLOTS)
NONE = "none"
PARAM, PICKED, WORDS = "show", "layers:picked", "layers:words"


def shown() -> tuple[str, ...]:
    """The layers that the address names; the usual ones where it names none."""
    told = st.query_params.get_all(PARAM)
    return tuple(name for name in LABELS if name in told) if told else USUAL


def draw() -> None:
    """The switches; what the best times rest on stands below them."""
    with st.popover("Layers", key="layers:box", on_change="rerun") as box:
        if not box.open:
            return
        st.pills("Show", list(LABELS), selection_mode="multi", default=shown(), format_func=LABELS.__getitem__,
                 key=PICKED, on_change=_keep)  # fmt: skip
        if BEST in shown():
            st.caption("Best hours are shaded in Week and Day, and named on the days of a Month. They rest on:")
            for name, words in st.session_state.get(WORDS, ()):
                st.caption(f"**{channel_look(name).label}**: {plain(words)}")


def bars(
    ws: Workspace, campaigns: Sequence[CampaignLine], chosen: Choice, first: datetime, last: datetime
) -> list[CalendarBand]:
    """Bars over whole days: campaigns, their weeks, days with a name."""
    on, found = shown(), []
    if CAMPAIGNS in on:
        found += bands_of(campaigns, chosen.campaign_id)
    if WEEKS in on:
        found += _weeks(ws, chosen.campaign_id)
    if DAYS in on:
        found += _days(ws, first.date(), last.date())
    return found


def shades(ws: Workspace, channels: tuple[Channel, ...]) -> list[CalendarShade]:
    """Hours of the week that work for these channels, or for all that the business has."""
    if BEST not in shown():
        return []
    found = strategy.best_times(ws, channels or publishing.own_channels(ws))
    st.session_state[WORDS] = found.words
    return [
        CalendarShade(
            ", ".join(channel_look(name).label for name in one.channels),
            one.weekday,
            one.opens,
            one.closes,
            weight=len(one.channels),
        )
        for one in found.hours
    ]


def slots(ws: Workspace, channels: tuple[Channel, ...]) -> list[CalendarSlot]:
    """The queue's free slots ahead."""
    if SLOTS not in shown():
        return []
    return [CalendarSlot(one.channel, one.at) for one in publishing.free_slots(ws, channels=channels)]


def _weeks(ws: Workspace, campaign_id: UUID | None) -> list[CalendarBand]:
    return [
        CalendarBand(
            title=f"{one.week}. {one.title}",
            first=one.first,
            last=one.last,
            id=f"{one.campaign_id}/{one.week}",
            kind="week",
        )
        for one in strategy.theme_weeks(ws, campaign_id)
    ]


def _days(ws: Workspace, first: date, last: date) -> list[CalendarBand]:
    return [
        CalendarBand(
            title=one.name, first=one.date, last=one.date, id=f"day:{one.date}/{one.name}", kind=one.kind.value
        )
        for one in strategy.named_days(ws, first, last)
    ]


def _keep() -> None:
    picked = st.session_state[PICKED]
    address.keep(PARAM, [] if set(picked) == set(USUAL) else [name for name in LABELS if name in picked] or [NONE])
