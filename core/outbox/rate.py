"""Calls a minute: a channel takes so many of one account, and what is over that waits for its place in line.

The journal is what counts: a call is written down before it is made, by whichever clock, so that no two clocks
together make more than one may.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_
from sqlmodel import col

from core.channels.rules import ChannelRules, channel
from core.outbox.errand import Errand
from core.outbox.queue import let_go
from core.tables import Attempt, Publication
from core.vocab import PublicationStatus
from core.workspace import Workspace

MINUTE = timedelta(minutes=1)
NEAR = timedelta(seconds=5)
"""A moment so near is waited for at once: what was a little late in its line doesn't go to the end of it."""
SKEW = timedelta(minutes=10)
"""Calls that lie further ahead were written before this machine's clock was set back; those nearer count as now."""


@dataclass(frozen=True)
class Waits:
    """What would be one call too many: when it goes, and why not before."""

    errand: Errand
    at: datetime
    why: str


def limit(name: str) -> int:
    """How many calls a minute a channel takes of one account; 0 when it names no hard limit.

    >>> limit("telegram"), limit("linkedin")
    (20, 0)
    """
    most = channel(name).limits.per_minute_max
    return most.value if most and most.is_hard else 0


def says(rules: ChannelRules) -> str:
    """Why something waits."""
    return f"{rules.label} takes {limit(rules.name)} calls a minute. It goes out as soon as there is room."


def in_line(name: str, place: int) -> tuple[timedelta, str]:
    """How long the one at a place of a long line waits, counted from 0, and why; the first minute's go at once.

    >>> in_line("sms", 59)[0], in_line("sms", 60)[0], in_line("sms", 65)[0]
    (datetime.timedelta(0), datetime.timedelta(seconds=60), datetime.timedelta(seconds=65))
    """
    most = limit(name)
    if not most or place < most:
        return timedelta(0), ""
    at_once = max(1, most * NEAR // MINUTE)
    return MINUTE + (place - most) // at_once * MINUTE * at_once / most, says(channel(name))


def within_rate(ws: Workspace, window: Sequence[Errand]) -> tuple[list[Errand], list[Waits]]:
    """Which of one business's errands may go now, and which wait. Part of the transaction that journals the first.

    On PostgreSQL another clock that asks for the same account waits until that transaction ends.
    """
    go: list[Errand] = []
    wait: list[Waits] = []
    for name in dict.fromkeys(one.parcel.channel for one in window):
        mine = [one for one in window if one.parcel.channel == name]
        most = limit(name)
        free = len(mine)
        if most:
            ws.rows.alone(f"calls {name}")
            now = mine[0].clock()
            made = _made(ws, name, now)
            free = max(0, most - len(made))
            wait += _lined_up(ws, mine[free:], [*made, *[now] * min(free, len(mine))], most, now)
        go += mine[:free]
    return go, wait


def postpone(ws: Workspace, waits: Sequence[Waits]) -> list[Errand]:
    """Let go of what waits, in the open transaction, until its moment; those that are scheduled again.

    That moment is what counts from then on: whoever waits for room was not late.
    """
    return let_go(ws, [(one.errand, {"run_at": one.at, "due_at": one.at, "reason": one.why}) for one in waits])


def _made(ws: Workspace, name: str, now: datetime) -> list[datetime]:
    """When the calls of the last minute were made, in order."""
    of = and_(
        col(Publication.business_id) == col(Attempt.business_id), col(Publication.id) == col(Attempt.publication_id)
    )
    where = (col(Attempt.started_at) > now - MINUTE, col(Attempt.started_at) < now + SKEW)
    found = ws.rows.columns(
        Attempt.started_at, join=(Publication, of), where=[*where, col(Publication.channel) == name]
    )
    return sorted(min(at, now) for (at,) in found)


def _lined_up(ws: Workspace, over: Sequence[Errand], line: list[datetime], most: int, now: datetime) -> Iterable[Waits]:
    """A moment for each: a minute after the call whose room it takes, behind those that wait already."""
    if not over:
        return
    why = says(channel(over[0].parcel.channel))
    ahead = ws.rows.count(
        Publication,
        col(Publication.status) == PublicationStatus.SCHEDULED,
        col(Publication.channel) == over[0].parcel.channel,
        col(Publication.reason) == why,
        col(Publication.run_at) > now + NEAR,
    )
    last = line[-most:]
    for place, errand in enumerate(over):
        rounds, nth = divmod(place, most)
        at = last[nth] + MINUTE * (rounds + 1)
        if at > now + NEAR:
            rounds, nth = divmod(ahead + place, most)
            at = last[nth] + MINUTE * (rounds + 1)
        yield Waits(errand, at, why)
