"""The lists of a profile, edited as tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from core import publishing
from core.errors import Invalid
from core.strategy import ProfileEdit, ProfileView
from core.strategy.queue_rules import DAYS
from core.tables.rhythm import PostingSlot
from core.tables.values import Audience, Cadence, OpenBlock, Value
from core.vocab import Channel
from pages.settings.saving import is_locked, opened, profile, save, save_button
from ui import shell
from ui.pieces import section
from ui.theme import channel_look

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """One list: its words, its columns, and how a row becomes a value and back."""

    title: str
    says: str
    columns: Mapping[str, Any]
    show: Callable[[Any], Row]
    read: Callable[[Row], Value]


def draw(*names: str) -> None:
    """Draw the named tables, each saved by itself."""
    view = profile()
    with shell.workspace() as ws:
        tables = _tables(publishing.own_channels(ws))
    for name in names:
        _table(name, tables[name], view)


def _table(name: str, table: Table, view: ProfileView) -> None:
    section(table.title, says=table.says)
    sheet = opened(name, view, name)
    rows = [table.show(value) for value in getattr(sheet.base, name)]
    with st.form(f"table_{name}"):
        edited = st.data_editor(
            pd.DataFrame(rows, columns=list(table.columns)).astype(object),
            column_config=dict(table.columns),
            num_rows="dynamic",
            hide_index=True,
            disabled=is_locked(),
            key=sheet.key("rows"),
            width="stretch",
        )
        if save_button():
            records = [_present(record) for record in edited.to_dict("records")]
            save(sheet, lambda: _edit(name, values(name, table, records)), table.title)


def values(name: str, table: Table, records: list[dict[str, Any]]) -> tuple[Any, ...]:
    """The rows as values; empty rows are left out.

    Raises:
        Invalid: a row lacks something or holds what cannot be; it is named by its number.
    """
    found = []
    for number, record in enumerate(records, start=1):
        if not record:
            continue
        try:
            found.append(table.read(record))
        except (ValidationError, KeyError, ValueError) as wrong:
            raise Invalid(
                f"Row {number} isn't complete, or a value in it can't be. Fill it in, or delete it.", field=name
            ) from wrong
    return tuple(found)


def _edit(name: str, read: Any) -> ProfileEdit:
    return ProfileEdit(**{name: read})


def _present(record: Mapping[Any, Any]) -> dict[str, Any]:
    """A row without its empty cells."""
    return {str(k): v for k, v in record.items() if v is not None and v == v and v != ""}  # noqa: PLR0124 - NaN is not itself


def _clock(value: time | str) -> time:
    return value if isinstance(value, time) else time.fromisoformat(value)


def _tables(own: Sequence[Channel] = ()) -> dict[str, Table]:
    """The tables; ``own`` are the channels that the business can publish on.

    No column is marked as required: Streamlit would leave an unfinished row out without a word.
    """
    number, pick = st.column_config.NumberColumn, st.column_config.SelectboxColumn
    channels = pick("Channel", options=list(own),
                    format_func=lambda name: channel_look(str(name)).label)  # fmt: skip
    hour = st.column_config.TimeColumn
    return {
        "hours": Table(
            "Opening hours",
            "Response times count only these hours. Without any, the business counts as open around the clock.",
            {
                "day": pick("Day", options=list(DAYS)),
                "opens": hour("Opens", format="HH:mm"),
                "closes": hour("Closes", format="HH:mm"),
            },
            lambda one: {"day": DAYS[one.weekday], "opens": one.opens, "closes": one.closes},
            lambda row: OpenBlock(
                weekday=DAYS.index(row["day"]), opens=_clock(row["opens"]), closes=_clock(row["closes"])
            ),
        ),
        "cadence": Table(
            "Weekly rhythm",
            "Posts a week on each channel; plans and the consistency signal follow it.",
            {
                "channel": channels,
                "per_week": number("Posts a week", min_value=0.5, max_value=50, step=0.5),
            },
            lambda one: {"channel": one.channel, "per_week": one.per_week},
            lambda row: Cadence(channel=row["channel"], per_week=float(row["per_week"])),
        ),
        "queue": Table(
            "Posting slots",
            "Times of the week kept for posts: “Add to queue” takes the next free one. Click into the empty row to add "
            "one. A clock change shifts none.",
            {
                "channel": channels,
                "day": pick("Day", options=list(DAYS)),
                "at": hour("Time", format="HH:mm"),
                "zone": pick("Time zone", options=sorted(available_timezones()), help="Empty is the business's own."),
            },
            lambda one: {
                "channel": one.channel,
                "day": DAYS[one.weekday],
                "at": one.at,
                "zone": one.zone or None,
            },
            lambda row: PostingSlot(
                channel=row["channel"], weekday=DAYS.index(row["day"]), at=_clock(row["at"]), zone=row.get("zone", "")
            ),
        ),
        "audience": Table(
            "Audience",
            "Followers or subscribers on each channel, as you know them.",
            {"channel": channels, "size": number("People", min_value=0, step=1, format="localized")},
            lambda one: {"channel": one.channel, "size": one.size},
            lambda row: Audience(channel=row["channel"], size=int(row["size"])),
        ),
    }
