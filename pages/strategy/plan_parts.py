"""The parts of a plan as fields: channels, themes, posts, targets and lessons."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st

from core.strategy import ChannelShare, KpiTarget, Lesson, Proposal, WeekTheme
from core.strategy.pace import RATE
from core.strategy.targets import NAMES
from core.tables import Plan
from pages.strategy import plan_posts
from ui.pieces import chip, section
from ui.safe import plain
from ui.theme import channel_look
from ui.why import why


def renew(plan_id: UUID) -> None:
    """What stands in the fields was stored: their edits start from it."""
    st.session_state[_rev(plan_id)] = _number(plan_id) + 1


@dataclass(frozen=True)
class Edited:
    """The proposal as it stands in the fields, the week to move up, if one is, and how many posts are unfinished."""

    proposal: Proposal
    earlier: int | None
    unfinished: int


def editor(plan: Plan, *, zone: ZoneInfo) -> Edited:
    """Draw every part; what the fields say comes back."""
    seen, rev = plan.proposal, _number(plan.id)
    _mix(seen.mix)
    section("Weekly themes", says="What each week is about, and why. An arrow swaps a week with the one before it.")
    drawn = [_theme(plan.id, theme, rev, _stays(seen, theme.week)) for theme in seen.themes]
    why(plan.ai, what="the weekly themes")
    section("Posts", says=f"Moments by the clock in {zone.key}. Change any cell; add a post below the last.")
    posts, unfinished = plan_posts.table(plan, zone, rev)
    section("Targets", says="Each with its arithmetic and where its numbers come from.")
    kpis = _kpis(plan.id, seen.kpis)
    why(seen.targets_ai, what="which targets come first; their numbers are arithmetic")
    lessons = _lessons(plan.id, seen.lessons)
    changes = {"themes": tuple(theme for theme, _ in drawn), "posts": posts, "kpis": kpis, "lessons": lessons}
    earlier = next((theme.week for theme, is_moved in drawn if is_moved), None)
    return Edited(seen.model_copy(update=changes), earlier, unfinished)


def _mix(mix: tuple[ChannelShare, ...]) -> None:
    if not mix:
        return
    section("Channels", says="How often, to how many people, and what the times rest on.")
    lines = []
    for one in mix:
        look = channel_look(one.channel)
        less = f" (you asked for {one.wished:g}; it bears no more)" if one.per_week < one.wished else ""
        often = f"{one.posts} posts, {one.per_week:g} a week{less}, {one.people:,} people"
        lines.append(f"- {look.icon} **{look.label}**: {often}  \n  :gray[{plain(one.times)}]")
    st.markdown("\n".join(lines))


def _stays(seen: Proposal, week: int) -> bool:
    """Whether a week can't change places with the one before it."""
    return week == 1 or any(theme.moment for theme in seen.themes if theme.week in {week, week - 1})


def _theme(plan_id: UUID, theme: WeekTheme, rev: int, stays: bool) -> tuple[WeekTheme, bool]:
    moment = f" {chip(plain(theme.moment), ':material/event:', 'orange')}" if theme.moment else ""
    label = f"Week {theme.week}, from {theme.starts_on.day} {theme.starts_on:%b}{moment}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        title = st.text_input(label, value=theme.title, key=_key(plan_id, rev, theme.week), max_chars=200)
        is_moved = st.button("Earlier", icon=":material/arrow_upward:", key=f"up:{plan_id}:{theme.week}",
                             disabled=stays, help="Swap with the week before")  # fmt: skip
    st.caption(f":material/help: {plain(theme.reason)}")
    return theme.model_copy(update={"title": title}), is_moved


def _kpis(plan_id: UUID, kpis: tuple[KpiTarget, ...]) -> tuple[KpiTarget, ...]:
    told = []
    for start in range(0, len(kpis), 4):
        for place, kpi in zip(st.columns(4), kpis[start : start + 4], strict=False):
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
        "What we learned",
        says="What this business's own numbers say. Untick a line to strike it out of the campaign. "
        "The posts above stay as they are: change their kinds and moments in the table.",
    )
    if not lessons:
        st.caption("Nothing yet: there is too little to go by. Publish for a few weeks, or import earlier posts.")
    kept = []
    for place, lesson in enumerate(lessons):
        words = plain(lesson.text)
        key = f"lesson:{plan_id}:{place}"
        is_used = st.session_state.get(key, not lesson.dropped)
        use = st.checkbox(words if is_used else f"~~{words}~~", value=not lesson.dropped, key=key)
        if lesson.is_applied:
            words = f"{chip('applied from Analytics', ':material/flag:', 'green')} {plain(lesson.shaped)}"
            st.markdown(words)
        st.caption(plain(lesson.evidence))
        kept.append(lesson.model_copy(update={"dropped": not use}))
    return tuple(kept)


def _key(plan_id: UUID, rev: int, week: int) -> str:
    """A field's name; another one after its words were stored, so that they are shown as they stand."""
    return f"theme:{plan_id}:{week}" + (f":{rev}" if rev else "")


def _rev(plan_id: UUID) -> str:
    return f"plan:{plan_id}:rev"


def _number(plan_id: UUID) -> int:
    return int(st.session_state.get(_rev(plan_id), 0))
