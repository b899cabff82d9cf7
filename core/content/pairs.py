"""What the writer was asked and what people made of its answer: one line a post, to fine-tune a model on."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import and_, or_
from sqlmodel import col

from core.content.blanks import blanked, reachable
from core.content.edits import edit_distance
from core.content.prompts import POST, POSTS
from core.content.shapes import PostText
from core.keys import needs
from core.tables import Post
from core.tables.values import AiMetadata
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

CHUNK = 200
WORDS = ("title", "caption", "hashtags", "cta", "subject", "preheader")
_COLUMNS = (
    Post.id,
    Post.published_at,
    Post.channel,
    Post.type,
    Post.origin,
    Post.engagement_score,
    Post.ai,
    *(getattr(Post, name) for name in WORDS),
    Post.storyboard,
)


@needs(Permission.READ)
def export_pairs(ws: Workspace) -> Iterator[bytes]:
    """Every published post whose text began as the writer's, the oldest first: one line of JSON in UTF-8 each.

    ``messages`` is OpenAI's chat format: the prompt with the facts it was given, and the words that went live in the
    shape the prompt asks for; of a post that was asked for together with others, its own part of the prompt.
    ``metadata`` has the writer's own text, how many words were changed since (inserted, deleted or replaced) of how
    many, and who wrote it. Addresses of contacts and keys are blanked. Posts are read a few hundred at a time: go
    through them while the workspace is open. Posts from before answers were kept are left out, as are those begun by
    hand or imported.
    """
    contacts = reachable(ws)
    for row in _published(ws):
        if (told := _pair(row, contacts)) is not None:
            yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _published(ws: Workspace) -> Iterator[Any]:
    """Published posts in the order they went out; each chunk begins where the last one ended."""
    went, own = col(Post.published_at), col(Post.id)
    where = [col(Post.status) == PostStatus.PUBLISHED, went.is_not(None)]
    rows = ws.rows.columns(*_COLUMNS, where=where, order=[went, own], limit=CHUNK)
    while rows:
        yield from rows
        last = rows[-1]
        later = or_(went > last.published_at, and_(went == last.published_at, own > last.id))
        rows = ws.rows.columns(*_COLUMNS, where=[*where, later], order=[went, own], limit=CHUNK)


def _pair(row: Any, contacts: Collection[str]) -> dict[str, Any] | None:
    ai: AiMetadata | None = row.ai
    if ai is None or not ai.reply:
        return None
    try:
        written = PostText.model_validate_json(ai.reply).model_dump(mode="json")
    except ValidationError:  # written by a release whose posts had another shape
        return None
    final = {**written, **{name: getattr(row, name) for name in WORDS}}
    final["scenes"] = [scene.model_dump() for scene in row.storyboard]
    before, after = _words(written), _words(final)
    metadata = {
        "post_id": str(row.id),
        "channel": row.channel,
        "type": row.type,
        "published_at": row.published_at.isoformat(),
        "origin": row.origin,
        "engagement_score": row.engagement_score,
        "engine": ai.engine,
        "model": ai.model,
        "prompt_id": ai.prompt_id,
        "prompt_version": ai.prompt_version,
        "prompt_hash": ai.prompt_hash,
        "written": blanked(written, contacts),
        "words_changed": edit_distance(before, after),
        "words": len(before),
    }
    shaped = {"posts": [{"number": 1, **final}]} if ai.prompt_id == POSTS.id else final
    answer = json.dumps(blanked(shaped, contacts), ensure_ascii=False)
    asked = blanked(_messages(ai.prompt_used), contacts)
    return {"messages": [*asked, {"role": "assistant", "content": answer}], "metadata": metadata}


def _messages(prompt: str) -> list[dict[str, str]]:
    """The prompt as it was sent, in two messages; in one where its system text has been reworded since."""
    known = (one.wording.system for one in (POST, POSTS))
    system = next((one for one in known if prompt.startswith(f"{one}\n\n")), "")
    if not system:
        return [{"role": "user", "content": prompt}]
    return [{"role": "system", "content": system}, {"role": "user", "content": prompt.removeprefix(system).strip()}]


def _words(text: Mapping[str, Any]) -> list[str]:
    spoken = " ".join(scene["script"] for scene in text["scenes"])
    told = (text["subject"], text["preheader"], text["caption"], text["cta"], *text["hashtags"], spoken)
    return " ".join(told).split()
