"""What everybody else gets once two versions were tried on a part of the list each."""

from typing import Literal
from uuid import UUID

from sqlmodel import col

from core.content.copies import SAME
from core.content.revise import TITLE_MAX
from core.content.versions import begin
from core.errors import Conflict
from core.keys import needs
from core.tables import Experiment, Post
from core.tables.experiment import Verdict
from core.vocab import ExperimentStatus, Permission
from core.workspace import Workspace


@needs(Permission.PUBLISH)
def choose_for_rest(ws: Workspace, experiment_id: UUID, version: Literal["a", "b"]) -> Post:
    """Send one version to everybody who was not part of a trial that ended without an outcome.

    Raises:
        Conflict: it goes on, nobody is left, or they have theirs already.
    """
    with ws.writing() as rows:
        row = rows.lock(Experiment, experiment_id)
        if row.status is not ExperimentStatus.STOPPED or row.post_rest is not None or (row.share or 50) == 50:
            raise Conflict("Nobody is left to choose for: the trial goes on, or everybody has a version already.")
        made = _copied(ws, row, row.post_a if version == "a" else row.post_b)
        ws.audit("choose_for_rest", made.title, version)
        return made


def serve_rest(ws: Workspace, row: Experiment, verdict: Verdict) -> None:
    """Write what the rest gets when a trial has been decided: the winner, or what was ahead.

    Without a clear winner neither is known to be worse, and what was ahead is a little likelier to be better.
    Part of the open transaction.
    """
    if row.share is None or row.share == 50:
        return
    rates = [hits / seen if seen else 0.0 for hits, seen in zip(verdict.hits, verdict.seen, strict=True)]
    _copied(ws, row, row.post_b if rates[1] > rates[0] else row.post_a)


def _copied(ws: Workspace, row: Experiment, post_id: UUID) -> Post:
    """A draft that says what one version says; it is no copy by a person, so the clock may make it."""
    said, now = ws.rows.get(Post, post_id), ws.now
    title = f"{said.title.removesuffix(' (B)')[: TITLE_MAX - 7]} (rest)"
    made = ws.rows.add(
        Post(
            business_id=ws.key.business_id,
            campaign_id=said.campaign_id,
            idea_id=said.idea_id,
            created_at=now,
            updated_at=now,
            **{name: getattr(said, name) for name in SAME} | {"title": title},
        )
    )
    ws.rows.flush()
    begin(ws, ws.rows, (made,), "serve_rest")
    ws.rows.change(Experiment, col(Experiment.id) == row.id, post_rest=made.id)
    return made
