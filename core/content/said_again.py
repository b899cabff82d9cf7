"""Posts that say what another post says, when several are looked at at once."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col

from core.content.past import said
from core.content.repeated import repeated_posts
from core.keys import needs
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace

LOOKED_AT = 30
"""Posts that are compared with all others at once: so many take a fraction of a second."""


@needs(Permission.READ)
def saying_again(ws: Workspace, ids: Collection[UUID]) -> tuple[str, ...]:
    """The names of those posts that say what another one said lately or will say; the first thirty are compared."""
    columns = (col(Post.id), col(Post.title), col(Post.subject), col(Post.caption))
    found = ws.rows.columns(*columns, where=[col(Post.id).in_(ids)], order=[col(Post.title)], limit=LOOKED_AT)
    return tuple(
        title
        for post_id, title, subject, caption in found
        if repeated_posts(ws, [said(subject, caption)], but=post_id)[0] is not None
    )
