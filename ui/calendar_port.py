"""The one door to the drag-and-drop calendar; nothing else in the product knows which component draws it.

The component's value is sticky: every rerun hands the last drag over again, so each action carries a nonce and is told
once.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit_calendar import calendar

from ui.calendar_css import calendar_css
from ui.calendar_items import (
    CalendarAction,
    CalendarBand,
    CalendarItem,
    CalendarShade,
    CalendarSlot,
    bar_of,
    day_shades,
    event_of,
    read_action,
    shade_of,
    slot_of,
    stacked,
    wall_clock,
)

__all__ = [
    "CalendarAction",
    "CalendarBand",
    "CalendarItem",
    "CalendarShade",
    "CalendarSlot",
    "render_calendar",
    "take_action",
]

_VIEWS = {"month": "dayGridMonth", "week": "timeGridWeek", "day": "timeGridDay", "list": "listWeek"}
POSTS_A_DAY = 3
"""Posts that a day of the month shows under the bars before it says how many more there are; a row grows for them."""
_HEIGHT = 880  # pixels; an "auto" height is 0 inside a tab that is not shown


def take_action(*, zone: ZoneInfo, key: str) -> CalendarAction | None:
    """What was done since the last run, before anything is drawn; ``None`` when nothing new was.

    Calling this first, acting on it and only then reading the rows and calling ``render_calendar`` saves a rerun, and a
    refused drag snaps back at once: every action taken makes the next drawing a new one.
    """
    value = st.session_state.get(key)
    if not value:
        return None
    action = read_action(value, zone)
    if action.nonce == st.session_state.get(f"{key}:taken"):
        return None
    st.session_state[f"{key}:taken"] = action.nonce
    st.session_state[f"{key}:turn"] = st.session_state.get(f"{key}:turn", 0) + 1
    return action


def render_calendar(
    items: Sequence[CalendarItem],
    *,
    zone: ZoneInfo,
    key: str,
    rev: int = 0,
    view: str = "month",
    initial_date: date | None = None,
    dark: bool = False,
    now: datetime | None = None,
    bands: Sequence[CalendarBand] = (),
    shades: Sequence[CalendarShade] = (),
    slots: Sequence[CalendarSlot] = (),
    height: int = _HEIGHT,
) -> CalendarAction | None:
    """Draw the calendar and return what the person just did with it, once.

    Args:
        items: the posts; send only a window around the visible range.
        zone: the business's zone, in which the times are shown.
        key: keeps view and date over reruns; changing it starts the calendar afresh.
        rev: raise it to have everything drawn again, as after a drag that was refused later.
        view: ``month``, ``week``, ``day`` or ``list``; used when the calendar first appears.
        initial_date: a day within the range shown first; defaults to today.
        dark: whether the page around is dark.
        now: the business's own moment, aware; today and the now line follow it. Defaults to the system's clock.
        bands: bars over whole days.
        shades: hours of every week that are shaded where hours are shown, and named on the days of a month.
        slots: free times kept for posts.
        height: pixels.
    """
    action = take_action(zone=zone, key=key)
    turn = f"{rev}.{st.session_state.get(f'{key}:turn', 0)}"
    today = (now or datetime.now(UTC)).astimezone(zone)
    calendar(
        events=[
            *(event_of(item, zone, turn) for item in items),
            *(bar_of(band) for band in bands),
            *(shade_of(shade) for shade in shades),
            *day_shades(shades),
            *(slot_of(slot, zone) for slot in slots),
        ],
        options={
            "timeZone": "UTC",
            "now": wall_clock(today.replace(second=0, microsecond=0), zone),
            "initialView": _VIEWS[view],
            "initialDate": (initial_date or today.date()).isoformat(),
            "height": height,
            "firstDay": 1,
            "locale": "en-gb",
            "headerToolbar": {
                "left": "prev,next today",
                "center": "title",
                "right": "dayGridMonth,timeGridWeek,timeGridDay,listWeek",
            },
            "buttonText": {"today": "Today", "month": "Month", "week": "Week", "day": "Day", "list": "List"},
            "eventTimeFormat": {"hour": "2-digit", "minute": "2-digit", "hour12": False},
            "slotLabelFormat": {"hour": "2-digit", "minute": "2-digit", "hour12": False},
            "scrollTime": "07:00:00",
            "nowIndicator": True,
            "eventDisplay": "block",
            "eventInteractive": True,
            "eventDurationEditable": False,
            "editable": True,
            "selectable": True,
            "allDaySlot": bool(bands),
            "dayMaxEvents": POSTS_A_DAY + stacked(bands),
            "longPressDelay": 350,
        },
        custom_css=calendar_css(dark=dark),
        callbacks=["eventClick", "eventChange", "select"],
        key=key,
    )
    return action
