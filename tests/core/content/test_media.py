"""A post's pictures and its video: what comes in, in which order, and what its channel lets in."""

import pytest

from core import content
from core.backends import find_films
from core.channels.preflight import Code
from core.content.films import clean_film
from core.content.media import ALT_MAX
from core.errors import Conflict, Invalid
from core.rows.drafts import as_draft
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import PostStatus, PostType
from tests.core.content.bad_files import PROGRAM, SVG, picture


def _draft(ws, name="instagram", kind=PostType.IMAGE) -> Post:
    return content.draft_post(ws, channel=name, type=kind)


@pytest.fixture(scope="module")
def film() -> bytes:
    """Four seconds of film, with a name in it that nobody else should read."""
    frames = (bytes([shade, 90, 160]) * (320 * 240) for shade in range(0, 160, 4))
    return find_films().encoded(frames, (320, 240), 10).data


def test_a_picture_comes_last_with_its_words_and_can_be_seen(ws) -> None:
    post = content.add_media(ws, _draft(ws).id, picture("PNG"), alt_text="A brown loaf")
    poster, item = post.media
    assert poster.key.startswith("posters/")
    assert (item.width, item.height, item.content_type, item.alt_text) == (640, 480, "image/jpeg", "A brown loaf")
    assert content.media_bytes(ws, item.key)[:3] == b"\xff\xd8\xff"
    assert content.photos_of(post) == (item,)


def test_the_same_picture_twice_is_there_once(ws) -> None:
    post = _draft(ws)
    for _ in range(2):
        post = content.add_media(ws, post.id, picture())
    assert len(post.media) == 2


@pytest.mark.parametrize("data", [SVG, PROGRAM, b"", picture()[:90]])
def test_a_refused_file_changes_nothing(ws, data) -> None:
    post = _draft(ws)
    before, moment = post.media, post.updated_at
    with pytest.raises(Invalid):
        content.add_media(ws, post.id, data)
    again = content.read_post(ws, post.id).post
    assert (again.media, again.updated_at) == (before, moment)


def test_pictures_are_put_in_order_described_taken_away_and_brought_back(ws) -> None:
    post = content.add_media(ws, _draft(ws).id, picture())
    poster, photo = post.media
    told = photo.model_copy(update={"alt_text": "A loaf on a table"})
    assert content.place_media(ws, post.id, [told, poster]).media == (told, poster)
    assert content.place_media(ws, post.id, []).media == ()
    assert [one.code for one in content.read_post(ws, post.id).findings] == [Code.MEDIA_MISSING]
    assert content.place_media(ws, post.id, [told]).media == (told,)


def test_only_files_that_are_here_can_be_placed(ws) -> None:
    post = _draft(ws)
    for key in ("photos/" + "0" * 64 + ".jpg", "../other/photos/x.jpg", post.media[0].key[:-4] + ".exe"):
        with pytest.raises(Invalid, match="no longer here"):
            content.place_media(ws, post.id, [MediaItem(key=key, content_type="image/jpeg")])
    with pytest.raises(Invalid, match="too long"):
        content.place_media(ws, post.id, [post.media[0].model_copy(update={"alt_text": "a" * (ALT_MAX + 1)})])


def test_a_channel_takes_only_so_many(ws) -> None:
    post = _draft(ws)
    for shade in range(9):
        content.add_media(ws, post.id, picture(color=f"#{shade}0{shade}030"))
    with pytest.raises(Invalid, match="up to 10 images"):
        content.add_media(ws, post.id, picture(color="#ffffff"))
    assert len(content.read_post(ws, post.id).media) == 10


def test_what_goes_out_as_it_stands_keeps_its_picture(ws) -> None:
    post = _draft(ws)
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.SCHEDULED
    with pytest.raises(Invalid, match="no image"):
        content.place_media(ws, post.id, [])
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED
    with pytest.raises(Conflict):
        content.add_media(ws, post.id, picture())


def test_a_kind_of_post_takes_its_kind_of_file(ws, film) -> None:
    with pytest.raises(Invalid, match="text post"):
        content.add_media(ws, _draft(ws, "linkedin", PostType.TEXT).id, picture())
    with pytest.raises(Invalid, match="video has no place"):
        content.add_media(ws, _draft(ws).id, film)


def test_a_video_is_saved_afresh_and_its_length_is_what_counts(ws, film) -> None:
    post, told = _draft(ws, "linkedin", PostType.VIDEO), []
    planned = as_draft(post).video_seconds
    post = content.add_media(ws, post.id, film, alt_text="Four seconds", progress=told.append)
    cover, video = post.media
    assert cover.key.startswith("posters/")
    assert (video.seconds, video.width, video.height, video.content_type) == (4, 320, 240, "video/mp4")
    assert (as_draft(post).video_seconds, as_draft(post).media) == (4, 0)
    assert planned != 4
    assert told
    assert content.media_bytes(ws, video.key)[4:8] == b"ftyp"
    post = content.cover_from_video(ws, post.id, 2.5)
    assert [content.is_video(item) for item in post.media] == [False, True]
    assert post.media[0] != cover
    photo = content.add_media(ws, post.id, picture())
    assert (len(photo.media), photo.media[1]) == (2, video)


def test_a_video_without_a_cover_brings_one(ws, film) -> None:
    post = _draft(ws, "instagram", PostType.VIDEO)
    content.place_media(ws, post.id, [])
    assert [content.is_video(item) for item in content.add_media(ws, post.id, film).media] == [False, True]


def test_a_film_can_go_again_and_then_its_plan_counts(ws, film) -> None:
    post = content.add_media(ws, _draft(ws, "linkedin", PostType.VIDEO).id, film)
    post = content.place_media(ws, post.id, [item for item in post.media if not content.is_video(item)])
    assert as_draft(post).video_seconds == sum(scene.seconds for scene in post.storyboard)
    with pytest.raises(Invalid, match="no video yet"):
        content.cover_from_video(ws, post.id, 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0\0\0\x18ftypisom" + b"x" * 1000, "damaged"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 50_000_000, "50 MB are the most"),
        (PROGRAM, "is a program"),
        (b"nothing", "no video that we know"),
    ],
)
def test_what_is_no_video_says_so(data, words) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        clean_film(data)
    assert refusal.value.field == "video"


def test_a_video_that_is_cut_off_is_refused(film) -> None:
    with pytest.raises(Invalid, match="damaged"):
        clean_film(film[: len(film) // 3])


def test_a_play_list_dressed_as_a_film_leads_nowhere(tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    list_ = b"\0\0\0\x18ftypisom\n#EXTM3U\n#EXTINF:1,\nfile://" + str(tmp_path / "secret.txt").encode()
    with pytest.raises(Invalid, match="damaged"):
        clean_film(list_)
