"""The way back from a post's step: where it stood before."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from core import publishing
from core.publishing import Standing
from core.workspace import Workspace
from ui import outcome, shell


def undo_of(ws: Workspace, post_id: UUID) -> "partial[None]":
    """What takes back the step that is about to be taken; ask for it before."""
    return partial(_put_back, f"post:{post_id}", publishing.standings(ws, [post_id]))


def _put_back(place: str, stood: Sequence[Standing]) -> None:
    with outcome.attempt(place), shell.workspace() as ws:
        left = publishing.put_back(ws, stood).refused
        outcome.tell(place, left[0].why if left else "It stands where it stood before.", is_good=not left)
