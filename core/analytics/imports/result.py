"""What an import gives: posts with their numbers, and what could not be read and how to mend it."""

from dataclasses import dataclass
from datetime import datetime

from core.vocab import Channel, PostType


@dataclass(frozen=True)
class ImportedPost:
    """One published post with its totals; a count is None where the file does not say, never 0.

    ``published_at`` is in UTC; ``approximate`` says that its date was reconstructed. ``views`` counts what the
    mapping's ``denominator`` names. ``title`` and ``text`` are empty where the file has none.
    """

    external_id: str
    account: str | None
    channel: Channel
    type: PostType
    title: str
    text: str
    published_at: datetime
    approximate: bool
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    clicks: int | None
    watch_seconds: int | None
    conversions: int | None
    paid: bool


@dataclass(frozen=True)
class RowError:
    """One cell, or one row when ``column`` is empty, that could not be read; ``row`` is the spreadsheet's number."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class ImportResult:
    """What a file gave. ``rows`` and ``bad_rows`` together are all rows of the table.

    Attributes:
        rows: the posts, in the file's order.
        errors: at least one for each row that gave no post, by row number.
        warnings: what was decided for whole columns, in words for a person.
        approximate_dates: the posts' dates were reconstructed and must be labelled so.
    """

    rows: tuple[ImportedPost, ...]
    errors: tuple[RowError, ...]
    warnings: tuple[str, ...]
    approximate_dates: bool

    @property
    def bad_rows(self) -> tuple[int, ...]:
        """The row numbers that gave no post."""
        return tuple(dict.fromkeys(error.row for error in self.errors))
