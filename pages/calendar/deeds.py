"""What a hand did on the calendar, done."""

from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from core import content, publishing
from core.channels.scheduling import is_too_soon
from core.errors import Refusal
from core.vocab import Permission, PostStatus
from pages.calendar import beside, choice, drawer, planning
from ui import outcome, shell
from ui.again import again
from ui.calendar_port import CalendarAction


def act(action: CalendarAction) -> None:
    """Do what was asked; a refusal is told above the calendar, and the post stands where it stood."""
    match action.kind:
        case "moved":
            with outcome.attempt("calendar"):
                _move(UUID(action.id), action)
        case "opened" if action.id.startswith("band:day:"):
            if shell.can(Permission.WRITE):
                planning.show(_day(action.id), all_day=True)
        case "opened" if action.id.startswith("band:"):
            choice.show_only(action.id.removeprefix("band:").partition("/")[0])
        case "opened" if action.id.startswith("shade:"):
            pass  # it lies behind an hour, which tells of itself when it is picked
        case "opened" if action.id.startswith("slot:"):
            if shell.can(Permission.WRITE):
                planning.show(action.start, channel=action.id.removeprefix("slot:").partition("/")[0])
        case "opened":
            drawer.show(action.id)
        case "selected":
            planning.show(action.start, all_day=action.all_day)


def _day(band: str) -> datetime:
    """The midnight with which a day's bar begins."""
    day = date.fromisoformat(band.removeprefix("band:day:").partition("/")[0])
    return datetime.combine(day, time(0), shell.here().zone)


def _move(post_id: UUID, action: CalendarAction) -> None:
    with shell.workspace() as ws:
        post = content.read_post(ws, post_id).post
        before, was, title = post.scheduled_at, post.status, post.title
        at = _same_time(action.start, before) if action.all_day and before else action.start
        if is_too_soon(at, ws.now):
            drawer.show(str(post_id), ask_for=at)
            return
        try:
            publishing.schedule_post(ws, post_id, at)
        except Refusal as refused:  # there is no form here: the words must say which post, not which field
            raise type(refused)(f"“{title}” stays where it was. {refused.message}") from refused
        same = beside.words(ws, post, at) + ("" if was is PostStatus.SCHEDULED else again(ws, [post_id]))
    can_undo = was is PostStatus.SCHEDULED and before is not None and before > shell.now()
    outcome.tell(
        "calendar",
        f"“{title}” goes out {shell.when(at)}.{same}",
        undo=partial(_put_back, post_id, before) if can_undo and before else None,
    )


def _put_back(post_id: UUID, at: datetime) -> None:
    with outcome.attempt("calendar"), shell.workspace() as ws:
        post = publishing.schedule_post(ws, post_id, at)
        outcome.tell("calendar", f"“{post.title}” is back: it goes out {shell.when(at)}.")


def _same_time(day: datetime, before: datetime) -> datetime:
    """The moment on another day of the zone, at the hour it had: dropped on a whole day, it has none."""
    there = shell.local(before)
    return shell.local(day).replace(hour=there.hour, minute=there.minute)
