"""Two versions of a post: made to run at comparable moments or on two parts of a list, and decided once, honestly."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col

from core.channels.rules import channel
from core.content.changing import editable
from core.content.copies import copy_posts
from core.content.revise import TITLE_MAX, PostEdit, revise_post
from core.content.trial_rules import TRIED, TRIED_BY_LETTER, WinnerRule, refuse_post, refuse_rule, refuse_uncounted
from core.errors import Conflict
from core.keys import needs
from core.tables import Experiment, Post
from core.tables.experiment import Verdict
from core.vocab import ExperimentStatus, Permission
from core.workspace import Workspace

APART = timedelta(days=7)
"""Between two versions: the same weekday and hour, so that neither has the better moment."""


@dataclass(frozen=True)
class ExperimentView:
    """An experiment with both posts; nothing of how they stand before it is decided, for looking early misleads."""

    experiment: Experiment
    a: Post
    b: Post
    rest: Post | None = None

    @property
    def waits_for_a_choice(self) -> bool:
        """Whether people are left who got neither version, and no outcome says which is theirs."""
        row = self.experiment
        was_sent = self.a.published_at is not None or self.b.published_at is not None
        return row.status is ExperimentStatus.STOPPED and (row.share or 50) < 50 and was_sent and self.rest is None

    @property
    def winner(self) -> Post | None:
        verdict = self.experiment.verdict
        return {"a": self.a, "b": self.b}.get(verdict.winner) if verdict else None


@needs(Permission.WRITE)
def start_experiment(
    ws: Workspace, post_id: UUID, changes: PostEdit, rule: WinnerRule, *, token: str | None = None
) -> Experiment:
    """Make a second version of a post and say how to decide.

    It is a draft planned a week later at the same hour; a letter's or text's leaves together with the first, to another
    part of the same people.

    Raises:
        Invalid: the words are the same, the rule cannot be, or nobody's clicks would be counted.
        Conflict: the post has gone out, or is being tried already.
    """
    if done := ws.rows.made(Experiment, "start_experiment", token):
        return done
    refuse_rule(ws, rule)
    with ws.writing() as rows:
        if done := rows.made(Experiment, "start_experiment", token):
            return done
        post = editable(rows, post_id)
        is_split = channel(post.channel).personal
        refuse_post(post, changes, TRIED_BY_LETTER if post.channel == "email" else TRIED)
        if read_running(ws, post_id):
            raise Conflict("This post is being tried already. Wait for the outcome, or stop that trial first.")
        moment = None if is_split else _comparable(ws, post)
        (copy,) = copy_posts(ws, {post_id: moment}, campaign_id=post.campaign_id)
        named = PostEdit(**{**changes.values(), "title": f"{post.title[: TITLE_MAX - 4]} (B)"})  # type: ignore[arg-type]
        revised = revise_post(ws, copy.id, named)
        if is_split:
            refuse_uncounted(ws, rule, post, revised)
        row = Experiment(
            business_id=ws.key.business_id,
            post_a=post_id,
            post_b=copy.id,
            metric=rule.metric,
            after_hours=rule.after_hours,
            decide_at=rule.decide_at,
            least=rule.least,
            share=rule.share if is_split else None,
            created_at=ws.now,
        )
        rows.add(row)
        rows.flush()
        ws.made("start_experiment", token, row)
        ws.audit("start_experiment", str(row.id), post.title)
        return row


@needs(Permission.WRITE)
def stop_experiment(ws: Workspace, experiment_id: UUID) -> Experiment:
    """End a trial without an outcome; both posts stay as they are.

    Raises:
        NotFound: this business has no such trial.
        Conflict: it has ended already.
    """
    with ws.writing() as rows:
        row = rows.lock(Experiment, experiment_id)
        if row.status is not ExperimentStatus.RUNNING:
            raise Conflict("This trial has ended already.")
        row.status, row.ended_at = ExperimentStatus.STOPPED, ws.now
        row.verdict = Verdict(reason="Stopped by hand before it was decided.")
        rows.flush()
        ws.audit("stop_experiment", str(experiment_id))
        return row


@needs(Permission.READ)
def read_experiments(ws: Workspace, post_id: UUID) -> tuple[ExperimentView, ...]:
    """The trials that a post is part of, the running one first and then the newest."""
    of = or_(*(col(one) == post_id for one in (Experiment.post_a, Experiment.post_b, Experiment.post_rest)))
    found = ws.rows.find(
        Experiment,
        of,
        order=[col(Experiment.created_at).desc(), col(Experiment.id)],
    )
    found.sort(key=lambda row: row.status is not ExperimentStatus.RUNNING)
    ids = {one for row in found for one in (row.post_a, row.post_b, row.post_rest) if one is not None}
    posts = {post.id: post for post in ws.rows.find(Post, col(Post.id).in_(ids))} if ids else {}
    return tuple(
        ExperimentView(row, posts[row.post_a], posts[row.post_b], posts[row.post_rest] if row.post_rest else None)
        for row in found
    )


def read_running(ws: Workspace, post_id: UUID) -> bool:
    """Whether a post is one of two that are being tried."""
    mine = (col(Experiment.post_a) == post_id) | (col(Experiment.post_b) == post_id)
    return bool(ws.rows.count(Experiment, mine, col(Experiment.status) == ExperimentStatus.RUNNING))


def end(ws: Workspace, experiment_id: UUID, status: ExperimentStatus, verdict: Verdict) -> bool:
    """End a running trial, once, in the open transaction; whether it was running."""
    with ws.writing() as rows:
        mine = (col(Experiment.id) == experiment_id, col(Experiment.status) == ExperimentStatus.RUNNING)
        return bool(rows.change(Experiment, *mine, status=status, verdict=verdict, ended_at=ws.now))


def _comparable(ws: Workspace, post: Post) -> datetime | None:
    """The same weekday and hour a week on by the business's own clock; None where the first has no moment yet."""
    at = post.scheduled_at or post.planned_at
    if at is None:
        return None
    local = at.astimezone(ws.zone).replace(tzinfo=None) + APART
    return local.replace(tzinfo=ws.zone)
