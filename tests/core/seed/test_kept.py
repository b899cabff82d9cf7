"""A demo business has texts to write with, and a comment on its next draft."""

from core import content, publishing
from core.accounts import open_business, places
from core.seed import open_sandbox
from core.vocab import BlockKind, PostStatus


def test_a_sandbox_has_texts_to_write_with_and_a_comment(demo) -> None:
    visitor, _ = open_sandbox(demo)
    for place in places(demo, visitor):
        with demo.workspace(open_business(demo, visitor, place.business_id)) as ws:
            blocks = content.list_blocks(ws)
            assert {one.kind for one in blocks} >= {BlockKind.TEMPLATE, BlockKind.SNIPPET}
            assert content.fill_block(ws, blocks[0].id).missing == ("what",)
            drafts = content.list_posts(ws, status=PostStatus.DRAFT)
            said = [note.actor for line in drafts for note in publishing.read_thread(ws, line.id).notes]
            assert said == ["Robin"] * bool(drafts)
