"""How well a plan was kept: the share of its slots that went out, and how close to their moments."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.vocab import Channel

WEEK = timedelta(weeks=1)
Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class PlannedSlot:
    """One moment of the plan that is due, and when its post went out (None if it did not). Leave future slots out."""

    channel: Channel
    planned_at: datetime
    published_at: datetime | None


@dataclass(frozen=True)
class Keeping:
    """A plan kept.

    Args:
        expected: slots planned, plus the target cadence of weeks that had no plan.
        kept: how many of them were published no more than one gap from their moment.
        evenness: 1 - mean deviation of kept slots from the plan's own moments, in gaps; 0-1.
        weeks: length of the window.
    """

    expected: float
    kept: float
    evenness: float
    weeks: float

    def signal(self, per_week: float | None = None) -> float:
        """Give the consistency signal, 0-100; with ``per_week``, as if that many slots a week had been kept."""
        kept = self.kept if per_week is None else per_week * self.weeks
        return 100.0 * min(1.0, max(0.0, kept) / self.expected) * self.evenness


def keeping(
    slots: Sequence[PlannedSlot],
    published: Sequence[datetime],
    target_per_week: float,
    window: Window | None = None,
) -> Keeping | None:
    """Measure how a plan was kept; None if nothing was expected, or nothing was planned or published at all.

    Args:
        slots: the due slots.
        published: moments of all posts, which stand for weeks without a plan.
        target_per_week: the business's usual cadence, for those weeks.
        window: the period to judge; by default whole weeks from the first planned or published moment to the last.
    """
    moments = [slot.planned_at for slot in slots] + list(published)
    if not moments:
        return None
    start, end = window or _whole_weeks(min(moments), max(moments))
    late = _lateness(slots, target_per_week)
    on_time = [gaps for gaps in late if gaps is not None and gaps <= 1.0]
    expected, kept = float(len(slots)), float(len(on_time))
    for week in range(math.ceil((end - start) / WEEK)):
        begins, ends = start + week * WEEK, min(end, start + (week + 1) * WEEK)
        if not any(begins <= slot.planned_at < ends for slot in slots):
            wanted = target_per_week * ((ends - begins) / WEEK)
            expected += wanted
            kept += min(wanted, sum(begins <= moment < ends for moment in published))
    evenness = 1.0 - min(1.0, sum(on_time) / len(on_time)) if on_time else 1.0
    return Keeping(expected, kept, evenness, (end - start) / WEEK) if expected else None


def _whole_weeks(first: datetime, last: datetime) -> Window:
    return first, first + ((last - first) // WEEK + 1) * WEEK


def _lateness(slots: Sequence[PlannedSlot], target_per_week: float) -> list[float | None]:
    """Deviation of each slot in mean gaps of its own channel's plan, early or late alike; None if it never went out."""
    gaps = {channel: _gap(slots, channel, target_per_week) for channel in {slot.channel for slot in slots}}
    return [
        None if slot.published_at is None else abs(slot.published_at - slot.planned_at) / gaps[slot.channel]
        for slot in slots
    ]


def _gap(slots: Sequence[PlannedSlot], channel: Channel, target_per_week: float) -> timedelta:
    moments = sorted(slot.planned_at for slot in slots if slot.channel == channel)
    spread = moments[-1] - moments[0]
    return spread / (len(moments) - 1) if spread else WEEK / max(target_per_week, 1.0)
