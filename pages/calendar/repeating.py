"""A post that repeats: by which rule, how many are still to come, and what can be done with the series."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import Recurrence, Repeats, SeriesView
from core.strategy.queue_rules import DAYS
from core.tables import Post
from core.vocab import PostStatus
from ui import outcome, shell
from ui.safe import plain

Close = Callable[[], None]
UNITS = {"week": "weeks", "month": "months"}
ENDS = ("never", "on a day", "after some times")


def draw(post: Post, series: SeriesView | None, close: Close) -> None:
    """What the series is and its deeds; for a scheduled post without one, a way to begin."""
    if series is None or series.is_over:
        if series is not None:
            st.caption(":material/event_repeat: It was part of a series that has ended.")
        if post.status is PostStatus.SCHEDULED and post.scheduled_at is not None:
            with st.popover(
                "Repeat", icon=":material/event_repeat:", key=f"repeat:{post.id}", on_change="rerun"
            ) as box:
                if box.open:
                    _form(post.id, _start(post.scheduled_at), close, None)
        return
    many = len(series.later)
    moved = " This one was moved by hand, so the series leaves it alone." if series.is_moved else ""
    last = series.campaign_ends
    ends = f" The series ends with its campaign, on {last.day} {last:%B %Y}." if last else ""
    with st.container(border=True):
        st.markdown(f":material/event_repeat: Repeats {plain(series.words)}.")
        st.caption(f"{many} later {'post is' if many == 1 else 'posts are'} made, ninety days ahead. Each can be "
                   f"edited, moved or cancelled by itself.{moved}{ends}")  # fmt: skip
        with st.container(horizontal=True, gap="xsmall"):
            with st.popover("Change", icon=":material/tune:", key=f"series:{post.id}", on_change="rerun") as box:
                if box.open:
                    _form(post.id, series.rule, close, series.id)
            if many:
                st.button("Give the later ones these words", icon=":material/content_copy:", key=f"reword:{post.id}",
                          on_click=_reword, args=(post.id,))  # fmt: skip
            with st.popover("End it", icon=":material/stop_circle:"):
                st.markdown("No more posts are made.")
                st.button("Keep what stands", key=f"end:keep:{post.id}", on_click=_end,
                          args=(series.id, False))  # fmt: skip
                if many:
                    st.button("Cancel what is to come", key=f"end:off:{post.id}", on_click=_end,
                              args=(series.id, True))  # fmt: skip


def _start(at: datetime) -> Recurrence:
    """Weekly, from the post's own moment on."""
    there = shell.local(at)
    return Recurrence(
        unit="week", weekdays=(there.weekday(),), month_day=there.day, at=there.time(), zone=shell.here().zone.key,
        starts_on=there.date(),
    )  # fmt: skip


def _form(post_id: UUID, rule: Recurrence, close: Close, series_id: UUID | None) -> None:
    """The rule's fields. A new series begins with its post, a changed one goes on from today."""
    key = f"rule:{post_id}:"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input("Every", 1, 52, rule.every, key=f"{key}every", width=110)
        unit = st.selectbox("of", list(UNITS), list(UNITS).index(rule.unit), format_func=UNITS.__getitem__,
                            key=f"{key}unit", label_visibility="hidden", width=130)  # fmt: skip
        if series_id is not None:
            st.time_input("Time", rule.at, key=f"{key}at", step=300, width=110)
    if unit == "week":
        st.pills("On", range(7), selection_mode="multi", default=rule.weekdays or (rule.starts_on.weekday(),),
                 format_func=lambda day: DAYS[day][:3], key=f"{key}weekdays")  # fmt: skip
    elif series_id is not None:
        st.number_input("On day", 1, 31, rule.month_day, key=f"{key}month_day", width=110)
    else:
        st.caption(f"On day {rule.month_day}; a shorter month takes its last day.")
    kept = 1 if rule.until else 2 if rule.count else 0
    ends = st.radio("It ends", ENDS, kept, key=f"{key}ends", horizontal=True)
    if ends == ENDS[1]:
        st.date_input("Last day", rule.until or rule.starts_on + timedelta(days=28), key=f"{key}until",
                      format="DD/MM/YYYY")  # fmt: skip
    elif ends == ENDS[2]:
        st.number_input("Times in all", 2, 366, rule.count or 10, key=f"{key}count", width=130)
    st.caption(f"Times are {rule.zone}; a clock change does not shift them.")
    label = "Change the series" if series_id else "Let it repeat"
    if st.button(label, type="primary", key=f"{key}go", on_click=_keep, args=(post_id, rule, close, series_id)):
        st.rerun()


def _told(post_id: UUID, rule: Recurrence, *, is_new: bool) -> Recurrence:
    """The rule as the fields say it."""

    def field(name: str, otherwise: Any) -> Any:
        return st.session_state.get(f"rule:{post_id}:{name}", otherwise)

    ends, today = field("ends", ENDS[0]), shell.local(shell.now()).date()
    until = field("until", None) if ends == ENDS[1] else None
    return Recurrence(
        unit=field("unit", rule.unit),
        every=int(field("every", rule.every)),
        weekdays=tuple(sorted(field("weekdays", rule.weekdays) or ())),
        month_day=int(field("month_day", rule.month_day)),
        at=field("at", rule.at) or rule.at,
        zone=rule.zone,
        starts_on=rule.starts_on if is_new else today,
        until=until if isinstance(until, date) else None,
        count=int(field("count", 10)) if ends == ENDS[2] else None,
    )


def _keep(post_id: UUID, rule: Recurrence, close: Close, series_id: UUID | None) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        told = _told(post_id, rule, is_new=series_id is None)
        if series_id is None:
            done = strategy.repeat_post(ws, post_id, told)
        else:
            done = strategy.change_series(ws, series_id, told)
        words = strategy.read_series(ws, post_id)
        said = f"It repeats {words.words}." if words else "The series is changed."
        outcome.tell("calendar", f"{said} {_made(done)}", is_good=not done.left_out)
        close()


def _made(done: Repeats) -> str:
    many = len(done.made)
    told = f"{many} {'post was' if many == 1 else 'posts were'} made for the next ninety days." if many else ""
    if not done.left_out:
        return told
    first, more = done.left_out[0], len(done.left_out) - 1
    rest = f" The same holds for {more} more." if more else ""
    return f"{told} One waits in the tray: {first.why}{rest}"


def _reword(post_id: UUID) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        many = strategy.reword_series(ws, post_id)
        outcome.tell("post", f"{many} later {'post says' if many == 1 else 'posts say'} the same now.")


def _end(series_id: UUID, take_off: bool) -> None:
    with outcome.attempt("post"), shell.workspace() as ws:
        many = strategy.end_series(ws, series_id, take_off=take_off)
        gone = f" {many} posts are cancelled." if take_off else ""
        outcome.tell("post", f"The series has ended.{gone}")
