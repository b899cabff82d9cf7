"""Two versions of a post: made to run at comparable moments, and decided once, honestly."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.channels.rules import channel
from core.content.changing import editable
from core.content.copies import copy_posts
from core.content.revise import TITLE_MAX, PostEdit, revise_post
from core.errors import Conflict, Invalid
from core.keys import needs
from core.tables import Experiment, Post
from core.tables.experiment import Verdict
from core.vocab import ExperimentMetric, ExperimentStatus, Permission
from core.workspace import Workspace

APART = timedelta(days=7)
"""Between two versions: the same weekday and hour, so that neither has the better moment."""
LONGEST = 24 * 30
"""Hours after which a post gathers nothing that would change the outcome."""
FEWEST = 30
"""People who must at least have seen each version: below, the test's arithmetic does not hold."""
TRIED = ("caption", "hashtags", "cta")


@dataclass(frozen=True, kw_only=True)
class WinnerRule:
    """How it is decided: by what, when (so many hours after the later one, or at a moment), and from how many views."""

    metric: ExperimentMetric = ExperimentMetric.ENGAGEMENT
    after_hours: int | None = 72
    decide_at: datetime | None = None
    least: int = 200


@dataclass(frozen=True)
class ExperimentView:
    """An experiment with both posts; nothing of how they stand before it is decided, for looking early misleads."""

    experiment: Experiment
    a: Post
    b: Post

    @property
    def winner(self) -> Post | None:
        verdict = self.experiment.verdict
        return {"a": self.a, "b": self.b}.get(verdict.winner) if verdict else None


@needs(Permission.WRITE)
def start_experiment(
    ws: Workspace, post_id: UUID, changes: PostEdit, rule: WinnerRule, *, token: str | None = None
) -> Experiment:
    """Make a second version of a post, a draft planned a week later at the same hour, and say how to decide.

    Raises:
        Invalid: the words are the same, the rule cannot be, or this channel goes to people one by one.
        Conflict: the post has gone out, or is being tried already.
    """
    if done := ws.rows.made(Experiment, "start_experiment", token):
        return done
    _refuse_rule(ws, rule)
    with ws.writing() as rows:
        if done := rows.made(Experiment, "start_experiment", token):
            return done
        post = editable(rows, post_id)
        _refuse_post(post, changes)
        if read_running(ws, post_id):
            raise Conflict("This post is being tried already. Wait for the outcome, or stop that trial first.")
        (copy,) = copy_posts(ws, {post_id: _comparable(ws, post)}, campaign_id=post.campaign_id)
        named = PostEdit(**{**changes.values(), "title": f"{post.title[: TITLE_MAX - 4]} (B)"})  # type: ignore[arg-type]
        revise_post(ws, copy.id, named)
        row = Experiment(
            business_id=ws.key.business_id,
            post_a=post_id,
            post_b=copy.id,
            metric=rule.metric,
            after_hours=rule.after_hours,
            decide_at=rule.decide_at,
            least=rule.least,
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
    found = ws.rows.find(
        Experiment,
        (col(Experiment.post_a) == post_id) | (col(Experiment.post_b) == post_id),
        order=[col(Experiment.created_at).desc(), col(Experiment.id)],
    )
    found.sort(key=lambda row: row.status is not ExperimentStatus.RUNNING)
    ids = {one for row in found for one in (row.post_a, row.post_b)}
    posts = {post.id: post for post in ws.rows.find(Post, col(Post.id).in_(ids))} if ids else {}
    return tuple(ExperimentView(row, posts[row.post_a], posts[row.post_b]) for row in found)


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


def _refuse_rule(ws: Workspace, rule: WinnerRule) -> None:
    if (rule.after_hours is None) == (rule.decide_at is None):
        raise Invalid("Decide either so many hours after both are out, or at a date: one of the two.", field="when")
    if rule.after_hours is not None and not 1 <= rule.after_hours <= LONGEST:
        raise Invalid(f"Between 1 and {LONGEST} hours, please.", field="after_hours")
    if rule.decide_at is not None and rule.decide_at <= ws.now:
        raise Invalid("That moment has passed. Choose a later one.", field="decide_at")
    if rule.least < FEWEST:
        raise Invalid(f"At least {FEWEST} must have seen each version: fewer tell nothing.", field="least")


def _refuse_post(post: Post, changes: PostEdit) -> None:
    rules = channel(post.channel)
    if rules.personal:
        words = (
            f"{rules.label} goes to people one by one, so a fair trial splits the list. This one is for social posts."
        )
        raise Invalid(words, field="channel")
    if set(changes.values()) - set(TRIED) or not any(getattr(post, n) != v for n, v in changes.values().items()):
        raise Invalid("Write the second version: another text, call to action or hashtags.", field="caption")
