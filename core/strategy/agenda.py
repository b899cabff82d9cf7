"""What needs doing today, the most valuable first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core import messaging, publishing, webhooks
from core.analytics.usage import read_usage
from core.keys import needs
from core.messaging import ThreadRow
from core.messaging.due import OPEN
from core.publishing import CalendarPost
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

SOON = timedelta(minutes=60)
DAYS = 7
ALLOWANCE_SHARE = 0.8
MOST_POSTS = 5


class Chore(StrEnum):
    """Kinds of work, in the order of what it costs to leave them.

    A customer who waits past the promise may be lost; a post that may have gone out may go out twice; one that did not
    go out is reach lost today; then what will be late within the hour, what waits for a decision, and what is empty.
    """

    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    MISSED = "missed"
    DUE_SOON = "due_soon"
    APPROVAL = "approval"
    EMPTY_DAYS = "empty_days"
    ALLOWANCE = "allowance"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Args:
        title: what it is, in a person's own words where it has any (a post's title, a customer's name).
        reason: why it is here: the channel's answer, how many wait.
        at: the moment it concerns: when a post was due, when an answer is due.
        post_id: the post, where it is one.
        channel: where, or an empty string.
        count: how many things of this kind the task stands for.
        days: the days it concerns.
        conversation_id: the conversation, where somebody waits for an answer.
    """

    chore: Chore
    title: str = ""
    reason: str = ""
    at: datetime | None = None
    post_id: UUID | None = None
    channel: str = ""
    count: int = 1
    days: tuple[date, ...] = ()
    conversation_id: UUID | None = None


@dataclass(frozen=True)
class Agenda:
    """What to do, and the posts of the next seven days it was drawn from."""

    tasks: tuple[Task, ...]
    coming: tuple[CalendarPost, ...]


@needs(Permission.READ)
def read_agenda(ws: Workspace) -> Agenda:
    """Look at troubles, waiting messages, the coming week, the AI allowance, and programs that hear nothing now."""
    midnight = ws.now.astimezone(ws.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    coming = tuple(publishing.calendar(ws, ws.now, midnight + timedelta(days=DAYS)))
    tasks = [*_messages(ws), *_posts(ws), *_approvals(ws), *_week(ws, coming), *_allowance(ws), *_untold(ws)]
    order = list(Chore)
    return Agenda(tuple(sorted(tasks, key=lambda task: order.index(task.chore))), coming)


def _messages(ws: Workspace) -> Iterator[Task]:
    found = (row for status in OPEN for row in messaging.inbox(ws, status=status))
    waiting = sorted((row for row in found if row.due_at), key=lambda row: (row.due_at, row.id))
    overdue = [row for row in waiting if row.is_overdue]
    soon = [row for row in waiting if not row.is_overdue and row.due_at and row.due_at <= ws.now + SOON]
    if overdue:
        yield _answer(Chore.OVERDUE, overdue)
    if soon:
        yield _answer(Chore.DUE_SOON, soon)


def _answer(chore: Chore, rows: list[ThreadRow]) -> Task:
    first = rows[0]
    return Task(
        chore,
        first.name,
        first.snippet,
        first.due_at,
        channel=first.channel,
        count=len(rows),
        conversation_id=first.id,
    )


def _posts(ws: Workspace) -> Iterator[Task]:
    kinds = {
        PostStatus.UNCONFIRMED: Chore.UNCONFIRMED,
        PostStatus.FAILED: Chore.FAILED,
        PostStatus.MISSED: Chore.MISSED,
    }
    found = publishing.troubles(ws)
    for status, chore in kinds.items():
        of_kind = [one for one in found if one.status is status]
        for one in of_kind[:MOST_POSTS]:
            yield Task(chore, one.title, one.reason, one.at, one.id, one.channel)
        if rest := of_kind[MOST_POSTS:]:
            yield Task(chore, count=len(rest), at=rest[0].at)


def _approvals(ws: Workspace) -> Iterator[Task]:
    waiting = [post for post in publishing.tray(ws) if post.status is PostStatus.PENDING_APPROVAL]
    if waiting and Permission.APPROVE in ws.key.permissions:
        yield Task(Chore.APPROVAL, waiting[0].title, count=len(waiting))


def _week(ws: Workspace, coming: tuple[CalendarPost, ...]) -> Iterator[Task]:
    """Empty days, as far as the wished cadence asks for more than is scheduled; today is over for planning."""
    sure = [post for post in coming if post.status is PostStatus.SCHEDULED]
    lacking = round(sum(line.per_week for line in ws.profile.cadence)) - len(sure)
    today = ws.now.astimezone(ws.zone).date()
    taken = {post.at.astimezone(ws.zone).date() for post in sure}
    empty = tuple(day for day in (today + timedelta(days=n) for n in range(1, DAYS)) if day not in taken)
    if lacking > 0 and empty:
        yield Task(Chore.EMPTY_DAYS, count=lacking, days=empty)


def _allowance(ws: Workspace) -> Iterator[Task]:
    used = read_usage(ws)
    if used.share >= ALLOWANCE_SHARE:
        yield Task(
            Chore.ALLOWANCE, reason=f"{used.tokens:,} of {used.allowance:,} tokens", count=round(used.share * 100)
        )


def _untold(ws: Workspace) -> Iterator[Task]:
    """Addresses that were switched off by themselves, for whoever can mend them."""
    if Permission.MANAGE in ws.key.permissions:
        for hook in webhooks.list_webhooks(ws):
            if hook.problem:
                yield Task(Chore.UNTOLD, hook.note or hook.url, hook.problem, hook.failing_since)
