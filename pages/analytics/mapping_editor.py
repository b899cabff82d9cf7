"""Which column of the file means what: proposed from its header, changed here."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import available_timezones

import streamlit as st

from core.analytics.imports.mapping import COUNTS, PARTS, DateStyle, Field, Mapping
from ui import shell
from ui.theme import CHANNELS, channel_look

NONE = "(not in the file)"
_GROUPS = {
    "Numbers": COUNTS,
    "What was posted": (Field.TYPE, Field.TITLE, Field.TEXT, Field.PAID),
    "Who": (Field.EXTERNAL_ID, Field.ACCOUNT),
}
_LABELS = {
    Field.EXTERNAL_ID: "Post's id or link",
    Field.ACCOUNT: "Account or page",
    Field.PUBLISHED_AT: "Published at",
    Field.VIEWS: "Views, reach or delivered",
    Field.LIKES: "Likes or reactions",
    Field.WATCH_SECONDS: "Watch time",
    Field.CONVERSIONS: "Leads or conversions",
    Field.TYPE: "Kind of post",
    Field.PAID: "Paid or boosted",
}
_ORDERS = {
    DateStyle.AUTO: "Told by the file",
    DateStyle.DAY_FIRST: "Day first: 31/12/2026",
    DateStyle.MONTH_FIRST: "Month first: 12/31/2026",
    DateStyle.PARTS: "Only month, weekday and hour (approximate dates)",
}


def edit(guess: Mapping, header: Sequence[str], name: str) -> Mapping:
    """The mapping as the person has it; ``name`` keeps the widgets of one file apart from the next one's."""
    mapping = _when(guess, header, name)
    for title, fields in _GROUPS.items():
        st.markdown(f"**{title}**")
        mapping = _fields(mapping, fields, header, name)
    return mapping


def _when(guess: Mapping, header: Sequence[str], name: str) -> Mapping:
    st.markdown("**Where and when**")
    grid = st.grid(3, min_column_width=220)
    channels = list(dict.fromkeys([guess.channel, *CHANNELS]))
    channel = grid.selectbox("Channel", channels, format_func=lambda c: channel_look(c).label, key=f"{name}:channel")
    style = grid.selectbox(
        "Dates", list(_ORDERS), list(_ORDERS).index(guess.dates), format_func=_ORDERS.__getitem__, key=f"{name}:dates"
    )
    own = f"This business's zone ({shell.here().zone.key})"
    zones = [own, *sorted(available_timezones())]
    zone = grid.selectbox(
        "Time zone of the file's times",
        zones,
        zones.index(guess.zone) if guess.zone in zones else 0,
        key=f"{name}:zone",
        help="Used for times that are written without a zone.",
    )
    mapping = replace(guess, channel=channel, dates=style, zone=None if zone == own else zone)
    if style is not DateStyle.PARTS:
        return _fields(mapping, (Field.PUBLISHED_AT,), header, name)
    mapping = _fields(mapping, PARTS, header, name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.number_input("Year of all rows", 1995, 2100, guess.year, key=f"{name}:year", width=150)
        newest = st.toggle("Newest post first", guess.newest_first, key=f"{name}:newest")
    return replace(mapping, year=None if year is None else int(year), newest_first=newest)


def _fields(mapping: Mapping, fields: Sequence[Field], header: Sequence[str], name: str) -> Mapping:
    grid, options = st.grid(3, min_column_width=220), [NONE, *header]
    for field in fields:
        proposed = mapping.fields.get(field)
        chosen = grid.selectbox(
            label(field),
            options,
            options.index(proposed) if proposed in options else 0,
            key=f"{name}:{field.value}",
        )
        mapping = mapping.changed(field, None if chosen == NONE else chosen)
    return mapping


def label(field: Field) -> str:
    """A field in words.

    >>> label(Field.VIEWS), label(Field.SHARES)
    ('Views, reach or delivered', 'Shares')
    """
    return _LABELS.get(field, field.value.replace("_", " ").capitalize())
