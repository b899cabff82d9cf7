"""A word when a post says again what another one said lately, or will say soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func
from sqlmodel import col

from core.content.offline.likeness import likeness
from core.content.past import PastPost, past_posts, without_links
from core.keys import needs
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

LATELY = timedelta(days=90)
SAME = 0.82
"""Cosine above which two posts say the same: of the 5,300 pairs of the demo's three businesses none is above .79."""
SAME_WORDS = 0.4
"""Likeness in three-word runs above which they say it in the same words; the offline writer keeps below .22."""

NEAR = 0.4
"""Cosine below which nobody need count words: texts that share so many runs of them are about the same."""


@dataclass(frozen=True)
class Repeated:
    """The post that says the same; ``likeness`` runs from 0 to 100."""

    post: PastPost
    likeness: int


@dataclass(frozen=True)
class RepeatedDraft:
    """A campaign's post that is not out yet, and the post that says the same."""

    draft: PastPost
    same: Repeated


@needs(Permission.READ)
def repeated_drafts(ws: Workspace, campaign_id: UUID) -> tuple[RepeatedDraft, ...]:
    """The campaign's posts still to come that say what another post says, in order of time; as ``repeated_posts``.

    Of two in the campaign the later one is named; a series' posts, and one idea's on other channels, may say the same.
    """
    past = [one for one in past_posts(ws, since=ws.now - LATELY) if one.said]
    columns = (col(Post.id), func.coalesce(col(Post.series_id), col(Post.idea_id)))
    ideas = dict(ws.rows.columns(*columns, where=[col(Post.campaign_id) == campaign_id]))
    own = sorted((n for n, one in enumerate(past) if one.id in ideas), key=lambda n: _moment(past[n]))
    waiting = [n for n in own if past[n].status is not PostStatus.PUBLISHED]
    if not waiting:
        return ()
    rows = ws.embedding.embed([one.said for one in past], stay_here=True).rows
    turn, found = {n: place for place, n in enumerate(own)}, []
    for mine in waiting:
        idea, before = ideas[past[mine].id], turn[mine]
        others = [
            n for n, one in enumerate(past) if turn.get(n, -1) < before and (idea is None or ideas.get(one.id) != idea)
        ]
        same = _nearest(past[mine].said, [past[n] for n in others], rows[others] @ rows[mine])
        if same is not None:
            found.append(RepeatedDraft(past[mine], same))
    return tuple(found)


@needs(Permission.READ)
def repeated_posts(ws: Workspace, texts: Sequence[str], *, but: UUID | None = None) -> tuple[Repeated | None, ...]:
    """For each text the post of the last 90 days, or still to come, that says the same; None where none does.

    The same means nearly the same words, or all but the same meaning by the offline vectors: no endpoint is asked, so
    that a screen may say it while somebody types. Each text is a post's subject and text, put together by ``said``.
    The post ``but`` is left out, with the other channels' posts of its idea and the others of its series.
    """
    past = [one for one in past_posts(ws, but, since=ws.now - LATELY) if one.said]
    asked = [without_links(text).strip() for text in texts]
    if not past or not any(asked):
        return (None,) * len(texts)
    rows = ws.embedding.embed([*asked, *(one.said for one in past)], stay_here=True).rows
    alike = rows[: len(asked)] @ rows[len(asked) :].T
    return tuple(_nearest(text, past, line) for text, line in zip(asked, alike, strict=True))


def _moment(one: PastPost) -> tuple[bool, float]:
    """By its moment; without one it comes last."""
    return (one.at is None, one.at.timestamp() if one.at else 0.0)


def _nearest(text: str, past: Sequence[PastPost], meant: NDArray[np.float32]) -> Repeated | None:
    if not past:
        return None
    spelled = np.array(
        [likeness(text, one.said) if near >= NEAR else 0.0 for one, near in zip(past, meant, strict=True)]
    )
    same = np.where((meant >= SAME) | (spelled >= SAME_WORDS), np.maximum(meant, spelled), 0)
    place = int(same.argmax())
    return Repeated(past[place], min(100, round(100 * float(same[place])))) if same[place] > 0 else None
