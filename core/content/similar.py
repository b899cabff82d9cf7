"""Posts like this one: by what they are about, with the results they had."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from sqlmodel import col

from core.analytics.figures import Figures, figures
from core.content.past import past_posts, without_links
from core.content.waiting import WAITS
from core.keys import needs
from core.tables import Idea, Post
from core.vocab import Permission
from core.workspace import Workspace

RELATED = 0.25
"""Cosine below which two texts are about different things: so are three in four pairs of one business's posts."""

MANY = 10
"""Ideas that may share a theme: a week's posts."""


@dataclass(frozen=True)
class LikePost:
    """One of the business's posts and its totals so far, ``results``.

    ``likeness`` runs from 0 (about something else) to 100 (the same words); ``at`` is when it went out, is due or is
    planned for.
    """

    likeness: int
    results: Figures
    at: datetime | None


@dataclass(frozen=True)
class LikePosts:
    """The most alike first; ``by`` says whose vectors told, ``fallback_reason`` why not those that were chosen."""

    posts: tuple[LikePost, ...]
    by: str
    fallback_reason: str | None = None


@needs(Permission.READ)
def similar_posts(
    ws: Workspace, text: str, *, limit: int = 5, but: UUID | None = None, stay_here: bool = False
) -> LikePosts:
    """The posts that are about what ``text`` is about, by meaning: other words for the same thing count.

    ``text`` may be a post's words or a few words to look for. Looks at the latest 2,000 that were not cancelled, but
    not at the post ``but`` nor the other channels' posts of its idea, and leaves out those about something else. With
    ``stay_here`` no endpoint is asked: for what is looked at while a screen is drawn.
    """
    past = past_posts(ws, but)
    made = ws.embedding.embed([without_links(text), *(one.said for one in past)], stay_here=stay_here)
    alike = np.clip(made.rows[1:] @ made.rows[0], 0, 1)
    places = [int(place) for place in np.argsort(-alike, kind="stable")[:limit] if alike[place] >= RELATED]
    best = {past[place].id: (round(100 * float(alike[place])), past[place].at) for place in places}
    found = {one.id: one for one in figures(ws.rows, col(Post.id).in_(best))} if best else {}
    posts = tuple(LikePost(share, found[one], at) for one, (share, at) in best.items() if one in found)
    return LikePosts(posts, made.identity, made.fallback_reason)


@needs(Permission.READ)
def already_said(ws: Workspace, about: str, *, limit: int = 12) -> tuple[str, ...]:
    """What the business already said: themes and names of its posts most similar to ``about``, then its latest themes.

    For the planner's facts, so that a new plan goes on from there and does not repeat it: hand over the brief's name,
    goal and offer as one text. Each is told once; a business without posts has said nothing. It may ask the embedding
    endpoint, so call it before writing.
    """
    found = [one.results for one in similar_posts(ws, about, limit=limit).posts]
    where, on = [col(Post.id).in_([one.id for one in found])], col(Post.idea_id) == col(Idea.id)
    themes = dict(map(tuple, ws.rows.columns(Post.id, Idea.theme, where=where, join=(Idea, on)))) if found else {}
    newest = [col(Idea.created_at).desc(), col(Idea.id)]
    latest = ws.rows.columns(
        col(Idea.theme), where=[col(Idea.theme).not_in(["", WAITS])], order=newest, limit=limit * MANY
    )
    alike = [name for one in found for name in (themes.get(one.id, ""), one.title) if name]
    told = dict.fromkeys((*alike[: limit // 2], *(row.theme for row in latest), *alike))
    return tuple(told)[:limit]
