"""The one door to the drag-and-drop calendar; nothing else in the product knows which component draws it.

The component has no idea of time zones: it is fed wall-clock times of the business's zone and told that they are UTC, and
the zone is put back here. Its value is sticky: every rerun hands the last drag over again, so each action carries a nonce
and is told once.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit_calendar import calendar

from core.vocab import Channel, PostStatus, PostType
from ui.calendar_css import calendar_css

ActionKind = Literal["moved", "opened", "selected"]
_KINDS: dict[str, ActionKind] = {"eventChange": "moved", "eventClick": "opened", "select": "selected"}
_VIEWS = {"month": "dayGridMonth", "week": "timeGridWeek", "day": "timeGridDay", "list": "listWeek"}
_HEIGHT = 760  # pixels; an "auto" height is 0 inside a tab that is not shown


@dataclass(frozen=True)
class CalendarItem:
    """One post on the calendar; ``start`` is aware. What is published or on its way is not ``editable``."""

    id: str
    title: str
    start: datetime
    channel: Channel
    status: PostStatus
    type: PostType
    editable: bool


@dataclass(frozen=True)
class CalendarBand:
    """A bar across whole days, both included: a campaign, a theme week, a holiday."""

    title: str
    first: date
    last: date


@dataclass(frozen=True)
class CalendarAction:
    """What the person did, told once. Moments are aware UTC; ``id`` is empty for ``selected``.

    ``all_day`` is true when a day was picked without an hour (``start`` is then that day's midnight in the zone).
    """

    kind: ActionKind
    id: str
    start: datetime
    end: datetime | None
    nonce: str
    all_day: bool = False


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


def render_calendar(  # noqa: PLR0913 - a calendar has this many sides
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
    height: int = _HEIGHT,
) -> CalendarAction | None:
    """Draw the calendar and return what the person just did with it, once.

    Args:
        items: the posts; send only a window around the visible range.
        zone: the business's zone, in which the times are shown.
        key: keeps view and date over reruns; changing it starts the calendar afresh.
        rev: raise it to have everything drawn again, as after a drag that was refused later.
        view: ``month``, ``week``, ``day`` or ``list``; used when the calendar first appears, as is ``initial_date``.
        dark: whether the page around is dark.
        now: the business's own moment, aware; today and the now line follow it. Defaults to the system's clock.
        bands: bars over whole days.
        height: pixels.
    """
    action = take_action(zone=zone, key=key)
    turn = f"{rev}.{st.session_state.get(f'{key}:turn', 0)}"
    today = (now or datetime.now(UTC)).astimezone(zone)
    calendar(
        events=[*(_event(item, zone, turn) for item in items), *(_bar(band) for band in bands)],
        options={
            "timeZone": "UTC",
            "now": _wall_clock(today.replace(second=0, microsecond=0), zone),
            "initialView": _VIEWS[view],
            "initialDate": (initial_date or today.date()).isoformat(),
            "height": height,
            "firstDay": 1,
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
            "dayMaxEvents": True,
            "longPressDelay": 350,
        },
        custom_css=calendar_css(dark=dark),
        callbacks=["eventClick", "eventChange", "select"],
        key=key,
    )
    return action


def read_action(value: Mapping[str, Any], zone: ZoneInfo) -> CalendarAction:
    """Put the zone back onto what the component said.

    >>> told = {"callback": "eventChange", "eventChange": {"event": {"id": "7", "start": "2026-07-01T09:30:00Z"}}}
    >>> read_action(told, ZoneInfo("Europe/Paris")).start.isoformat()
    '2026-07-01T07:30:00+00:00'
    """
    said = value[value["callback"]]
    subject = said.get("event", said)
    end = subject.get("end")
    return CalendarAction(
        kind=_KINDS[value["callback"]],
        id=subject.get("id", ""),
        start=_moment(subject["start"], zone),
        end=_moment(end, zone) if end else None,
        nonce=hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16],
        all_day=bool(subject.get("allDay", False)),
    )


def _event(item: CalendarItem, zone: ZoneInfo, turn: str) -> dict[str, Any]:
    held = () if item.editable else ("fixed",)
    return {
        "id": item.id,
        "title": item.title,
        "start": _wall_clock(item.start, zone),
        "editable": item.editable,
        "classNames": [
            "post",
            f"channel-{item.channel}",
            f"status-{item.status}",
            f"type-{item.type}",
            *held,
        ],
        # The component redraws only what differs from what it was last given, not from where it was dragged to.
        "extendedProps": {"rev": turn},
    }


def _bar(band: CalendarBand) -> dict[str, Any]:
    return {
        "id": f"band:{band.title}",
        "title": band.title,
        "start": band.first.isoformat(),
        "end": (band.last + timedelta(days=1)).isoformat(),
        "allDay": True,
        "editable": False,
        "classNames": ["band"],
    }


def _wall_clock(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")


def _moment(wall_clock: str, zone: ZoneInfo) -> datetime:
    """The aware UTC moment of a wall-clock text, which may end in a ``Z`` that means nothing."""
    return datetime.fromisoformat(wall_clock.removesuffix("Z")).replace(tzinfo=zone).astimezone(UTC)
