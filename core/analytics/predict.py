"""Predicting a post from what this business's own posts on its channel did, and looking back on how that went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from core.analytics.calibration import Calibration, calibration, percentile_in
from core.analytics.learned import Learned, learned, published
from core.analytics.past_posts import Line, facts_of, line_of
from core.analytics.prediction import PostFacts, Prediction, fit
from core.channels.draft import Draft
from core.keys import needs
from core.tables import Post
from core.vocab import Channel, Origin, Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class Foresight:
    """What is to be expected of a post, and what came of it.

    Args:
        prediction: from posts that had settled by now, or by the moment a published one went out.
        origins: where the history's numbers come from; empty without a history.
        is_rate: whether outcomes are engagement rates (else counts, where views are not told).
        happened: its percentile in that history, 0-100; None before two days have passed since publishing, or without
            a history.
    """

    prediction: Prediction
    origins: frozenset[Origin] = frozenset()
    is_rate: bool = True
    happened: float | None = None


@needs(Permission.READ)
def predict_post(ws: Workspace, post: Post | Draft, *, at: datetime | None = None) -> Foresight:
    """Predict one post among this business's own on its channel; a published one as it could have been before.

    Args:
        ws: the business's world.
        post: a post, or a draft of its words that is not kept yet.
        at: when it would go out, aware; else its own moment, else now.
    """
    known = learned(ws, post.channel)
    if isinstance(post, Post):
        if post.published_at is not None:
            return _looked_back(known, post, facts_of(post, post.published_at, ws.zone))
        at = at or post.scheduled_at or post.planned_at
    facts = facts_of(post, at or ws.now, ws.zone)
    line = line_of(known.lines, post.account if isinstance(post, Post) else "")
    history = line.before(ws.now) if line else []
    if line is None or not history:
        return Foresight(fit([]).score(facts))
    return Foresight(known.predictor(line, history).score(facts), _origins(line, ws.now), line.is_rate)


@needs(Permission.READ)
def predicted_scores(ws: Workspace, drafts: Sequence[tuple[Draft, datetime | None]]) -> list[float]:
    """The percentiles of many drafts, 0-100 and to a tenth, each at its moment or now: what is kept beside the text."""
    return [round(predict_post(ws, draft, at=at).prediction.percentile, 1) for draft, at in drafts]


@needs(Permission.READ)
def read_calibration(ws: Workspace) -> Calibration:
    """Predicted against happened, for every settled post that had at least five settled ones before it.

    Each is predicted from nothing but what had settled when it, or the few posts just before it, went out.
    """
    names: list[Channel] = [
        name for (name,) in ws.rows.columns(col(Post.channel), where=published(), group=[col(Post.channel)])
    ]
    return calibration([one for name in names for one in learned(ws, name).foreseen])


def _looked_back(known: Learned, post: Post, facts: PostFacts) -> Foresight:
    line = next((line for line in known.lines if any(one.id == post.id for one in line.posts)), None)
    history = line.before(facts.published_at) if line else []
    if line is None or not history:
        return Foresight(fit([]).score(facts))
    told: Prediction = known.predictor(line, history).score(facts)
    own = next(one for one in line.posts if one.id == post.id).facts.outcome
    happened = None if own is None else percentile_in([past.outcome or 0.0 for past in history], own)
    return Foresight(told, _origins(line, facts.published_at), line.is_rate, happened)


def _origins(line: Line, moment: datetime) -> frozenset[Origin]:
    return frozenset(post.origin for post in line.posts if post.settled_at <= moment and post.facts.outcome is not None)
