"""Who wrote a post and from what, and how it reads differently by now."""

from core.tables import Post
from core.workspace import Workspace
from pages.content_studio import words
from ui.why import told


def draw(_: Workspace, post: Post) -> None:
    """Draw what stands on record, beside the words in the editor."""
    if post.ai is None:
        return
    now = words.typed(post).values()
    fields = ("caption", "cta", "subject", "preheader")
    told(post.ai, now={name: str(now.get(name, getattr(post, name))) for name in fields})
