"""Bring real posts in from a file, all at once and so that it can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from uuid import UUID

from sqlmodel import col

from core.analytics.imported import keep, reference
from core.analytics.imports import guess_mapping, parse, read_table
from core.analytics.imports.mapping import Mapping
from core.analytics.imports.result import ImportResult, RowError
from core.analytics.leads.keep import count_leads
from core.analytics.lessons import look_again
from core.analytics.measure import write_scores
from core.analytics.refresh import refreshed
from core.analytics.standing import standings, unseen_posts
from core.errors import Conflict, Invalid
from core.keys import needs
from core.rows import Rows
from core.tables import ImportBatch, Lead, Post
from core.vocab import Permission
from core.workspace import Workspace

_SAMPLE = 20


@dataclass(frozen=True)
class Preview:
    """What a file would give, before anything is written.

    Args:
        header, sample: the file's columns and its first rows, as written.
        mapping: what each column was taken to mean; change it and preview again.
        result: the posts and errors that this mapping gives; None with ``problem``.
        problem: why nothing can be read with this mapping yet.
        known: posts that were imported before and would be left as they are.
        earlier: the import of this very file, if there was one.
    """

    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    mapping: Mapping
    result: ImportResult | None
    problem: str = ""
    known: int = 0
    earlier: ImportBatch | None = None


@dataclass(frozen=True)
class Imported:
    """What an import did; ``known`` posts were here before and were left as they are."""

    batch: ImportBatch
    errors: tuple[RowError, ...]
    warnings: tuple[str, ...]
    known: int = 0


@needs(Permission.IMPORT)
def preview_import(ws: Workspace, data: bytes, filename: str, mapping: Mapping | None = None) -> Preview:
    """Read a file without keeping anything; without a mapping, one is proposed from the header.

    Raises:
        Invalid: the file holds no table that can be read.
    """
    table = read_table(data, filename)
    mapping = mapping or guess_mapping(table.header, table.rows[:_SAMPLE])
    shown, earlier = table.rows[:_SAMPLE], _earlier(ws.rows, _hash(data))
    try:
        result = parse(table, mapping, zone=ws.zone, now=ws.now)
    except Invalid as refused:
        return Preview(table.header, shown, mapping, None, refused.message, earlier=earlier)
    refs, known = [reference(post) for post in result.rows], _known(ws.rows)
    return Preview(table.header, shown, mapping, result, "", sum(ref in known for ref in refs), earlier)


@needs(Permission.IMPORT)
def import_posts(
    ws: Workspace,
    data: bytes,
    filename: str,
    mapping: Mapping,
    *,
    on_errors: Literal["good_rows", "none"],
    token: str | None = None,
    step: Callable[[float, str], object] | None = None,
) -> Imported:
    """Keep a file's posts with their numbers, rolled up and scored at once.

    A file gives lifetime totals and not when they came in, so each post's only reading is dated to the end of its own
    UTC day (or to now, if that is sooner): its numbers stand on the day it was published.

    Args:
        ws: the business.
        data: the file.
        filename: its name, for people.
        mapping: which column means what.
        on_errors: with bad rows, keep the good ones, or nothing.
        token: the client's, against double clicks.
        step: told how far the work is, 0-1, and what comes next.

    Raises:
        Conflict: this file was imported before.
        Invalid: it cannot be read, has no good row, or has bad rows and ``on_errors`` is ``none``.
    """
    tell: Callable[[float, str], object] = step or (lambda _share, _words: None)
    tell(0.05, "Reading the rows")
    result = parse(read_table(data, filename), mapping, zone=ws.zone, now=ws.now)
    _refuse(result, on_errors)
    tell(0.35, f"Placing {len(result.rows):,} posts in their history")
    with ws.writing() as rows:
        if done := rows.made(ImportBatch, "import_posts", token):
            return Imported(done, result.errors, result.warnings)
        if earlier := _earlier(rows, _hash(data)):
            raise Conflict(
                f"This file was imported already, as “{earlier.filename}” on {earlier.created_at:%d %B %Y}. "
                "To import it anew, take that import back first."
            )
        known = _known(rows)
        new = [(ref, post) for post in result.rows if (ref := reference(post)) not in known]
        batch = rows.add(
            ImportBatch(
                business_id=ws.key.business_id,
                filename=filename[:255],
                content_hash=_hash(data),
                channel=mapping.channel,
                rows_in=len(result.rows) + len(result.bad_rows),
                posts_made=len(new),
                rows_refused=len(result.bad_rows),
                approximate_dates=result.approximate_dates,
                created_at=ws.now,
            )
        )
        rows.flush()
        keep(rows, ws, batch.id, new)
        ws.made("import_posts", token, batch)
        ws.audit("import_posts", str(batch.id), f"{len(new)} posts from {filename}")
        tell(0.8, "Scoring")
        refreshed(ws)
    tell(0.9, "Looking for what can be learned")
    look_again(ws)
    return Imported(batch, result.errors, result.warnings, len(result.rows) - len(new))


@needs(Permission.IMPORT)
def undo_import(ws: Workspace, import_id: UUID) -> int:
    """Take an import back, with all its posts and numbers, or its leads; how many those were.

    Raises:
        NotFound: there is no such import.
    """
    with ws.writing() as rows:
        batch = rows.get(ImportBatch, import_id)
        of_it = col(Post.import_id) == import_id
        by = [col(Post.channel), col(Post.account)]
        histories = {(channel, account) for channel, account in rows.columns(*by, where=[of_it], group=by)}
        led = {post_id for (post_id,) in rows.columns(col(Lead.post_id), where=[col(Lead.import_id) == import_id])}
        gone = rows.remove(Post, of_it) + rows.remove(Lead, col(Lead.import_id) == import_id)
        count_leads(rows, {post_id for post_id in led if post_id})
        rows.remove(ImportBatch, col(ImportBatch.id) == import_id)
        write_scores(rows, standings(unseen_posts(rows, histories)))
        ws.audit("undo_import", str(import_id), f"{gone} of {batch.filename}")
        refreshed(ws)
    look_again(ws)
    return gone


@needs(Permission.READ)
def list_imports(ws: Workspace) -> list[ImportBatch]:
    """What was imported, newest first."""
    return ws.rows.find(ImportBatch, order=[col(ImportBatch.created_at).desc(), col(ImportBatch.filename)])


def _refuse(result: ImportResult, on_errors: Literal["good_rows", "none"]) -> None:
    first = f" The first: row {result.errors[0].row}: {result.errors[0].message}" if result.errors else ""
    if not result.rows:
        raise Invalid(f"No row of the file could be read as a post.{first}", field="file")
    if result.errors and on_errors == "none":
        raise Invalid(
            f"{len(result.bad_rows)} rows could not be read, so nothing was imported. "
            f"Mend them, or import the good rows only.{first}",
            field="file",
        )


def _earlier(rows: Rows, content_hash: str) -> ImportBatch | None:
    return rows.first(ImportBatch, col(ImportBatch.content_hash) == content_hash)


def _known(rows: Rows) -> set[str]:
    return {ref for (ref,) in rows.columns(col(Post.external_ref), where=[col(Post.external_ref).is_not(None)])}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
