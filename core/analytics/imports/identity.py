"""Who a row is: an id that is the same whenever the same post is imported again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from core.analytics.imports.column import Column, says_nothing
from core.analytics.imports.mapping import Field

LONGEST = 200
"""Characters; a longer id (a permalink full of tracking) is hashed."""

_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_LASTING = (Field.ACCOUNT, Field.PUBLISHED_AT, Field.TYPE, Field.TITLE, Field.TEXT)
"""What does not change about a post while its numbers grow."""


def external_ids(rows: Sequence[Sequence[str]], columns: Mapping[Field, int], numbers: Sequence[int]) -> Column[str]:
    """The file's own id of each row, else a hash of what lasts about the post, else of the whole row.

    With a date and a title or text, the hash leaves the numbers out: a later export of the same posts updates them
    instead of adding them again. The second row with an id is refused, since the numbers of both cannot be true;
    ``numbers`` are the row numbers to say so with.
    """
    first_seen: dict[str, int] = {}
    values: list[str | None] = []
    problems: dict[int, str] = {}
    for position, identity in enumerate(_identities(rows, columns)):
        if _ROUNDED.fullmatch(identity):
            problems[position] = (
                "A spreadsheet has rounded this id, so posts can no longer be told apart. "
                "Export again and upload the file without saving it from a spreadsheet first."
            )
        elif identity in first_seen:
            row = numbers[first_seen[identity]]
            problems[position] = f"Row {row} is the same post already. Remove one of the two."
        else:
            first_seen[identity] = position
        values.append(identity)
    return Column(tuple(values), problems)


def accounts(rows: Sequence[Sequence[str]], columns: Mapping[Field, int]) -> list[str | None]:
    """Whose page each post stands on; in the column of the external id, the part before the first ``_``.

    >>> accounts([["134_99"]], {Field.EXTERNAL_ID: 0, Field.ACCOUNT: 0})
    ['134']
    """
    if (at := columns.get(Field.ACCOUNT)) is None:
        return [None] * len(rows)
    cells = [_unwrapped(row[at]) for row in rows]
    if at == columns.get(Field.EXTERNAL_ID):
        cells = [cell.partition("_")[0] for cell in cells]
    return [None if says_nothing(cell) else cell for cell in cells]


def _identities(rows: Sequence[Sequence[str]], columns: Mapping[Field, int]) -> Iterator[str]:
    at = columns.get(Field.EXTERNAL_ID)
    lasting = [columns[field] for field in _LASTING if field in columns]
    telling = [columns[field] for field in (Field.TITLE, Field.TEXT) if field in columns]
    dated = Field.PUBLISHED_AT in columns
    for row in rows:
        written = "" if at is None else _unwrapped(row[at])
        if not says_nothing(written):
            yield written if len(written) <= LONGEST else _hashed([written])
        elif dated and any(row[column] for column in telling):
            yield _hashed([row[column] for column in lasting])
        else:
            yield _hashed(row)


def _unwrapped(cell: str) -> str:
    """An id without what keeps a spreadsheet from taking it for a number: ``="123"`` or a leading apostrophe."""
    return cell.removeprefix("=").strip('"').removeprefix("'")


def _hashed(cells: Sequence[str]) -> str:
    return blake2b("\x1f".join(cells).encode(), digest_size=12).hexdigest()
