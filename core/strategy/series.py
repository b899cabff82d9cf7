"""Posts that repeat: made as posts of their own ninety days ahead, so that each can be edited, moved or skipped."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col

from core import content, publishing
from core.errors import Conflict, Invalid, Refusal
from core.keys import needs
from core.rows.each import LeftOut
from core.strategy.recurrence import days, in_words, moment, problem
from core.strategy.series_posts import (
    AHEAD,
    Repeats,
    campaign_ends,
    due,
    extended,
    last_day,
    make,
    stands,
    to_come,
)
from core.tables import Post, Series
from core.tables.rhythm import Recurrence
from core.vocab import Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class SeriesView:
    """The series that a post belongs to.

    Attributes:
        words: its rule, as a sentence's end.
        later: its posts still to come after this one, the next first.
        is_moved: this post stands at another moment than its series says.
        is_over: it was ended; nothing more is made.
        campaign_ends: the last day of its campaign, which is the series' last as well; None where it has none.
    """

    id: UUID
    rule: Recurrence
    words: str
    later: tuple[UUID, ...]
    is_moved: bool
    is_over: bool
    campaign_ends: date | None


@needs(Permission.READ)
def read_series(ws: Workspace, post_id: UUID) -> SeriesView | None:
    """The series of a post; None where it stands alone."""
    post = ws.rows.get(Post, post_id)
    series = ws.rows.seek(Series, post.series_id) if post.series_id else None
    if series is None:
        return None
    after = post.series_day or ws.now.astimezone(ZoneInfo(series.rule.zone)).date()
    later = [one.id for one in to_come(ws.rows, series.id) if one.series_day is not None and one.series_day > after]
    is_moved = post.series_day is None or stands(post) != moment(series.rule, post.series_day)
    over, ends = series.ended_at is not None, campaign_ends(ws.rows, post)
    return SeriesView(series.id, series.rule, in_words(series.rule), tuple(later), is_moved, over, ends)


@needs(Permission.PUBLISH)
def repeat_post(ws: Workspace, post_id: UUID, rule: Recurrence) -> Repeats:
    """Let a scheduled post come round; its own day is the first. Posts are made ninety days ahead, and daily further.

    Raises:
        Invalid: the rule cannot be, or leaves out the day and time at which the post goes out.
        Conflict: it is not on the calendar, or repeats already.
    """
    _refuse(rule)
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        if post.status is not PostStatus.SCHEDULED or post.scheduled_at is None:
            raise Conflict("Put the post on the calendar first, then let it repeat.")
        if post.series_id is not None and rows.get(Series, post.series_id).ended_at is None:
            raise Conflict("It repeats already. Change its series instead.")
        first = next(days(rule))
        if moment(rule, first) != post.scheduled_at:
            there = post.scheduled_at.astimezone(ZoneInfo(rule.zone))
            words = f"It goes out on {there:%A} {there.day} {there:%B at %H:%M}, so its series begins there. "
            raise Invalid(f"{words}Keep that day among its days, or move the post first.", field="weekdays")
        series = rows.add(
            Series(business_id=ws.key.business_id, post_id=post.id, rule=rule, made_until=first, created_at=ws.now)
        )
        rows.flush()
        post.series_id, post.series_day = series.id, first
        rows.flush()
        ws.audit("repeat_post", post.title, in_words(rule))
        return extended(ws, rows, series)


@needs(Permission.CLOCK)
def extend_series(ws: Workspace) -> int:
    """Make the posts of every series that come within ninety days; how many. Doing it twice makes none twice."""
    tomorrow = ws.now.date() + timedelta(days=1)  # in the east it is that already
    late = (col(Series.ended_at).is_(None), col(Series.made_until) < tomorrow + AHEAD)
    waiting = [one for (one,) in ws.rows.columns(col(Series.id), where=late)]
    made = 0
    for series_id in waiting:
        series = ws.rows.get(Series, series_id)
        if not due(ws, ws.rows, series, after=series.made_until):
            continue  # a page's tick takes no write lock for nothing
        with ws.writing() as rows:
            series = rows.lock(Series, series_id)
            made += len(extended(ws, rows, series).made) if series.ended_at is None else 0
    return made


@needs(Permission.PUBLISH)
def change_series(ws: Workspace, series_id: UUID, rule: Recurrence) -> Repeats:
    """Let a series come round by another rule from now on.

    What stands where the old rule put it moves to the new rule's days, in order; one too many is cancelled, one too few
    is made. What somebody moved by hand, skipped or already sent stays as it is.

    Raises:
        Invalid: the rule cannot be (its field).
        Conflict: the series has ended.
    """
    _refuse(rule)
    with ws.writing() as rows:
        series = rows.lock(Series, series_id)
        if series.ended_at is not None:
            raise Conflict("This series has ended. Let one of its posts repeat again instead.")
        old, series.rule = series.rule, rule
        mine = [
            one
            for one in to_come(rows, series_id)
            if one.series_day and stands(one) == moment(old, one.series_day) and stands(one) > ws.now
        ]
        for post in mine:
            post.series_day = None
        rows.flush()
        fresh, left_out = iter(due(ws, rows, series, after=None)), list[LeftOut]()
        for post in mine:
            day = next(fresh, None)
            try:
                if day is None:
                    publishing.cancel_post(ws, post.id)
                else:
                    post.series_day = day
                    publishing.replan_post(ws, post.id, moment(rule, day))
            except Refusal as refusal:
                left_out.append(LeftOut(post.id, post.title, refusal.message))
        made = make(ws, rows, series, fresh)
        series.made_until = max(series.made_until, last_day(ws, rows, series))
        ws.audit("change_series", str(series_id), in_words(rule))
        return Repeats(series_id, made.made, (*left_out, *made.left_out))


@needs(Permission.PUBLISH)
def end_series(ws: Workspace, series_id: UUID, *, take_off: bool) -> int:
    """Make no more posts of a series; with ``take_off`` those still to come are cancelled. How many were."""
    with ws.writing() as rows:
        series = rows.lock(Series, series_id)
        series.ended_at = series.ended_at or ws.now
        ahead = [one for one in to_come(rows, series_id) if take_off and stands(one) > ws.now]
        for post in ahead:
            publishing.cancel_post(ws, post.id)
        ws.audit("end_series", str(series_id), f"{len(ahead)} posts cancelled")
        return len(ahead)


@needs(Permission.WRITE)
def reword_series(ws: Workspace, post_id: UUID) -> int:
    """Give the later posts of a series this one's words and pictures, and those that are still to be made; how many.

    Raises:
        Conflict: the post belongs to no series.
    """
    with ws.writing() as rows:
        view = read_series(ws, post_id)
        if view is None:
            raise Conflict("This post does not repeat, so no other takes its words.")
        rows.lock(Series, view.id).post_id = post_id
        return content.reword_posts(ws, post_id, view.later)


def _refuse(rule: Recurrence) -> None:
    words, field = problem(rule)
    if words:
        raise Invalid(words, field=field)
