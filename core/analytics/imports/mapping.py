"""Which column of a foreign file means what: guessed by ``recognise``, edited by a person, used by ``parse``."""

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import Invalid
from core.vocab import Channel, PostType


class Field(StrEnum):
    """What a column may mean to us."""

    EXTERNAL_ID = "external_id"
    ACCOUNT = "account"
    PUBLISHED_AT = "published_at"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    TYPE = "type"
    TITLE = "title"
    TEXT = "text"
    VIEWS = "views"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    WATCH_SECONDS = "watch_seconds"
    CONVERSIONS = "conversions"
    PAID = "paid"


COUNTS = (
    Field.VIEWS,
    Field.LIKES,
    Field.COMMENTS,
    Field.SHARES,
    Field.SAVES,
    Field.CLICKS,
    Field.WATCH_SECONDS,
    Field.CONVERSIONS,
)
PARTS = (Field.MONTH, Field.WEEKDAY, Field.HOUR)


class DateStyle(StrEnum):
    """How to read 3/4/2026. ``auto``: the whole column decides. ``parts``: only month, weekday and hour are known."""

    AUTO = "auto"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    PARTS = "parts"


TYPE_WORDS: ReadOnly[str, PostType] = {
    **dict.fromkeys(("text", "status", "link", "note", "event", "article", "poll", "offer"), PostType.TEXT),
    **dict.fromkeys(("email", "sms", "regular", "plaintext", "tweet"), PostType.TEXT),
    **dict.fromkeys(("image", "photo", "picture", "album", "carousel", "document", "poster"), PostType.IMAGE),
    **dict.fromkeys(("video", "reel", "reels", "live", "story", "igtv", "short", "animation"), PostType.VIDEO),
}
"""A platform's word for a post, lower case, to ours. A link is judged by its text, a carousel by its images."""

_DENOMINATORS = (
    ("impression", "impressions"),
    ("reach", "reach"),
    ("deliver", "deliveries"),
    ("recipient", "recipients"),
    ("open", "opens"),
    ("play", "plays"),
    ("view", "views"),
)


@dataclass(frozen=True)
class Mapping:
    """How one file is to be read; a value, so every edit makes a new one.

    Attributes:
        channel: the channel all posts of the file belong to.
        fields: our field → the file's column. An account in the same column as the external id is the part
            of the id before its first ``_`` (Facebook's ``page_post`` form).
        dates: how numbers in a date are ordered.
        zone: IANA zone of times written without one; None means the business's own.
        types: a platform's word for a post's kind, lower case → ours.
        year: the year all rows fall in, when only month, weekday and hour are known.
        newest_first: whether the file starts with the newest post (used when dates are reconstructed).
        source: the recognised kind of file, in words for a person.
    """

    channel: Channel
    fields: ReadOnly[Field, str] = field(default_factory=dict)
    dates: DateStyle = DateStyle.AUTO
    zone: str | None = None
    types: ReadOnly[str, PostType] = field(default_factory=lambda: TYPE_WORDS)
    year: int | None = None
    newest_first: bool = True
    source: str = "a table of posts"

    def changed(self, field: Field, column: str | None) -> "Mapping":
        """The same mapping with one field read from another column, or from none.

        >>> Mapping("facebook").changed(Field.VIEWS, "Total Reach").denominator
        'reach'
        """
        fields = {known: name for known, name in self.fields.items() if known is not field}
        return replace(self, fields=fields if column is None else {**fields, field: column})

    @property
    def denominator(self) -> str | None:
        """What ``views`` counts, told from its column's name; None when no column is mapped to it.

        Rates by reach, by impressions and by deliveries must never be mixed.
        """
        if (column := self.fields.get(Field.VIEWS)) is None:
            return None
        return next((said for word, said in _DENOMINATORS if word in column.lower()), "views")

    @property
    def approximate(self) -> bool:
        """Whether dates have to be reconstructed from month, weekday and hour."""
        return self.dates is DateStyle.PARTS

    def check(self) -> None:
        """Refuse a mapping from which no post could be read.

        Raises:
            Invalid: no date, not one count, or an unknown zone.
        """
        try:
            ZoneInfo(self.zone or "UTC")
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise Invalid(
                f"“{self.zone}” is not a time zone. Choose one such as Europe/Lisbon.", field="zone"
            ) from unknown
        if self.approximate and not all(part in self.fields for part in PARTS):
            raise Invalid("Choose the columns for month, weekday and hour.", field=Field.MONTH)
        if self.approximate and (self.year is None or not 1995 <= self.year <= 2100):
            raise Invalid("The file has no year. Say which year its posts are from.", field="year")
        if not self.approximate and Field.PUBLISHED_AT not in self.fields:
            raise Invalid("Choose the column that says when each post was published.", field=Field.PUBLISHED_AT)
        if not any(count in self.fields for count in COUNTS):
            raise Invalid("Choose at least one column of numbers, such as likes or reach.", field=Field.LIKES)
