"""A second version of a post, the rule for the winner, and what came of earlier ones."""

from typing import Any, Literal
from uuid import UUID

import streamlit as st

from core import audience, content
from core.audience import SHARES
from core.channels.lifecycle import is_editable
from core.channels.rules import channel
from core.content import ExperimentView, PostEdit, WinnerRule
from core.tables import Post
from core.vocab import ExperimentMetric, ExperimentStatus
from core.workspace import Workspace
from pages.content_studio import words
from pages.content_studio.card import show
from ui import outcome, shell
from ui.safe import plain, short

METRICS = {
    ExperimentMetric.ENGAGEMENT: "Engagement",
    ExperimentMetric.CLICKS: "Clicks",
    ExperimentMetric.LEADS: "Leads",
}


def draw(ws: Workspace, post: Post) -> None:
    """Draw the trials of a post, the running one first, or the way to a new one."""
    found = content.read_experiments(ws, post.id)
    for one in found:
        _trial(post, one)
    is_running = any(one.experiment.status is ExperimentStatus.RUNNING for one in found)
    if not is_running and is_editable(post.status):
        if channel(post.channel).personal:
            _new_letter(ws, post)
        else:
            _new(post)


def _trial(post: Post, one: ExperimentView) -> None:
    row = one.experiment
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**A** {_says(one.a, one)}  \n**B** {_says(one.b, one)}")
        if row.verdict is not None:
            st.markdown(plain(row.verdict.reason))
            _rest(post, one)
        else:
            st.caption(plain(_running(one)))
        with st.container(horizontal=True, gap="small"):
            other = one.b if post.id == one.a.id else one.a
            st.button("Open the other version", key=f"trial:{row.id}:open", on_click=show, args=(str(other.id),))
            if row.verdict is None:
                st.button("Stop", key=f"trial:{row.id}:stop", on_click=_stop, args=(post.id, row.id),
                          help="Both posts stay; no winner is found.")  # fmt: skip


def _says(version: Post, one: ExperimentView) -> str:
    """What tells a version from the other: a letter's subject line where that differs, else its text."""
    by_subject = version.subject and one.a.subject != one.b.subject
    return plain(short(version.subject if by_subject else version.caption, 120))


def _running(one: ExperimentView) -> str:
    row = one.experiment
    if row.share is None:
        what, many = f"{METRICS[row.metric]} per view will tell {_moment(one)}", f"each was seen {row.least:,} times"
        along = ""
    else:
        what = f"Clicks of those who got it will tell {_moment(one)}"
        many = f"each went to {row.least:,} people"
        rest = 100 - 2 * row.share
        along = f"{row.share}% of the people get A and {row.share}% get B, drawn at random; nobody gets both. "
        along += f"The other {rest}% get what did better. " if rest else ""
        along += "" if one.a.published_at else "Schedule A: both leave together. "
    return f"{along}{what}, if {many} or more. How they stand is not shown before: who looks early is misled."


def _rest(post: Post, one: ExperimentView) -> None:
    """What everybody else gets, or the choice of it."""
    row = one.experiment
    if one.rest is not None:
        st.button("Open what the rest gets", key=f"trial:{row.id}:rest", on_click=show, args=(str(one.rest.id),))
    elif one.waits_for_a_choice:
        st.caption(f"{100 - 2 * (row.share or 0)}% of the people have had neither. Which one is theirs?")
        with st.container(horizontal=True, gap="small"):
            for version in ("a", "b"):
                st.button(f"Send {version.upper()} to the rest", key=f"trial:{row.id}:rest:{version}",
                          on_click=_choose, args=(post.id, row.id, version))  # fmt: skip


def _moment(one: ExperimentView) -> str:
    row = one.experiment
    if row.decide_at is not None:
        return f"on {shell.when(row.decide_at)}"
    return f"{row.after_hours} hours after both are out"


