"""The parts of a plan as fields: themes, posts, targets and lessons."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st

from core.publishing import open_channels
from core.strategy import KpiTarget, Lesson, PlannedPost, Proposal, WeekTheme
from core.strategy.outline import week_of
from core.strategy.pace import RATE
from core.strategy.targets import NAMES
from core.tables import Plan
from core.vocab import PostType
from ui.pieces import section
from ui.safe import plain
from ui.theme import TYPES, channel_look

ROWS = 45
"""Rows of the table shown at once; a longer plan scrolls."""


def renew(plan_id: UUID) -> None:
    """The table's rows were stored: its edits start from them."""
    st.session_state[_rev(plan_id)] = st.session_state.get(_rev(plan_id), 0) + 1


def editor(plan: Plan, *, zone: ZoneInfo) -> Proposal:
    """Draw every part; the proposal as it stands in the fields comes back."""
    seen = plan.proposal
    section("Weekly themes", says="What each week is about, and why.")
    themes = tuple(_theme(plan.id, theme) for theme in seen.themes)
    section("Posts", says=f"Moments by the clock in {zone.key}. Tick rows to delete them; add one below the last.")
    posts = _posts(plan, zone)
    section("Targets", says="Each with its arithmetic and where its numbers come from.")
    kpis = _kpis(plan.id, seen.kpis)
    lessons = _lessons(plan.id, seen.lessons)
    return seen.model_copy(update={"themes": themes, "posts": posts, "kpis": kpis, "lessons": lessons})


def _theme(plan_id: UUID, theme: WeekTheme) -> WeekTheme:
    with st.container(border=True, gap="small"):
        moment = f" :orange-badge[{plain(theme.moment)}]" if theme.moment else ""
        st.caption(f"Week {theme.week}, from {theme.starts_on.day} {theme.starts_on:%b}{moment}")
        left, right = st.columns([1, 1.6])
        title = left.text_input("Theme", value=theme.title, key=f"theme:{plan_id}:{theme.week}", max_chars=200)
        reason = right.text_area(
            "Why", value=theme.reason, key=f"reason:{plan_id}:{theme.week}", max_chars=600, height=68
        )
    return theme.model_copy(update={"title": title, "reason": reason})


def _posts(plan: Plan, zone: ZoneInfo) -> tuple[PlannedPost, ...]:
    held = plan.proposal.posts
    lines: list[dict[str, Any]] = [
        {"at": post.at.astimezone(zone).replace(tzinfo=None), "channel": post.channel, "type": post.type.value,
         "title": post.title, "slot": post.slot}
        for post in held
    ]  # fmt: skip
    told = st.data_editor(
        lines,
        key=f"posts:{plan.id}:{st.session_state.get(_rev(plan.id), 0)}",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(lines) <= ROWS else 640,
        column_order=["at", "channel", "type", "title"],
        column_config={
            "at": st.column_config.DatetimeColumn("When", format="ddd D MMM, HH:mm", required=True, step=300),
            "channel": st.column_config.SelectboxColumn(
                "Channel",
                options=list(open_channels()),
                format_func=lambda name: channel_look(str(name)).label,
                required=True,
            ),
            "type": st.column_config.SelectboxColumn(
                "Kind",
                options=[kind.value for kind in PostType],
                format_func=lambda kind: TYPES[PostType(str(kind))].label,
                required=True,
            ),
            "title": st.column_config.TextColumn("What it is about", required=True, width="large"),
        },
    )
    by_slot = {post.slot: post for post in held}
    whole = [line for line in told if all(line.get(name) for name in ("at", "channel", "type", "title"))]
    return tuple(_post(line, by_slot, plan, zone) for line in whole)


def _post(line: Mapping[str, Any], held: Mapping[int, PlannedPost], plan: Plan, zone: ZoneInfo) -> PlannedPost:
    there = line["at"] if isinstance(line["at"], datetime) else datetime.fromisoformat(str(line["at"]))
    at = there.replace(tzinfo=zone)
    before = held.get(int(line["slot"])) if line.get("slot") else None
    week = week_of(at.date(), plan.brief.starts_on)
    words = {"channel": line["channel"], "type": PostType(line["type"]), "title": line["title"], "week": week}
    if before is not None:
        same = before.at if before.at == at else at
        return before.model_copy(update={**words, "at": same})
    return PlannedPost(slot=len(held) + 1, at=at, **words)


def _kpis(plan_id: UUID, kpis: tuple[KpiTarget, ...]) -> tuple[KpiTarget, ...]:
    told = []
    for start in range(0, len(kpis), 3):
        for place, kpi in zip(st.columns(3), kpis[start : start + 3], strict=False):
            with place:
                told.append(_kpi(plan_id, kpi))
    return tuple(told)


def _kpi(plan_id: UUID, kpi: KpiTarget) -> KpiTarget:
    is_rate = kpi.unit == RATE
    with st.container(border=True, height="stretch"):
        shown = kpi.target * 100 if is_rate else kpi.target
        label = NAMES.get(kpi.name, kpi.name.replace("_", " ").capitalize())
        value = st.number_input(
            f"{label}, %" if is_rate else label, value=round(float(shown), 2), min_value=0.0,
            step=0.1 if is_rate else 1.0, format="%.2f" if is_rate else "%.0f", key=f"kpi:{plan_id}:{kpi.name}",
        )  # fmt: skip
        st.caption(plain(kpi.why))
    if value == round(float(shown), 2):
        return kpi
    return kpi.model_copy(update={"target": value / 100 if is_rate else value})


def _lessons(plan_id: UUID, lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    section(
        "What we learned", says="What this business's own numbers say. Untick a line to strike it out of the campaign."
    )
    if not lessons:
        st.caption("Nothing yet: there is too little to go by. Publish for a few weeks, or import earlier posts.")
    kept = []
    for place, lesson in enumerate(lessons):
        words = plain(lesson.text)
        key = f"lesson:{plan_id}:{place}"
        is_used = st.session_state.get(key, not lesson.dropped)
        use = st.checkbox(words if is_used else f"~~{words}~~", value=not lesson.dropped, key=key)
        st.caption(plain(lesson.evidence))
        kept.append(lesson.model_copy(update={"dropped": not use}))
    return tuple(kept)


def _rev(plan_id: UUID) -> str:
    return f"plan:{plan_id}:rev"
