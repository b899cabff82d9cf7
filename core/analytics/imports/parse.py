"""A table and a mapping become posts with their numbers; what cannot be read is listed, row by row."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.analytics.imports.approximate import read_part, reconstruct
from core.analytics.imports.counts import read_counts, read_seconds
from core.analytics.imports.identity import accounts, external_ids
from core.analytics.imports.mapping import COUNTS, PARTS, Field, Mapping
from core.analytics.imports.moments import not_yet, read_moments
from core.analytics.imports.posttypes import read_paid, read_types
from core.analytics.imports.reading import Reading
from core.analytics.imports.result import ImportedPost, ImportResult
from core.analytics.imports.table import Table
from core.vocab import PostType


def parse(table: Table, mapping: Mapping, *, zone: ZoneInfo, now: datetime) -> ImportResult:
    """Read every row; a row with any unreadable cell gives errors and no post.

    Args:
        table: the file.
        mapping: which column means what.
        zone: the business's zone, for times written without one when the mapping names none.
        now: the present moment, aware; a later post is refused.

    Raises:
        Invalid: the mapping names a column that is not there, has no date or no count.
    """
    mapping.check()
    reading = Reading(table, mapping)
    local = ZoneInfo(mapping.zone) if mapping.zone else zone
    ids = reading.keep(Field.EXTERNAL_ID, external_ids(reading.rows, reading.columns, reading.numbers))
    moments = _approximate(reading, local, now) if mapping.approximate else _moments(reading, local, now)
    rows = zip(
        ids,
        accounts(reading.rows, reading.columns),
        _types(reading),
        _texts(reading, Field.TITLE),
        _texts(reading, Field.TEXT),
        moments,
        *(_counts(reading, field) for field in COUNTS),
        _paid(reading),
        strict=True,
    )
    posts = [
        ImportedPost(id_, account, mapping.channel, kind, title, text, at, mapping.approximate, *numbers)
        for position, (id_, account, kind, title, text, at, *numbers) in enumerate(rows)
        if position not in reading.bad and id_ is not None and at is not None
    ]
    errors = sorted(reading.errors, key=lambda error: error.row)
    return ImportResult(tuple(posts), tuple(errors), tuple(reading.notes), mapping.approximate)


def _moments(reading: Reading, zone: ZoneInfo, now: datetime) -> Sequence[datetime | None]:
    field = Field.PUBLISHED_AT
    cells, name = reading.cells(field) or [], reading.mapping.fields[field]
    return reading.keep(field, read_moments(cells, name, style=reading.mapping.dates, zone=zone, now=now))


def _approximate(reading: Reading, zone: ZoneInfo, now: datetime) -> Sequence[datetime | None]:
    """Dates for the rows whose month, weekday and hour are all known, in the order of the file."""
    read = [read_part(reading.cells(part) or [], part) for part in PARTS]
    months, weekdays, hours = (reading.keep(part, column) for part, column in zip(PARTS, read, strict=True))
    known = {
        position: (month, weekday, hour)
        for position, (month, weekday, hour) in enumerate(zip(months, weekdays, hours, strict=True))
        if month is not None and weekday is not None and hour is not None
    }
    year, newest_first = reading.mapping.year, reading.mapping.newest_first
    assert year is not None  # Mapping.check
    dates = reconstruct(list(known.values()), year=year, newest_first=newest_first, zone=zone)
    moments = dict(zip(known, dates, strict=True))
    reading.notes.append(
        f"The file gives month, weekday and hour only. Dates in {year} were reconstructed from them and the order of "
        "the rows: the hour, weekday and month are the file's, the day itself may be a week or more off."
    )
    dated = tuple([moments.get(position) for position in range(len(reading.rows))])
    return reading.keep(Field.MONTH, not_yet(dated, now))


def _types(reading: Reading) -> Sequence[PostType | None]:
    field = Field.TYPE
    if (cells := reading.cells(field)) is None:
        reading.notes.append("No column says what kind of post each row is: all were read as text.")
        return [PostType.TEXT] * len(reading.rows)
    return reading.keep(field, read_types(cells, reading.mapping.fields[field], reading.mapping.types))


def _paid(reading: Reading) -> Sequence[bool | None]:
    if (cells := reading.cells(Field.PAID)) is None:
        return [False] * len(reading.rows)
    return reading.keep(Field.PAID, read_paid(cells))


def _counts(reading: Reading, field: Field) -> Sequence[int | None]:
    if (cells := reading.cells(field)) is None:
        return [None] * len(reading.rows)
    read = read_seconds if field is Field.WATCH_SECONDS else read_counts
    return reading.keep(field, read(cells, reading.mapping.fields[field]))


def _texts(reading: Reading, field: Field) -> Sequence[str]:
    """Texts as their author wrote them: our own exports' guard against formulas is taken off again."""
    cells = reading.cells(field) or [""] * len(reading.rows)
    return [cell[1:] if cell.startswith("'") and cell[1:2] in set("=+-@") else cell for cell in cells]
