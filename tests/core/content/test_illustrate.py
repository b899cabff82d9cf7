import pytest

from core import content
from core.errors import Conflict, Invalid, NotFound
from core.rows.drafts import as_draft
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import PostStatus, PostType

JPEG = b"\xff\xd8\xff"


def _draft(ws, name="instagram", kind=PostType.IMAGE) -> Post:
    return content.draft_post(ws, channel=name, type=kind)


def test_a_poster_is_stored_by_what_it_contains_and_can_be_seen(ws) -> None:
    post = content.illustrate_post(ws, _draft(ws).id, headline="Warm rolls at seven")

    (item,) = post.media
    assert content.media_bytes(ws, item.key).startswith(JPEG)
    assert (item.width, item.height, item.content_type) == (1080, 1350, "image/jpeg")
    assert item.alt_text == 'A poster that reads "Warm rolls at seven".'


def test_the_same_words_make_the_same_file(ws) -> None:
    post = _draft(ws)

    once = content.illustrate_post(ws, post.id, headline="Warm rolls").media
    twice = content.illustrate_post(ws, post.id, headline="Warm rolls").media

    assert once == twice


def test_only_the_old_poster_is_replaced(ws) -> None:
    post = _draft(ws)
    photo = MediaItem(key="photos/" + "a" * 64 + ".jpg", content_type="image/jpeg")
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.media = (*own.media, photo)

    media = content.illustrate_post(ws, post.id).media

    assert len(media) == 2
    assert media[1] == photo


def test_a_channel_has_its_own_shape(ws) -> None:
    (item,) = _draft(ws, "linkedin").media

    assert (item.width, item.height) == (1200, 1200)


def test_a_logo_stands_in_the_poster(ws) -> None:
    plain = content.illustrate_post(ws, _draft(ws).id, headline="Rolls").media[0].key
    logo = content.media_bytes(ws, plain)
    ws.media.put("logos/rye.png", logo, content_type="image/png")
    with ws.writing() as rows:
        profile = ws.profile
        profile.assets = profile.assets.model_copy(update={"logo": "logos/rye.png"})
        rows.flush()

    marked = content.illustrate_post(ws, _draft(ws).id, headline="Rolls").media[0].key

    assert marked != plain


def test_a_text_post_takes_no_poster(ws) -> None:
    with pytest.raises(Invalid) as refusal:
        content.illustrate_post(ws, _draft(ws, "linkedin", PostType.TEXT).id)

    assert refusal.value.field == "type"


def test_a_published_post_keeps_its_picture(ws) -> None:
    post = _draft(ws)
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED

    with pytest.raises(Conflict, match="already published"):
        content.illustrate_post(ws, post.id)


@pytest.mark.parametrize("path", ["posters/" + "0" * 64 + ".png", "../other/posters/x.png", "/etc/passwd", ""])
def test_no_other_file_can_be_read(ws, path) -> None:
    with pytest.raises(NotFound):
        content.media_bytes(ws, path)


def test_a_videos_cover_is_no_second_kind_of_media(ws) -> None:
    picture, video = _draft(ws, "linkedin"), _draft(ws, "linkedin", PostType.VIDEO)

    assert (as_draft(picture).media, as_draft(picture).video_seconds) == (1, None)
    assert (as_draft(video).media, len(video.media)) == (0, 1)
    assert as_draft(video).video_seconds == sum(scene.seconds for scene in video.storyboard)
