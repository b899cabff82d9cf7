"""Posts that repeat: made as posts of their own ninety days ahead, so that each can be edited, moved or skipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col

from core import content, publishing
from core.errors import Conflict, Invalid, Refusal
from core.keys import needs
from core.rows import Rows
from core.rows.each import LeftOut
from core.strategy.recurrence import days, in_words, moment, problem
from core.tables import Campaign, Post, Series
from core.tables.values import Recurrence
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

AHEAD = timedelta(days=90)
"""How far ahead the posts of a series are made."""
S = PostStatus
TO_COME = frozenset({S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED, S.ON_HOLD})


@dataclass(frozen=True)
class Repeats:
    """What became of a series: the posts it made, and those that could not go on the calendar, each with why."""

    series_id: UUID
    made: tuple[UUID, ...]
    left_out: tuple[LeftOut, ...]


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
    later = [one.id for one in _to_come(ws.rows, series.id) if one.series_day is not None and one.series_day > after]
    is_moved = post.series_day is None or _stands(post) != moment(series.rule, post.series_day)
    over, ends = series.ended_at is not None, _campaign_ends(ws.rows, post)
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
        if post.status is not S.SCHEDULED or post.scheduled_at is None:
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
        return _extended(ws, rows, series)


@needs(Permission.CLOCK)
def extend_series(ws: Workspace) -> int:
    """Make the posts of every series that come within ninety days; how many. Doing it twice makes none twice."""
    yesterday = ws.now.date() - timedelta(days=1)  # in the west it still is: a page's tick must find nothing to do
    late = (col(Series.ended_at).is_(None), col(Series.made_until) < yesterday + AHEAD)
    waiting = [one for (one,) in ws.rows.columns(col(Series.id), where=late)]
    made = 0
    for series_id in waiting:
        with ws.writing() as rows:
            series = rows.lock(Series, series_id)
            made += len(_extended(ws, rows, series).made) if series.ended_at is None else 0
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
            for one in _to_come(rows, series_id)
            if one.series_day and _stands(one) == moment(old, one.series_day) and _stands(one) > ws.now
        ]
        for post in mine:
            post.series_day = None
        rows.flush()
        fresh, left_out = iter(_due(ws, rows, series, after=None)), list[LeftOut]()
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
        made = _made(ws, rows, series, fresh)
        series.made_until = _horizon(ws, rule)
        ws.audit("change_series", str(series_id), in_words(rule))
        return Repeats(series_id, made.made, (*left_out, *made.left_out))


@needs(Permission.PUBLISH)
def end_series(ws: Workspace, series_id: UUID, *, take_off: bool) -> int:
    """Make no more posts of a series; with ``take_off`` those still to come are cancelled. How many were."""
    with ws.writing() as rows:
        series = rows.lock(Series, series_id)
        series.ended_at = series.ended_at or ws.now
        ahead = [one for one in _to_come(rows, series_id) if take_off and _stands(one) > ws.now]
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


def _extended(ws: Workspace, rows: Rows, series: Series) -> Repeats:
    """Make what is due and not made yet. The series is locked, so two who do this at once make nothing twice."""
    made = _made(ws, rows, series, _due(ws, rows, series, after=series.made_until))
    series.made_until = max(series.made_until, _horizon(ws, series.rule))
    return made


def _due(ws: Workspace, rows: Rows, series: Series, *, after: date | None) -> list[date]:
    """The days within ninety for which no post stands, was moved or skipped; its campaign's end is the series'."""
    source, last = _source(rows, series), _horizon(ws, series.rule)
    last = min(last, _campaign_ends(rows, source) or last)
    taken = {day for (day,) in rows.columns(col(Post.series_day), where=[col(Post.series_id) == series.id])}
    found = []
    for day in days(series.rule):
        if day > last:
            break
        if (after is None or day > after) and day not in taken and moment(series.rule, day) > ws.now:
            found.append(day)
    return found


def _made(ws: Workspace, rows: Rows, series: Series, fresh: Iterable[date]) -> Repeats:
    made, left_out, source = list[UUID](), list[LeftOut](), _source(rows, series)
    for day in fresh if source else ():
        assert source is not None
        at = moment(series.rule, day)
        post = content.repeat_words(ws, source.id, at)
        post.series_id, post.series_day = series.id, day
        rows.flush()
        made.append(post.id)
        try:
            if ws.profile.approval_required:
                publishing.ask_again(ws, post.id, f"It repeats “{source.title}”, {in_words(series.rule)}.")
            else:
                publishing.schedule_post(ws, post.id, at)
        except Refusal as refusal:  # it waits as a draft, planned for its moment, and says why
            post.status_reason = refusal.message
            left_out.append(LeftOut(post.id, post.title, refusal.message))
    return Repeats(series.id, tuple(made), tuple(left_out))


def _source(rows: Rows, series: Series) -> Post | None:
    """The post whose words the next ones get; when it was deleted, the series' latest."""
    latest = [col(Post.series_day).desc()]
    return rows.seek(Post, series.post_id) or rows.first(Post, col(Post.series_id) == series.id, order=latest)


def _campaign_ends(rows: Rows, post: Post | None) -> date | None:
    campaign = rows.seek(Campaign, post.campaign_id) if post and post.campaign_id else None
    return campaign.ends_on if campaign else None


def _to_come(rows: Rows, series_id: UUID) -> list[Post]:
    where = (col(Post.series_id) == series_id, col(Post.status).in_(TO_COME))
    return rows.find(Post, *where, order=[col(Post.series_day), col(Post.id)])


def _stands(post: Post) -> datetime:
    """When it goes out, or is planned to."""
    return post.scheduled_at or post.planned_at or post.created_at


def _horizon(ws: Workspace, rule: Recurrence) -> date:
    return ws.now.astimezone(ZoneInfo(rule.zone)).date() + AHEAD


def _refuse(rule: Recurrence) -> None:
    words, field = problem(rule)
    if words:
        raise Invalid(words, field=field)
