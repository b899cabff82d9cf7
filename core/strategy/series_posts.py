"""The posts of a series: which of its days still lack one, and making them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col

from core import content, publishing
from core.errors import Refusal
from core.rows import Rows
from core.rows.each import LeftOut
from core.strategy.recurrence import days, in_words, moment
from core.tables import Campaign, Post, Series
from core.vocab import PostStatus
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


def extended(ws: Workspace, rows: Rows, series: Series) -> Repeats:
    """Make what is due and not made yet. The series is locked, so two who do this at once make nothing twice."""
    done = make(ws, rows, series, due(ws, rows, series, after=series.made_until))
    series.made_until = max(series.made_until, last_day(ws, rows, series))
    return done


def due(ws: Workspace, rows: Rows, series: Series, *, after: date | None) -> list[date]:
    """The days within ninety for which no post stands, was moved or skipped; its campaign's end is the series'."""
    source = template(rows, series)
    if source is None:
        return []
    last = last_day(ws, rows, series)
    taken = {day for (day,) in rows.columns(col(Post.series_day), where=[col(Post.series_id) == series.id])}
    found = []
    for day in days(series.rule):
        if day > last:
            break
        if (after is None or day > after) and day not in taken and moment(series.rule, day) > ws.now:
            found.append(day)
    return found


def make(ws: Workspace, rows: Rows, series: Series, fresh: Iterable[date]) -> Repeats:
    """Make a post for each day and put it on the calendar, or ask for its approval where posts are approved."""
    made, left_out, source = list[UUID](), list[LeftOut](), template(rows, series)
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


def template(rows: Rows, series: Series) -> Post | None:
    """The post whose words the next ones get; when it was deleted, the series' latest."""
    latest = [col(Post.series_day).desc()]
    return rows.seek(Post, series.post_id) or rows.first(Post, col(Post.series_id) == series.id, order=latest)


def campaign_ends(rows: Rows, post: Post | None) -> date | None:
    """The last day of a post's campaign; None where it has none."""
    campaign = rows.seek(Campaign, post.campaign_id) if post and post.campaign_id else None
    return campaign.ends_on if campaign else None


def to_come(rows: Rows, series_id: UUID) -> list[Post]:
    """The series' posts that can still be changed, by their days."""
    where = (col(Post.series_id) == series_id, col(Post.status).in_(TO_COME))
    return rows.find(Post, *where, order=[col(Post.series_day), col(Post.id)])


def stands(post: Post) -> datetime:
    """When it goes out, or is planned to."""
    return post.scheduled_at or post.planned_at or post.created_at


def last_day(ws: Workspace, rows: Rows, series: Series) -> date:
    """How far posts are made: ninety days, and not beyond the campaign's end."""
    last = ws.now.astimezone(ZoneInfo(series.rule.zone)).date() + AHEAD
    return min(last, campaign_ends(rows, template(rows, series)) or last)
