"""A plan's posts as a table: moved, retyped, put in another order, struck out, added."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from core import publishing
from core.strategy import PlannedPost, in_order
from core.strategy.outline import week_of
from core.tables import Plan
from core.vocab import PostType
from ui import shell
from ui.theme import TYPES, channel_look

ROWS = 45
"""Rows of the table shown at once; a longer plan scrolls."""
WHOLE = ("at", "channel", "type", "title")
Line = Mapping[str, Any]


def table(plan: Plan, zone: ZoneInfo, rev: int) -> tuple[tuple[PlannedPost, ...], int]:
    """Draw the table; the posts as they stand in it come back, and how many rows somebody has not finished."""
    lines = [_line(post, zone) for post in plan.proposal.posts]
    with shell.workspace() as ws:
        names = publishing.own_channels(ws)
    told = st.data_editor(
        lines,
        key=f"posts:{plan.id}:{rev}",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(lines) <= ROWS else 640,
        column_order=["keep", "slot", *WHOLE],
        column_config={
            "keep": st.column_config.CheckboxColumn("Keep", default=True, width=70, help="Untick to strike out"),
            "slot": st.column_config.NumberColumn(
                "Place", min_value=1, step=1, width=76, help="Another number moves what it says to that place"
            ),
            "at": st.column_config.DatetimeColumn("When", format="ddd D MMM, HH:mm", required=True, step=300),
            "channel": st.column_config.SelectboxColumn(
                "Channel",
                options=list(names),
                format_func=lambda name: channel_look(str(name)).label,
                required=True,
            ),
            "type": st.column_config.SelectboxColumn(
                "Kind",
                options=[kind.value for kind in PostType],
                format_func=lambda kind: TYPES[PostType(str(kind))].label,
                required=True,
            ),
            "title": st.column_config.TextColumn("What it is about", required=True, width=368),
        },
    )
    open_rows = unfinished(told)
    if open_rows:
        who = "A new post is" if open_rows == 1 else f"{open_rows} new posts are"
        st.warning(f"{who} unfinished. Give it a moment, a channel, a kind and what it is about, or untick it; then "
                   "the plan can be saved.", icon=":material/edit:")  # fmt: skip
    return edited(plan, zone, told), open_rows


def unfinished(lines: Sequence[Line]) -> int:
    """How many rows that are to stay hold something, but not all that a post needs."""
    cells = [[not _is_empty(line.get(name)) for name in WHOLE] for line in lines if line.get("keep", True) is not False]
    return sum(any(row) and not all(row) for row in cells)


def edited(plan: Plan, zone: ZoneInfo, lines: Sequence[Line]) -> tuple[PlannedPost, ...]:
    """The table's rows as posts: unfinished and struck ones left out, the rest in the order that was asked for."""
    by_slot = {post.slot: post for post in plan.proposal.posts}
    lines = [{name: None if _is_empty(cell) else cell for name, cell in line.items()} for line in lines]
    whole = [line for line in lines if line.get("keep", True) is not False and all(line.get(name) for name in WHOLE)]
    known = [line for line in whole if line.get("was")]
    posts = [_post(line, by_slot[int(line["was"])], plan, zone) for line in known]
    wished = [int(line["slot"]) if line.get("slot") else post.slot for line, post in zip(known, posts, strict=True)]
    if any(wish != post.slot for wish, post in zip(wished, posts, strict=True)):
        places = [post.slot for post in posts]
        posts = list(in_order(posts, [_place(wish, places) for wish in wished]))
    new = [_post(line, None, plan, zone) for line in whole if not line.get("was")]
    return (*posts, *new)


def _is_empty(cell: object) -> bool:
    """Whether a cell holds nothing: None, or a number or a moment that is none and so differs from itself."""
    return cell is None or bool(cell != cell)  # noqa: PLR0124


def _place(wish: int, places: Sequence[int]) -> int:
    """A wished number among those that are left, counted from 1."""
    return 1 + sum(place < wish for place in places)


def _line(post: PlannedPost, zone: ZoneInfo) -> dict[str, Any]:
    at = post.at.astimezone(zone).replace(tzinfo=None)
    return {"keep": True, "slot": post.slot, "at": at, "channel": post.channel, "type": post.type.value,
            "title": post.title, "was": post.slot}  # fmt: skip


def _post(line: Line, before: PlannedPost | None, plan: Plan, zone: ZoneInfo) -> PlannedPost:
    there = line["at"] if isinstance(line["at"], datetime) else datetime.fromisoformat(str(line["at"]))
    at = there.replace(tzinfo=zone)
    week = week_of(at.date(), plan.brief.starts_on)
    words = {"channel": line["channel"], "type": PostType(line["type"]), "title": line["title"], "week": week}
    if before is not None:
        same = before.at if before.at == at else at
        return before.model_copy(update={**words, "at": same})
    return PlannedPost(slot=len(plan.proposal.posts) + 1, at=at, **words)
