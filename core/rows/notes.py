"""A post's thread: what was said about it, and which of its versions lay before whoever said it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.keys import Key
from core.rows.rows import Rows
from core.tables import PostNote, PostVersion
from core.vocab import NoteKind


def latest_number(rows: Rows, post_id: UUID) -> int | None:
    """The number of a post's newest version; None where none was kept yet."""
    ((found,),) = rows.columns(func.max(col(PostVersion.number)), where=[col(PostVersion.post_id) == post_id])
    return None if found is None else int(found)


def add_note(rows: Rows, post_id: UUID, kind: NoteKind, key: Key, at: datetime, *, text: str = "") -> PostNote:
    """Write a line into a post's thread, with the transaction that is open."""
    return rows.add(
        PostNote(
            business_id=key.business_id,
            post_id=post_id,
            kind=kind,
            text=text,
            user_id=key.user_id,
            actor=key.actor,
            version=latest_number(rows, post_id),
            at=at,
        )
    )
