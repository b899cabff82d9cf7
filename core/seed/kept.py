"""What a demo business keeps to write with, and what a colleague said about its next draft."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from core.tables import PostNote, SavedReply, TextBlock
from core.tables.values import BlockText
from core.vocab import BlockKind, NoteKind, PostStatus
from core.workspace import Workspace

TAGS = 4
COLLEAGUE = "Robin"
REPLIES = (
    ("Thank you", "Hi {first_name}, thank you so much. It made our day, and I'll pass it on to everybody here."),
    ("Let me check", "Hi {first_name}, good question. Let me ask a colleague, and I'll write back as soon as I know."),
    (
        "Sorry",
        "Hi {first_name}, I'm sorry, that isn't how it should have gone. What happened? I'll look into it.",
    ),
)
COMMENT = "Could this be shorter? The last line is the one that people will keep."
TEXTS = (
    (
        BlockKind.TEMPLATE,
        "This weekend",
        BlockText(
            caption="This weekend at {business}: {what}.\n\nWe are open {hours}.",
            cta="Ask us anything: {website}",
            subject="This weekend at {business}",
        ),
    ),
    (BlockKind.SNIPPET, "How to reach us", BlockText(caption="Questions? Write to {business}: {website}")),
)
"""``{what}`` is nothing that a profile knows: whoever uses the template says it each time."""


def write_kept(ws: Workspace, posts: Sequence[SimpleNamespace], now: datetime) -> None:
    """Write a template, a snippet, the hashtags used most, saved replies, and a comment on the draft due first."""
    used = Counter(tag for post in posts for tag in post.hashtags)
    tags = BlockText(hashtags=tuple(tag for tag, _ in used.most_common(TAGS)))
    texts = [*TEXTS, *([(BlockKind.HASHTAGS, "The usual ones", tags)] if tags.hashtags else [])]
    drafts = [post for post in posts if post.status is PostStatus.DRAFT and post.planned_at is not None]
    with ws.writing() as rows:
        rows.add_many(
            TextBlock,
            [
                {"id": uuid4(), "kind": kind, "name": name, "channel": "", "text": text, "updated_at": now}
                for kind, name, text in texts
            ],
        )
        replies = [{"id": uuid4(), "name": name, "text": text, "updated_at": now} for name, text in REPLIES]
        rows.add_many(SavedReply, replies)
        for first in sorted(drafts, key=lambda post: post.planned_at or now)[:1]:
            note = {"id": uuid4(), "post_id": first.id, "kind": NoteKind.COMMENT, "text": COMMENT, "actor": COLLEAGUE}
            rows.add_many(PostNote, [note | {"user_id": None, "version": None, "at": now - timedelta(hours=1)}])
