"""A second version of a post, the rule for the winner, and what came of earlier ones."""

from uuid import UUID

import streamlit as st

from core import content
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
    if not any(one.experiment.status is ExperimentStatus.RUNNING for one in found):
        _new(post)


def _trial(post: Post, one: ExperimentView) -> None:
    row = one.experiment
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**A** {plain(short(one.a.caption, 120))}  \n**B** {plain(short(one.b.caption, 120))}")
        if row.verdict is not None:
            st.markdown(plain(row.verdict.reason))
        else:
            what = f"{METRICS[row.metric]} per view will tell {_moment(one)}"
            how = f"{what}, if each was seen {row.least:,} times or more."
            st.caption(plain(f"{how} How they stand is not shown before: who looks early is misled."))
        with st.container(horizontal=True, gap="small"):
            other = one.b if post.id == one.a.id else one.a
            st.button("Open the other version", key=f"trial:{row.id}:open", on_click=show, args=(str(other.id),))
            if row.verdict is None:
                st.button("Stop", key=f"trial:{row.id}:stop", on_click=_stop, args=(post.id, row.id),
                          help="Both posts stay; no winner is found.")  # fmt: skip


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
    edit = PostEdit(caption=caption, cta=cta)
    rule = WinnerRule(metric=metric, after_hours=int(hours), least=int(least))
    with shell.refusals(), shell.workspace() as ws:
        content.start_experiment(ws, post.id, edit, rule, token=shell.token(f"trial:{post.id}"))
        shell.used(f"trial:{post.id}")
        outcome.tell(f"post:{post.id}", "The second version is a draft now.")
        st.rerun()


def _stop(post_id: UUID, experiment_id: UUID) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        content.stop_experiment(ws, experiment_id)
        outcome.tell(f"post:{post_id}", "The trial has ended. Both posts are still here.")