def _new(post: Post) -> None:
    st.caption("Say it a second way. It becomes a draft for the same weekday and hour a week later; "
               "approve and schedule both, and the better one is told when the time has come.")  # fmt: skip
    now = words.typed(post).caption or post.caption
    with st.form(f"trial:{post.id}", border=False):
        caption = st.text_area("Second version", value=now, height=160)
        cta = st.text_input("Its call to action", value=words.typed(post).cta or post.cta, max_chars=300)
        left, middle, right = st.columns(3)
        metric = left.selectbox("Better means", list(METRICS), format_func=METRICS.__getitem__)
        hours = middle.number_input("Decide after (hours)", min_value=1, max_value=720, value=72, step=12)
        least = right.number_input(
            "Views needed",
            min_value=30,
            value=200,
            step=50,
            help="Each version must have been seen so often; else nobody wins.",
        )
        if not st.form_submit_button("Make the second version", icon=":material/science:"):
            return
    rule = WinnerRule(metric=metric, after_hours=int(hours), least=int(least))
    _start(post, PostEdit(caption=caption, cta=cta), rule, "The second version is a draft now.")


def _new_letter(ws: Workspace, post: Post) -> None:
    """The way to two versions of a letter or text, for two parts of its people."""
    if audience.goes_to_people(ws, post.channel) and (why := audience.why_uncounted(ws, post)):
        st.caption(plain(f"Two versions are told apart by who clicks. {why}"))
        return
    st.caption("Say it a second way. Both leave at the same moment, each to its own part of the people, drawn at "
               "random. Clicks decide: opens are inflated by programs that look ahead.")  # fmt: skip
    now, is_letter = words.typed(post), post.channel == "email"
    with st.form(f"trial:{post.id}", border=False):
        changes: dict[str, Any] = {}
        if is_letter:
            changes["subject"] = st.text_input("Second subject line", value=now.subject or post.subject, max_chars=190)
            changes["preheader"] = st.text_input(
                "Its preview line", value=now.preheader or post.preheader, max_chars=200
            )
        changes["caption"] = st.text_area("Second version", value=now.caption or post.caption, height=160)
        changes["cta"] = st.text_input("Its call to action", value=now.cta or post.cta, max_chars=300)
        share = st.selectbox("Who gets them", SHARES, format_func=_parts)
        left, right = st.columns(2)
        hours = left.number_input("Decide after (hours)", min_value=1, max_value=720, value=24, step=1)
        least = right.number_input(
            "People needed",
            min_value=30,
            value=200,
            step=50,
            help="Each version must have gone to so many; else nobody wins.",
        )
        if not st.form_submit_button("Make the second version", icon=":material/science:"):
            return
    rule = WinnerRule(metric=ExperimentMetric.CLICKS, after_hours=int(hours), least=int(least), share=share)
    _start(post, PostEdit(**changes), rule, "The second version is a draft now. It leaves together with this one.")


def _parts(share: int) -> str:
    rest = 100 - 2 * share
    return f"{share}% and {share}% of the people, then the better one to the other {rest}%" if rest else "Half and half"


def _start(post: Post, edit: PostEdit, rule: WinnerRule, said: str) -> None:
    with shell.refusals(), shell.workspace() as ws:
        content.start_experiment(ws, post.id, edit, rule, token=shell.token(f"trial:{post.id}"))
        shell.used(f"trial:{post.id}")
        outcome.tell(f"post:{post.id}", said)
        st.rerun()


def _choose(post_id: UUID, experiment_id: UUID, version: Literal["a", "b"]) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        content.choose_for_rest(ws, experiment_id, version)
        outcome.tell(f"post:{post_id}", "It goes to everybody who had neither, within some minutes.")


def _stop(post_id: UUID, experiment_id: UUID) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        content.stop_experiment(ws, experiment_id)
        outcome.tell(f"post:{post_id}", "The trial has ended. Both posts are still here.")
