"""Posts that are versions of one letter: who gets which, so that nobody ever gets two."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from core.audience import part_of
from core.channels.preflight import check
from core.channels.rules import channel
from core.errors import Conflict
from core.rows.drafts import draft_of, sender_of
from core.tables import Contact, Experiment, Post, Publication
from core.vocab import ExperimentStatus, PostStatus
from core.workspace import Workspace

APART = frozenset({ExperimentStatus.RUNNING, ExperimentStatus.DECIDED})
"""While a trial runs, and once it is decided, each person belongs to the part that chance put them in."""
NOT_ALONE = "This is version B of a trial: it leaves together with version A. Schedule that one, or stop the trial."


@dataclass(frozen=True)
class Place:
    """Which version a post is in the trial that splits the list for it: ``part`` is ``a``, ``b`` or ``rest``."""

    trial: Experiment
    part: str

    @property
    def percent(self) -> int:
        """Of the people it may go to."""
        share = self.trial.share or 0
        return 100 - 2 * share if self.part == "rest" else share


def place_of(ws: Workspace, post: Post) -> Place | None:
    """The part a post plays in a trial that splits its list; None for every other post."""
    for trial in _trials(ws, [post.id]) if channel(post.channel).personal else ():
        if trial.status in APART or trial.post_rest == post.id:
            part = "a" if post.id == trial.post_a else "b" if post.id == trial.post_b else "rest"
            return Place(trial, part)
    return None


def mine(ws: Workspace, post: Post, people: Sequence[Contact]) -> tuple[Contact, ...]:
    """Who of these people gets this version: their part by chance, and nobody who is down for another version.

    Part of the open transaction, in which the trial is locked: of two versions that leave at once, one waits.
    """
    family = _family(ws, post.id)
    for trial in sorted(family, key=lambda one: one.id):
        ws.rows.lock(Experiment, trial.id)
    others = {one for trial in family for one in _posts(trial)} - {post.id}
    if not others:
        return tuple(people)
    down = (col(Publication.post_id).in_(others), col(Publication.contact_id).is_not(None))
    taken = {one for (one,) in ws.rows.columns(col(Publication.contact_id), where=down)}
    place = place_of(ws, post)
    return tuple(one for one in people if one.id not in taken and (place is None or _is_in(place, one.id)))


def refuse_apart(ws: Workspace, post: Post) -> None:
    """Let no version of a running trial leave before both can.

    Raises:
        Conflict: it is version B, which leaves with A, or version B is not ready.
    """
    place = place_of(ws, post)
    if place is None or place.trial.status is not ExperimentStatus.RUNNING:
        return
    if place.part == "b":
        raise Conflict(NOT_ALONE)
    if why := why_not_ready(ws, ws.rows.get(Post, place.trial.post_b)):
        raise Conflict(why)


def why_not_ready(ws: Workspace, second: Post) -> str:
    """Why version B could not leave now; empty when it could."""
    ready = {PostStatus.APPROVED} if ws.profile.approval_required else {PostStatus.DRAFT, PostStatus.APPROVED}
    if second.status not in ready:
        wants = "approve it" if ws.profile.approval_required else "make it a draft again"
        return f"Version B, “{second.title}”, is not ready: {wants}, or stop the trial."
    broken = next((one for one in check(draft_of(ws.rows, second), sender_of(ws.profile)) if one.is_hard), None)
    return f"Version B, “{second.title}”, can't go out yet: {broken.message}" if broken else ""


def _is_in(place: Place, contact_id: UUID) -> bool:
    return place.part == "rest" or part_of(place.trial.id, contact_id, place.trial.share or 0) == place.part


def _posts(trial: Experiment) -> list[UUID]:
    return [one for one in (trial.post_a, trial.post_b, trial.post_rest) if one is not None]


def _family(ws: Workspace, post_id: UUID) -> list[Experiment]:
    """The trials that this post, or a version of it, is or was part of."""
    known, found = {post_id}, _trials(ws, [post_id])
    while (wider := known | {one for trial in found for one in _posts(trial)}) != known:
        known = wider
        found = _trials(ws, known)
    return found


def _trials(ws: Workspace, posts: Sequence[UUID] | set[UUID]) -> list[Experiment]:
    about: ColumnElement[bool] = or_(
        *(col(one).in_(posts) for one in (Experiment.post_a, Experiment.post_b, Experiment.post_rest))
    )
    newest = [col(Experiment.created_at).desc(), col(Experiment.id)]
    return ws.rows.find(Experiment, about, col(Experiment.share).is_not(None), order=newest)
