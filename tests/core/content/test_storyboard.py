"""From a storyboard to an animatic that passes as the post's video, and to a script on paper."""

import re
from datetime import timedelta

import pytest
from PIL import Image

from core import content, publishing
from core.channels.preflight import check
from core.content.animatic import FPS, LONG, SLOW_FPS, filmed, fps_for
from core.content.poster import BrandLook
from core.content.storyboard import animatic_mark, render_animatic, shooting_script
from core.errors import Conflict, Invalid
from core.rows.drafts import as_draft, sender_of
from core.tables import Post
from core.tables.values import Scene
from core.vocab import PostStatus, PostType
from tests.core.content.bad_files import picture

BRAND = BrandLook(("#14213D", "#2DD4BF"), "Rye & Shine")


def _scenes(*seconds: int) -> tuple[Scene, ...]:
    return tuple(
        Scene(scene=number, script=f"Line {number} | of *many*", visual_description="Hands and flour", seconds=long)
        for number, long in enumerate(seconds, 1)
    )


def _video(ws, *seconds: int) -> Post:
    post = content.draft_post(ws, channel="linkedin", type=PostType.VIDEO)
    with ws.writing() as rows:
        rows.get(Post, post.id).storyboard = _scenes(*seconds)
    return post


def test_a_film_has_every_second_moves_and_says_what_it_is() -> None:
    frames = list(filmed(_scenes(1, 2), BRAND, (320, 400)))
    assert len(frames) == 3 * FPS
    assert {one.size for one in frames} == {(320, 400)}
    assert frames[12].tobytes() != frames[18].tobytes()
    corner = frames[12].crop((0, 0, 320, 90))
    (plain,) = [
        one for number, one in enumerate(filmed(_scenes(1), BRAND, (320, 400), is_labelled=False)) if number == 12
    ]
    assert corner.tobytes() != plain.crop((0, 0, 320, 90)).tobytes()


def test_photos_stand_behind_the_words() -> None:
    photo = Image.new("RGB", (400, 300), "#c03060")
    (frame,) = [one for number, one in enumerate(filmed(_scenes(1), BRAND, (320, 400), photos=[photo])) if number == 10]
    assert frame.getpixel((3, 200)) == (0xC0, 0x30, 0x60)


def test_a_long_film_takes_fewer_frames_a_second() -> None:
    assert (fps_for(_scenes(LONG)), fps_for(_scenes(LONG, 1))) == (FPS, SLOW_FPS)


def test_an_animatic_is_the_posts_video_and_passes_its_channels_rules(ws) -> None:
    post, told = _video(ws, 2, 1), []
    with pytest.raises(Invalid, match="film itself is missing"):
        publishing.schedule_post(ws, post.id, ws.now + timedelta(days=1))
    post = render_animatic(ws, post.id, progress=told.append)
    cover, film = post.media
    assert film.key.startswith(content.ANIMATICS)
    assert (film.seconds, film.width, film.height, film.made) == (3, 864, 1080, animatic_mark(post.storyboard))
    assert film.alt_text.startswith("An animatic of 2 scenes: Line 1")
    assert not content.is_video(cover)
    assert not [one for one in check(as_draft(post), sender_of(ws.profile)) if one.is_hard]
    assert told == sorted(told)
    assert told[-1] == 1
    assert publishing.schedule_post(ws, post.id, ws.now + timedelta(days=1)).status is PostStatus.SCHEDULED
    again = content.fix_post(ws, post.id, "film_missing")
    assert again.media == post.media
    assert animatic_mark(_scenes(2, 2)) != film.made


def test_only_a_storyboard_can_be_filmed(ws) -> None:
    with pytest.raises(Invalid, match="Only video posts"):
        render_animatic(ws, content.draft_post(ws, channel="linkedin", type=PostType.IMAGE).id)
    with pytest.raises(Invalid, match="empty"):
        render_animatic(ws, _video(ws).id)
    with pytest.raises(Invalid, match="181 seconds"):
        render_animatic(ws, _video(ws, 100, 81).id)
    post = _video(ws, 3)
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED
    with pytest.raises(Conflict):
        render_animatic(ws, post.id)


def test_a_script_tells_when_every_scene_begins_and_marks_nothing_up(ws) -> None:
    post = _video(ws, 40, 30, 5)
    told = shooting_script(ws, post.id, "markdown").decode()
    assert "1:15 min · 3 scenes" in told
    assert r"| 3 | 1:10 | 5 | Line 3 \| of \*many\* | Hands and flour |" in told
    assert "## Caption" in told
    with pytest.raises(Invalid, match="Markdown or PDF"):
        shooting_script(ws, post.id, "docx")


def test_a_script_on_paper_carries_a_still_of_every_scene_in_any_script(ws) -> None:
    post = _video(ws, 3, 3, 3, 3, 3, 3)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.title, own.caption = "Morgen früh 🥐", "שלום\n\nخبز طازج كل يوم"
        own.storyboard = tuple(one.model_copy(update={"script": "word " * 60}) for one in own.storyboard)
    paper = shooting_script(ws, post.id, "pdf")
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Subtype /Image", paper)) == 6
    assert len(re.findall(rb"/Type /Page\b", paper)) == 2


def test_an_uploaded_cover_serves_as_background(ws) -> None:
    post = _video(ws, 1)
    content.add_media(ws, post.id, picture(color="#20a060"))
    plain = render_animatic(ws, _video(ws, 1).id).media[-1].key
    assert render_animatic(ws, post.id).media[-1].key != plain
