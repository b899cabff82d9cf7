"""A table of posts as people and other planners write it, read row by row; nothing is looked up or kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from core.analytics.exports import as_written
from core.analytics.imports.mapping import TYPE_WORDS, DateStyle
from core.analytics.imports.moments import read_moments
from core.analytics.imports.result import RowError
from core.analytics.imports.table import Table
from core.audience import guess_columns
from core.channels import rules
from core.content import NewPost
from core.errors import Invalid, Refusal
from core.vocab import Channel, PostStatus, PostType

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "post title", "post name", "headline"),
    "channel": ("channel", "platform", "network", "social network"),
    "type": ("type", "kind", "post type", "format"),
    "text": ("text", "caption", "content", "message", "body", "copy", "post"),
    "hashtags": ("hashtags", "tags"),
    "cta": ("cta", "call to action", "link"),
    "subject": ("subject", "subject line"),
    "preheader": ("preheader", "preview text", "preview line", "preview"),
    "planned_at": ("planned at", "planned for", "planned", "date", "date & time", "date and time"),
    "scheduled_at": ("scheduled at", "scheduled for", "scheduled", "goes out", "publish at", "publish date"),
    "campaign": ("campaign", "campaign name"),
    "status": ("status",),
}
"""What a file's columns may be called."""
COLUMN_OF = {"caption": "text", "media": "type", "video_seconds": "type"}
"""Which column a refusal is about, where it is called otherwise."""
ALIASES: Mapping[str, Channel] = {
    "mail": "email",
    "e-mail": "email",
    "newsletter": "email",
    "text message": "sms",
    "ig": "instagram",
}
GONE = frozenset({PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED, PostStatus.CANCELLED})
"""Rows that are told and left out: they went out, may have, or shall not."""
_GOES_OUT = frozenset({"", PostStatus.SCHEDULED})
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Coming:
    """One row as a post: ``scheduled_at`` is when it goes out by itself; without it, it waits as a draft."""

    number: int
    new: NewPost
    campaign_id: UUID | None = None
    scheduled_at: datetime | None = None

    @property
    def at(self) -> datetime | None:
        """The moment it stands at, by which it is known again."""
        return self.scheduled_at or self.new.planned_at


@dataclass(frozen=True)
class Read:
    """What a table's rows say. ``gone`` counts those that went out or were cancelled where the file comes from.

    ``columns`` names the file's column of each field, ``cells`` holds what was written, by row number.
    """

    coming: tuple[Coming, ...]
    errors: tuple[RowError, ...]
    gone: int
    notes: tuple[str, ...]
    columns: Mapping[str, str]
    cells: Mapping[int, Mapping[str, str]]

    def error(self, number: int, refused: Refusal) -> RowError:
        """A refusal as a line of the report, under the name that its column has in the file."""
        return _error(number, refused, self.cells[number], self.columns)


def read_rows(table: Table, *, zone: ZoneInfo, campaigns: Mapping[str, UUID]) -> Read:
    """Read each row; moments without an offset are on the zone's clock, campaigns are known by their names.

    Raises:
        Invalid: no column names a channel, or none holds words.
    """
    columns = guess_columns(table.header, FIELDS)
    if "channel" not in columns:
        raise Invalid("Add a column “channel” that says where each post goes, such as Instagram.", field="channel")
    if not {"title", "text"} & columns.keys():
        raise Invalid("Add a column “text” with each post's words.", field="text")
    numbered = [(number, row) for number, row in enumerate(table.rows, table.first_row) if any(row)]
    cells = [
        {
            name: as_written(row[at]) if (at := table.column(header)) < len(row) else ""
            for name, header in columns.items()
        }
        for _, row in numbered
    ]
    moments, notes = _moments(cells, columns, zone)
    coming: list[Coming] = []
    errors: list[RowError] = []
    gone = 0
    for place, (number, _) in enumerate(numbered):
        if cells[place].get("status", "").strip().casefold().replace(" ", "_") in GONE:
            gone += 1
            continue
        try:
            coming.append(_coming(number, cells[place], moments[place], campaigns))
        except Invalid as refused:
            errors.append(_error(number, refused, cells[place], columns))
    by_number = dict(zip((number for number, _ in numbered), cells, strict=True))
    return Read(tuple(coming), tuple(errors), gone, notes, columns, by_number)


