"""A ready-made post in the business's own voice, as far as its channel bears it."""

from core import content
from core.content import DraftRequest
from core.content.own_voice import in_own_voice
from core.content.shapes import PostText
from core.strategy import ProfileEdit, save_profile
from core.tables.values import Swap, Voice
from core.vocab import PostType

TEXT = PostText(
    title="A cheap loaf",
    caption="We are open and it is warm here. You will see.\n\nA cheap loaf waits!",
    hashtags=("#cheap",),
    cta="Order at https://rye.example.com/cheap",
    subject="Cheap bread",
    preheader="",
    alt_text='A poster that reads "Cheap".',
    image_headline="Cheap bread",
    scenes=(),
)


def test_the_middle_leaves_a_post_as_it_is() -> None:
    assert in_own_voice(TEXT, Voice(use=("loaf",), sample="Bread."), "instagram") is TEXT


def test_avoided_words_leave_every_part_but_links_and_hashtags() -> None:
    said = in_own_voice(TEXT, Voice(avoid=(Swap(word="cheap", instead="fair"),)), "instagram")
    assert (said.title, said.subject, said.image_headline) == ("A fair loaf", "Fair bread", "Fair bread")
    assert "A fair loaf waits!" in said.caption
    assert said.cta == TEXT.cta
    assert said.hashtags == TEXT.hashtags


def test_dials_turn_the_caption_and_never_greet_it() -> None:
    said = in_own_voice(TEXT, Voice(address="casual", energy="calm", emoji="some"), "instagram")
    assert said.caption.startswith("We're open and it's warm here. You'll see. ")
    assert "!" not in said.caption
    assert said.title == TEXT.title


def test_a_fixed_layout_gets_no_aside_and_no_emoji() -> None:
    lively = Voice(mood="playful", emoji="some", address="casual")
    for channel in ("sms", "email"):
        said = in_own_voice(TEXT, lively, channel).caption
        assert said == "We're open and it's warm here. You'll see.\n\nA cheap loaf waits!"
    assert in_own_voice(TEXT, lively, "linkedin").caption.isascii()


def test_the_same_post_is_said_the_same_way() -> None:
    voice = Voice(mood="playful", emoji="some")
    assert in_own_voice(TEXT, voice, "instagram") == in_own_voice(TEXT, voice, "instagram")


def test_a_drafted_post_is_in_the_voice_that_was_saved(ws) -> None:
    save_profile(ws, ProfileEdit(voice=Voice(address="casual", mood="playful", emoji="none")))
    request = DraftRequest(channel="linkedin", type=PostType.TEXT)
    plain = content.write_posts(ws, [request])
    assert " we are " not in f" {plain[0].draft.caption.casefold()}"
