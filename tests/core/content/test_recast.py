"""Other words in a post's place, and the old ones back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import content, publishing
from core.content import DraftRequest
from core.errors import Conflict, Invalid
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import PostStatus, PostType

OWN = MediaItem(key="uploads/mine.png", content_type="image/png", alt_text="Mine")


@pytest.fixture
def post(ws) -> Post:
    new = content.NewPost(
        channel="instagram",
        type=PostType.IMAGE,
        title="Rye",
        caption="Fresh rye.",
        planned_at=ws.now + timedelta(days=2),
    )
    made = content.create_post(ws, new)
    with ws.writing() as rows:
        own = rows.get(Post, made.id)
        own.media = (*own.media, OWN)
    return ws.rows.get(Post, made.id)


def written(ws, kind: PostType, channel: str = "instagram") -> content.WrittenPost:
    return content.write_posts(ws, [DraftRequest(channel=channel, type=kind, theme="Rye")])[0]


def test_a_new_picture_takes_the_old_poster_s_place_and_a_person_s_stays(ws, post) -> None:
    words = content.recast(written(ws, PostType.IMAGE), post)

    assert words.media[-1] == OWN
    assert len(words.media) == 2
    assert post.media[0] not in words.media


def test_a_text_shows_no_pictures(ws, post) -> None:
    assert content.recast(written(ws, PostType.TEXT, "linkedin"), post).media == ()


def test_words_are_replaced_and_come_back(ws, post) -> None:
    before = content.words_of(post)

    after = content.recast_post(ws, post.id, content.recast(written(ws, PostType.VIDEO), post))
    assert (after.type, bool(after.storyboard)) == (PostType.VIDEO, True)
    assert after.caption != "Fresh rye."

    assert content.words_of(content.recast_post(ws, post.id, before)) == before


def test_what_goes_out_as_it_stands_must_fit_its_channel(ws, post) -> None:
    publishing.schedule_post(ws, post.id, post.planned_at)
    bare = content.words_of(post).model_copy(update={"media": (), "pictures": 0})

    with pytest.raises(Invalid):
        content.recast_post(ws, post.id, bare)

    assert ws.rows.get(Post, post.id).media == post.media


def test_what_is_out_is_not_rewritten(ws, post) -> None:
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED

    with pytest.raises(Conflict):
        content.recast_post(ws, post.id, content.words_of(post))


def test_what_was_mended_keeps_its_kind(ws) -> None:
    one = written(ws, PostType.IMAGE)
    text = replace(one, draft=replace(one.draft, type=PostType.TEXT, media=0))

    assert content.recast(text, Post(type=PostType.IMAGE, media=(OWN,))).type is PostType.TEXT
