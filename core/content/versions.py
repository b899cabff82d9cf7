"""Versions: every change of a post's words leaves a snapshot, in the transaction that makes the change."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col

from core.rows import Rows
from core.tables import Post, PostNote, PostVersion
from core.tables.values import AiMetadata, Wording
from core.vocab import Engine
from core.workspace import Workspace

FIELDS = tuple(Wording.model_fields)
QUICK = frozenset({"revise_post", "fix_post", "illustrate_post"})
"""Deeds of one sitting: several in a row by one person are one version."""
SITTING = timedelta(minutes=10)
"""How long such a version stays open, counted from its first save."""
BEFORE = "before"
"""The verb of a version that was there before anybody kept versions of its post."""


def wording(post: Post) -> Wording:
    """What a post says and shows as it stands."""
    return Wording(**{name: getattr(post, name) for name in FIELDS})


def begin(ws: Workspace, rows: Rows, posts: Sequence[Post], verb: str) -> None:
    """Keep the first version of posts that were just made."""
    rows.add_many(PostVersion, [_row(post, 1, verb) | _who(ws) | {"began_at": ws.now, "at": ws.now} for post in posts])


def catch_up(rows: Rows, post: Post) -> None:
    """Keep what a post says before somebody changes it, where its newest version says something else, or is missing."""
    latest = newest(rows, post.id)
    if latest is None or latest.words != wording(post):
        rows.add_many(PostVersion, [_row(post, latest.number + 1 if latest else 1, BEFORE)])


def follow(ws: Workspace, rows: Rows, post: Post, verb: str, *, restored: int | None = None) -> None:
    """Keep what a post says after a change; quick saves by one person within ten minutes are one version.

    A version that somebody wrote a note about stays as it is.
    """
    latest = newest(rows, post.id)
    if latest is None:
        begin(ws, rows, [post], verb)
        return
    words = wording(post)
    if words == latest.words and restored is None:
        return
    if verb in QUICK and _is_open(ws, rows, latest):
        _extend(ws, rows, latest, words, verb)
        return
    is_new = post.ai is not None and post.ai != in_force(rows, post.id, latest.number)
    told = _row(post, latest.number + 1, verb) | _who(ws) | {"began_at": ws.now, "at": ws.now, "restored": restored}
    told |= {"changed": differing(latest.words, words)} | ({} if is_new else {"engine": Engine.PERSON, "ai": None})
    rows.add_many(PostVersion, [told])


def newest(rows: Rows, post_id: UUID) -> PostVersion | None:
    return rows.first(PostVersion, col(PostVersion.post_id) == post_id, order=[col(PostVersion.number).desc()])


def in_force(rows: Rows, post_id: UUID, number: int) -> AiMetadata | None:
    """Whose words a version rests on: the last writer's answer that came in up to it; None where a person began."""
    where = (col(PostVersion.post_id) == post_id, col(PostVersion.number) <= number)
    found = rows.first(
        PostVersion, *where, col(PostVersion.engine) != Engine.PERSON, order=[col(PostVersion.number).desc()]
    )
    return found.ai if found else None


def differing(before: Wording, after: Wording) -> tuple[str, ...]:
    """The fields that read differently.

    >>> differing(Wording(caption="Rolls"), Wording(caption="Buns", cta="Order"))
    ('caption', 'cta')
    """
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def _is_open(ws: Workspace, rows: Rows, latest: PostVersion) -> bool:
    is_mine = (latest.user_id, latest.actor) == (ws.key.user_id, ws.key.actor)
    if latest.verb not in QUICK or not is_mine or not latest.began_at <= ws.now <= latest.began_at + SITTING:
        return False
    noted = (col(PostNote.post_id) == latest.post_id, col(PostNote.version) == latest.number)
    return not rows.count(PostNote, *noted)


def _extend(ws: Workspace, rows: Rows, latest: PostVersion, words: Wording, verb: str) -> None:
    """Let the open version say what the post says now; one that ends where it began is none."""
    before = (col(PostVersion.post_id) == latest.post_id, col(PostVersion.number) == latest.number - 1)
    changed = differing(rows.one(PostVersion, *before).words, words)
    if changed:
        latest.words, latest.changed, latest.at, latest.verb = words, changed, ws.now, verb
    else:
        rows.remove(PostVersion, col(PostVersion.id) == latest.id)


def _row(post: Post, number: int, verb: str) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "post_id": post.id,
        "number": number,
        "verb": verb,
        "user_id": None,
        "actor": "",
        "engine": post.ai.engine if post.ai else Engine.PERSON,
        "words": wording(post),
        "changed": (),
        "ai": post.ai,
        "restored": None,
        "began_at": post.updated_at,
        "at": post.updated_at,
    }


def _who(ws: Workspace) -> dict[str, Any]:
    return {"user_id": ws.key.user_id, "actor": ws.key.actor}
