"""Posts out of a file onto the calendar: every row through the same doors as a post made by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlmodel import col

from core import content, publishing
from core.analytics.imports import read_table
from core.analytics.imports.result import RowError
from core.content.illustrate import drawn
from core.errors import Invalid, Refusal
from core.keys import needs
from core.rows.each import Many, each
from core.strategy.post_file import Coming, read_rows
from core.tables import Campaign, Post
from core.tables.values import MediaItem
from core.vocab import Permission, PostStatus, PostType
from core.workspace import Workspace

MOST = 500
"""Rows in one file: they are kept in one transaction, and the clock waits meanwhile."""
_POSTER = MediaItem(key="drawn-later", content_type="image/jpeg")
"""Stands for the poster that an image post is given when it is kept."""

OnErrors = Literal["good_rows", "none"]
Known = set[tuple[str, str, str, datetime | None]]


@dataclass(frozen=True)
class PostFile:
    """What a file would give: posts to come, and how many rows are here already or had gone out where it was made."""

    coming: tuple[Coming, ...]
    known: int
    gone: int
    errors: tuple[RowError, ...]
    notes: tuple[str, ...]

    @property
    def bad_rows(self) -> tuple[int, ...]:
        """The row numbers that give no post."""
        return tuple(dict.fromkeys(one.row for one in self.errors))


@dataclass(frozen=True)
class Arrived:
    """What became of a file: the posts made, and how many of them go out by themselves."""

    made: tuple[UUID, ...]
    scheduled: int
    file: PostFile


@needs(Permission.WRITE)
def preview_posts(ws: Workspace, data: bytes, filename: str) -> PostFile:
    """Read a file of posts (CSV, TSV or semicolons) and ask every row what its doors will ask; nothing is kept.

    Raises:
        Invalid: no table can be read, it has more than 500 rows, or columns are missing.
    """
    table = read_table(data, filename)
    if len(table.rows) > MOST:
        raise Invalid(f"The file has {len(table.rows):,} rows; {MOST} is the most at once. Split it.", field="file")
    campaigns = {name.casefold(): one for one, name in ws.rows.columns(col(Campaign.id), col(Campaign.name))}
    found = read_rows(table, zone=ws.zone, campaigns=campaigns)
    errors, good = list(found.errors), []
    fresh = list(_fresh(found.coming, _here(ws)))
    for row in fresh:
        try:
            _refuse(ws, row)
        except Refusal as refused:
            errors.append(found.error(row.number, refused))
        else:
            good.append(row)
    errors.sort(key=lambda one: one.row)
    return PostFile(tuple(good), len(found.coming) - len(fresh), found.gone, tuple(errors), found.notes)


@needs(Permission.WRITE)
def bring_in_posts(
    ws: Workspace,
    data: bytes,
    filename: str,
    *,
    on_errors: OnErrors = "none",
    progress: Callable[[int, int], None] | None = None,
) -> Arrived:
    """Keep a file's posts, all in one transaction: those with a scheduled moment go out then, the others are drafts.

    A row whose post is here already, word for word and at its moment, is left out, so bringing a file in twice is
    harmless. ``progress`` hears (rows made ready, of how many).

    Args:
        ws: the business.
        data: the file's bytes.
        filename: its name.
        on_errors: keep the good rows, or nothing at all when one row is bad.
        progress: told as it goes.

    Raises:
        Invalid: as ``preview_posts``.
        Refusal: a row that was good a moment ago is refused now; nothing was kept.
    """
    file = preview_posts(ws, data, filename)
    if file.errors and on_errors == "none":
        return Arrived((), 0, file)
    coming = []
    for place, row in enumerate(file.coming, 1):
        coming.append(_illustrated(ws, row))
        if progress is not None:
            progress(place, len(file.coming))
    made: list[UUID] = []
    scheduled = 0
    with ws.writing():
        for row in _fresh(coming, _here(ws)):
            post = content.create_post(ws, row.new, campaign_id=row.campaign_id)
            ws.rows.flush()
            made.append(post.id)
            if row.scheduled_at is not None:
                publishing.schedule_post(ws, post.id, row.scheduled_at)
                scheduled += 1
        if made:
            ws.audit("bring_in_posts", filename[:120], f"{len(made)} posts, {len(file.bad_rows)} bad rows")
    return Arrived(tuple(made), scheduled, file)


@needs(Permission.PUBLISH)
def take_back_posts(ws: Workspace, ids: Iterable[UUID]) -> Many:
    """Throw away what a file brought; a post that has gone further since stays, and says so."""

    def back(post_id: UUID) -> None:
        with ws.writing() as rows:
            if rows.get(Post, post_id).status is PostStatus.SCHEDULED:
                publishing.reopen_post(ws, post_id)
            content.delete_post(ws, post_id)

    return each(ws.rows, ids, back)


def _refuse(ws: Workspace, row: Coming) -> None:
    post = content.check_new(ws, row.new, campaign_id=row.campaign_id)
    if row.scheduled_at is not None:
        if post.type is PostType.IMAGE:
            post.media = (_POSTER,)
        publishing.check_schedule(ws, post, row.scheduled_at)


def _illustrated(ws: Workspace, row: Coming) -> Coming:
    """The row with its poster, drawn before anything is locked."""
    if row.new.type is PostType.TEXT:
        return row
    poster = drawn(ws, row.new.channel, row.new.title.strip(), "", caption=row.new.caption)
    return replace(row, new=replace(row.new, media=(poster,)))


def _here(ws: Workspace) -> Known:
    """What stands here already, cancelled posts apart."""
    shown = (Post.channel, Post.title, Post.caption, Post.scheduled_at, Post.planned_at)
    rows = ws.rows.columns(*shown, where=[col(Post.status) != PostStatus.CANCELLED])
    return {_mark(channel, title, text, goes_out or planned) for channel, title, text, goes_out, planned in rows}


def _fresh(coming: Iterable[Coming], known: Known) -> Iterable[Coming]:
    """The rows that are not here yet, each once."""
    for row in coming:
        mark = _mark(row.new.channel, row.new.title, row.new.caption, row.at)
        if mark not in known:
            known.add(mark)
            yield row


def _mark(channel: str, title: str, text: str, at: datetime | None) -> tuple[str, str, str, datetime | None]:
    return channel, title.strip(), text.strip().replace("\r\n", "\n"), at.replace(microsecond=0) if at else None