def _error(number: int, refused: Refusal, cells: Mapping[str, str], columns: Mapping[str, str]) -> RowError:
    name = COLUMN_OF.get(refused.field or "", refused.field or "")
    return RowError(number, columns.get(name, ""), cells.get(name, "")[:80], refused.message)


def _moments(
    cells: Sequence[Mapping[str, str]], columns: Mapping[str, str], zone: ZoneInfo
) -> tuple[list[dict[str, datetime | str]], tuple[str, ...]]:
    """Each row's moments, or what is wrong with them, and what was decided for a whole column."""
    found: list[dict[str, datetime | str]] = [{} for _ in cells]
    notes: list[str] = []
    for name in ("planned_at", "scheduled_at"):
        told = [place for place, row in enumerate(cells) if row.get(name)]
        texts = [cells[place][name] for place in told]
        column = read_moments(texts, columns.get(name, ""), style=DateStyle.AUTO, zone=zone, now=_LATEST)
        notes += column.notes
        for at, (place, moment) in enumerate(zip(told, column.values, strict=True)):
            found[place][name] = column.problems[at] if moment is None else moment
    return found, tuple(notes)


def _moment(told: Mapping[str, datetime | str], name: str) -> datetime | None:
    moment = told.get(name)
    if isinstance(moment, str):
        raise Invalid(moment, field=name)
    return moment


def _coming(
    number: int, cells: Mapping[str, str], moments: Mapping[str, datetime | str], campaigns: Mapping[str, UUID]
) -> Coming:
    channel = _channel(cells["channel"])
    text = cells.get("text", "").replace("\r\n", "\n")
    status = cells.get("status", "").strip().casefold().replace(" ", "_")
    if status and status not in set(PostStatus):
        raise Invalid("This status is not known. Write “scheduled” or “draft”, or leave it empty.", field="status")
    campaign = cells.get("campaign", "").strip()
    if campaign and campaign.casefold() not in campaigns:
        raise Invalid(f"There is no campaign “{campaign}”. Make it first, or leave this cell empty.", field="campaign")
    planned, scheduled = _moment(moments, "planned_at"), _moment(moments, "scheduled_at")
    goes_out = scheduled if status in _GOES_OUT else None
    return Coming(
        number,
        NewPost(
            channel=channel,
            type=_type(cells.get("type", ""), channel),
            title=cells.get("title") or cells.get("subject") or text.strip().partition("\n")[0][:80],
            caption=text,
            hashtags=tuple(word for word in re.split(r"[\s,;]+", cells.get("hashtags", "")) if word),
            cta=cells.get("cta", ""),
            subject=cells.get("subject", ""),
            preheader=cells.get("preheader", ""),
            planned_at=(planned or scheduled) if goes_out else (scheduled or planned),
        ),
        campaigns[campaign.casefold()] if campaign else None,
        goes_out,
    )


def _channel(cell: str) -> Channel:
    told = cell.strip().casefold()
    known = {one.label.casefold(): name for name, one in rules.load().items()} | {one: one for one in rules.load()}
    name = ALIASES.get(told) or known.get(told)
    if name is None:
        labels = ", ".join(rules.channel(one).label for one in rules.publishable_channels())
        raise Invalid(f"This channel is not known. Write one of {labels}.", field="channel")
    return name


def _type(cell: str, channel: Channel) -> PostType:
    told = cell.strip().casefold()
    if not told:
        return rules.channel(channel).kinds[0]
    if told not in TYPE_WORDS:
        raise Invalid("This kind is not known. Write text, image or video.", field="type")
    return TYPE_WORDS[told]
