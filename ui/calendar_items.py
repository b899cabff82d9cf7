"""What stands on the calendar and what was done with it, in the component's terms; pure.

The component has no idea of time zones: it is fed wall-clock times of the business's zone and told that they are
UTC, and the zone is put back here.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from core.vocab import Channel, PostStatus, PostType

ActionKind = Literal["moved", "opened", "selected"]
_KINDS: dict[str, ActionKind] = {"eventChange": "moved", "eventClick": "opened", "select": "selected"}


@dataclass(frozen=True)
class CalendarItem:
    """One post on the calendar; ``start`` is aware. What is published or on its way is not ``editable``.

    ``repeats`` marks one of a series.
    """

    id: str
    title: str
    start: datetime
    channel: Channel
    status: PostStatus
    type: PostType
    editable: bool
    repeats: bool = False


@dataclass(frozen=True)
class CalendarBand:
    """A bar across whole days, both included: a campaign, a theme week, a holiday.

    Clicked, it is ``opened`` as ``band:`` and its ``id``.
    """

    title: str
    first: date
    last: date
    id: str = ""
    kind: str = "campaign"


@dataclass(frozen=True)
class CalendarSlot:
    """A free time kept for a channel's posts. Clicked, it is ``opened`` as ``slot:`` and its channel, at its moment."""

    channel: Channel
    start: datetime


@dataclass(frozen=True)
class CalendarShade:
    """Hours of one weekday (Monday is 0), every week, from ``opens`` up to ``closes``; drawn behind the posts.

    The more ``weight``, the darker, up to 4.
    """

    title: str
    weekday: int
    opens: int
    closes: int
    weight: int = 1


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


def stacked(bands: Sequence[CalendarBand]) -> int:
    """The most bars that lie over one day.

    >>> march = [CalendarBand("Spring", date(2026, 3, 1), date(2026, 3, 31))]
    >>> stacked([]), stacked(march), stacked([*march, CalendarBand("Eggs", date(2026, 3, 31), date(2026, 4, 5))])
    (0, 1, 2)
    """
    return max((sum(other.first <= one.first <= other.last for other in bands) for one in bands), default=0)


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


def event_of(item: CalendarItem, zone: ZoneInfo, turn: str) -> dict[str, Any]:
    """The component's event for a post.

    Args:
        item: the post.
        zone: the business's zone.
        turn: changes whenever the event must be redrawn: the component compares an event with what it was last given,
            not with where it was dragged to.
    """
    held = () if item.editable else ("fixed",)
    return {
        "id": item.id,
        "title": item.title,
        "start": wall_clock(item.start, zone),
        "editable": item.editable,
        "classNames": [
            "post",
            f"channel-{item.channel}",
            f"status-{item.status}",
            f"type-{item.type}",
            *held,
            *(("repeats",) if item.repeats else ()),
        ],
        "extendedProps": {"rev": turn},
    }


def slot_of(slot: CalendarSlot, zone: ZoneInfo) -> dict[str, Any]:
    """The component's event for a free slot; it stands still.

    >>> free = slot_of(CalendarSlot("email", datetime(2026, 7, 1, 7, tzinfo=UTC)), ZoneInfo("Europe/Paris"))
    >>> free["id"], free["start"]
    ('slot:email/2026-07-01T09:00:00', '2026-07-01T09:00:00')
    """
    at = wall_clock(slot.start, zone)
    return {
        "id": f"slot:{slot.channel}/{at}",
        "title": "Free slot",
        "start": at,
        "editable": False,
        "classNames": ["post", "slot", f"channel-{slot.channel}"],
    }


def bar_of(band: CalendarBand) -> dict[str, Any]:
    """The component's all-day event for a bar; its end is exclusive."""
    return {
        "id": f"band:{band.id or band.title}",
        "title": band.title,
        "start": band.first.isoformat(),
        "end": (band.last + timedelta(days=1)).isoformat(),
        "allDay": True,
        "editable": False,
        "classNames": ["band", f"band-{band.kind}"],
    }


def shade_of(shade: CalendarShade) -> dict[str, Any]:
    """The component's weekly background for hours; its weeks begin on Sunday, 0.

    >>> shade_of(CalendarShade("Email", 6, 9, 24))["daysOfWeek"], shade_of(CalendarShade("Email", 0, 9, 24))["endTime"]
    ([0], '24:00:00')
    """
    return {
        "id": f"shade:{shade.weekday}-{shade.opens}",
        "title": shade.title,
        "daysOfWeek": [(shade.weekday + 1) % 7],
        "startTime": f"{shade.opens:02}:00:00",
        "endTime": f"{shade.closes:02}:00:00",
        "display": "background",
        "editable": False,
        "classNames": ["shade", f"shade-{min(shade.weight, 4)}"],
    }


def day_shades(shades: Sequence[CalendarShade]) -> list[dict[str, Any]]:
    """The same hours where only days are shown: one background a weekday, which names its hours.

    >>> hours = [CalendarShade("Email", 1, 9, 11), CalendarShade("SMS", 1, 11, 12), CalendarShade("SMS", 1, 17, 18, 3)]
    >>> [(one["title"], one["daysOfWeek"], one["classNames"][2]) for one in day_shades(hours)]
    [('9-12, 17-18', [2], 'shade-3')]
    """
    days: dict[int, list[CalendarShade]] = {}
    for one in sorted(shades, key=lambda shade: (shade.weekday, shade.opens)):
        days.setdefault(one.weekday, []).append(one)
    return [
        {
            "id": f"shade:day-{weekday}",
            "title": _hours(hours),
            "daysOfWeek": [(weekday + 1) % 7],
            "allDay": True,
            "display": "background",
            "editable": False,
            "classNames": ["shade", "shade-day", f"shade-{min(max(one.weight for one in hours), 4)}"],
        }
        for weekday, hours in days.items()
    ]


def _hours(shades: Sequence[CalendarShade]) -> str:
    """Stretches of hours, neighbours as one."""
    told: list[tuple[int, int]] = []
    for one in shades:
        if told and one.opens <= told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], one.closes))
        else:
            told.append((one.opens, one.closes))
    return ", ".join(f"{opens}-{closes}" for opens, closes in told)


def wall_clock(moment: datetime, zone: ZoneInfo) -> str:
    """The moment as the business's clock on the wall shows it, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")


def _moment(wall_clock: str, zone: ZoneInfo) -> datetime:
    """The aware UTC moment of a wall-clock text, which may end in a ``Z`` that means nothing."""
    return datetime.fromisoformat(wall_clock.removesuffix("Z")).replace(tzinfo=zone).astimezone(UTC)
