from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import content
from core.channels import sms
from core.channels.compose import outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.preflight import check
from core.channels.rules import channel, publishable_channels
from core.content import NewPost, PostEdit
from core.content.adapt import adapted
from core.errors import Conflict, Invalid
from core.tables import Idea, Post
from core.tables.values import MediaItem, Scene
from core.vocab import PostStatus, PostType

LETTER = NewPost(
    channel="linkedin",
    type=PostType.TEXT,
    title="Open day",
    caption="Come and see us “bake” on Saturday. " + "There is bread. " * 60,
    hashtags=("#bread", "#open day"),
    cta="Say you come",
)


def test_a_text_message_keeps_the_beginning_and_the_call(ws) -> None:
    post = content.create_post(ws, LETTER)

    made = content.add_variant(ws, post.id, "sms")

    assert (made.channel, made.type, made.status) == ("sms", PostType.TEXT, PostStatus.DRAFT)
    assert made.caption.startswith('Come and see us "bake" on Saturday.')
    assert (made.hashtags, made.cta) == ((), "Say you come")
    assert content.read_post(ws, made.id).findings == ()
    assert [one.id for one in content.read_post(ws, post.id).variants] == [made.id]


def test_an_e_mail_gets_a_subject_and_a_preview_line(ws) -> None:
    post = content.create_post(ws, LETTER)

    made = content.add_variant(ws, post.id, "email")

    assert made.subject == "Open day"
    assert made.preheader == "Come and see us “bake” on Saturday."
    assert content.read_post(ws, made.id).findings == ()


def test_a_poster_is_drawn_in_the_channel_s_shape_and_own_pictures_come_along(ws) -> None:
    post = content.create_post(ws, replace(LETTER, channel="instagram", type=PostType.IMAGE, hashtags=()))
    own = MediaItem(key=f"pictures/{'0' * 64}.jpg", content_type="image/jpeg")

    assert content.add_variant(ws, post.id, "email").media[0].height == 675
    with ws.writing() as rows:
        rows.get(Post, post.id).media = (own,)
    assert content.add_variant(ws, post.id, "linkedin").media == (own,)


def test_a_video_keeps_its_scenes_where_there_are_videos(ws) -> None:
    scenes = (Scene(scene=1, script="Hello", visual_description="The shop", seconds=6),)
    post = content.create_post(ws, replace(LETTER, type=PostType.VIDEO, storyboard=scenes))

    mail, clip = content.add_variant(ws, post.id, "email"), content.add_variant(ws, post.id, "instagram")

    assert (mail.type, mail.storyboard) == (PostType.TEXT, ())
    assert (clip.type, clip.storyboard) == (PostType.VIDEO, scenes)
    assert [finding.code for finding in content.read_post(ws, clip.id).findings] == ["film_missing"]


def test_the_writer_is_asked_for_words_of_the_channel_s_own(ws) -> None:
    post = content.create_post(ws, LETTER)

    made = content.add_variant(ws, post.id, "instagram", anew=True)

    assert made.ai is not None
    assert made.idea_id == post.idea_id
    assert made.caption != post.caption


def test_a_post_without_an_idea_gets_one(ws) -> None:
    post = content.create_post(ws, LETTER)
    with ws.writing() as rows:
        rows.get(Post, post.id).idea_id = None

    made = content.add_variant(ws, post.id, "email")

    idea = ws.rows.get(Idea, made.idea_id)
    assert (idea.title, ws.rows.get(Post, post.id).idea_id) == ("Open day", idea.id)


def test_a_double_click_makes_one_and_a_second_is_refused(ws) -> None:
    post = content.create_post(ws, LETTER)
    first = content.add_variant(ws, post.id, "email", token="a")

    assert content.add_variant(ws, post.id, "email", token="a").id == first.id
    with pytest.raises(Conflict, match="Email already"):
        content.add_variant(ws, post.id, "email")
    with pytest.raises(Conflict, match="LinkedIn already"):
        content.add_variant(ws, first.id, "linkedin")


def test_a_channel_for_imports_only_is_refused(ws) -> None:
    post = content.create_post(ws, LETTER)
    with pytest.raises(Invalid) as refusal:
        content.add_variant(ws, post.id, "facebook")
    assert refusal.value.field == "channel"


def test_words_that_say_nothing_there_are_refused(ws) -> None:
    post = content.create_post(ws, replace(LETTER, channel="instagram", type=PostType.IMAGE, caption="", hashtags=()))
    with pytest.raises(Invalid) as refusal:
        content.add_variant(ws, post.id, "sms")
    assert refusal.value.field == "caption"
    content.revise_post(ws, post.id, PostEdit(caption="Now there is."))
    assert content.add_variant(ws, post.id, "sms").caption == "Now there is."


DRAFTS = st.builds(
    Draft,
    channel=st.sampled_from(publishable_channels()),
    type=st.just(PostType.TEXT),
    title=st.text(max_size=80),
    caption=st.text(max_size=400),
    hashtags=st.lists(st.text(max_size=12), max_size=8).map(tuple),
    cta=st.text(max_size=60),
    subject=st.text(max_size=250),
)


@given(DRAFTS, st.sampled_from(publishable_channels()))
def test_no_fault_is_left_that_one_click_could_mend(draft: Draft, name: str) -> None:
    kind = channel(name).kinds[0]
    sender = Sender("Bakery", "1 Road")
    made = adapted(draft, name, kind, sender, pictures=1 if kind is PostType.IMAGE else 0)

    left = check(made, sender)
    assert [finding.code for finding in left if finding.fix] == []
    if name == "sms" and draft.caption.isascii() and draft.cta == "":
        assert sms.parts(outgoing_text(made, sender)).count <= 2
