"""A text in a voice: each dial can be heard, and nothing is claimed that was not there."""

import random
import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ai.guard import unsupported
from core.content.voice import CALLS, revoiced
from core.tables.values import Swap, Voice

TEXT = (
    "Hello, we are Rye, and we are pleased to bake for you on every day of the week. Our loaf costs €4.20 🍞. "
    "It is a cheap, very good loaf; it does not need any butter at all. You can order it at "
    "https://rye.example.com/order, and we will write to you. If you have a question, please write to us. You are welcome!"
)
DIALS = {
    "address": ("formal", "casual"),
    "mood": ("serious", "playful"),
    "energy": ("calm", "lively"),
    "sentences": ("short", "long"),
    "emoji": ("none", "some"),
}
TURNED = [Voice(**{dial: end}) for dial, ends in DIALS.items() for end in ends]


def _said(voice: Voice, text: str = TEXT, **how: bool) -> str:
    return revoiced(text, voice, random.Random(7), **how).text


def test_the_middle_changes_nothing() -> None:
    found = revoiced(TEXT, Voice(), random.Random(7))
    assert (found.text, found.changes, found.left) == (TEXT, (), ())


def test_every_two_turned_dials_sound_different() -> None:
    heard = [_said(voice) for voice in TURNED if voice.sentences != "long"]
    assert all(one != other for one, other in combinations([TEXT, *heard], 2))


def test_long_joins_short_sentences() -> None:
    text = "We bake at night. You come by at seven."
    assert _said(Voice(sentences="long"), text) == "We bake at night, and you come by at seven."
    assert _said(Voice(sentences="short"), text) == text


def test_casual_contracts_and_formal_writes_out() -> None:
    casual, formal = _said(Voice(address="casual")), _said(Voice(address="formal"))
    assert casual.startswith("Hi there,\n")
    assert "doesn't" in casual
    assert formal.startswith("Good day,\n")
    assert "Hello" not in casual + formal
    back = _said(Voice(address="formal"), "We don't wait. It's been long, and we'd like to help you.")
    assert back == "Good day,\nWe do not wait. It has been long, and we would like to assist you."


def test_a_caption_is_neither_greeted_nor_closed() -> None:
    for voice in (Voice(address="formal"), Voice(address="casual"), Voice(mood="serious")):
        said = _said(voice, "We are open.", whole=False)
        assert "\n" not in said
        assert "Thank you" not in said


def test_calm_is_quiet_and_lively_never_shouts() -> None:
    assert "!" not in _said(Voice(energy="calm"))
    assert " very " not in _said(Voice(energy="calm"))
    assert _said(Voice(energy="lively")).count("!") == max(CALLS, TEXT.count("!"))
    assert _said(Voice(energy="lively"), "We bake. You eat. All is well.") == "We bake! You eat. All is well!"
    assert revoiced("All is well.", Voice(energy="calm"), random.Random(1)).changes == ()


def test_emoji_come_only_where_the_place_bears_them() -> None:
    assert "🍞" not in _said(Voice(emoji="none"))
    assert "🍞" not in _said(Voice(mood="serious"))
    assert _said(Voice(emoji="some"), "Fresh bread today.").count("🥖") == 1
    assert _said(Voice(emoji="some"), "Fresh bread.", emoji=False) == "Fresh bread."
    assert _said(Voice(emoji="some"), "Hm.") != "Hm."
    assert _said(Voice(emoji="none"), "So good 🙂 We bake.") == "So good. We bake."


def test_avoided_words_are_replaced_by_the_owner_s_or_the_house_s() -> None:
    own = revoiced(TEXT, Voice(avoid=(Swap(word="cheap", instead="honest"),)), random.Random(7))
    house = revoiced(TEXT, Voice(avoid=(Swap(word="Cheap"),)), random.Random(7))
    assert "an honest, very good" in own.text
    assert "an affordable, very good" in house.text
    assert own.left == house.left == ()
    assert "“cheap” became “honest”" in own.changes[0]


def test_an_avoided_word_that_has_no_other_is_named() -> None:
    assert revoiced("Fresh butter.", Voice(avoid=(Swap(word="butter"),)), random.Random(7)).left == ("butter",)


VOICES = st.builds(Voice, **{dial: st.sampled_from([*ends, "neutral"]) for dial, ends in DIALS.items()})


@settings(deadline=None)
@given(VOICES, st.integers())
def test_no_voice_claims_anything_new_or_loses_a_figure(voice: Voice, seed: int) -> None:
    said = revoiced(TEXT, voice, random.Random(seed)).text
    assert unsupported(said, [TEXT]) == []
    for kept in ("€4.20", "https://rye.example.com/order", "Rye"):
        assert kept in said
    assert "!." not in said
    assert not re.search(r"  |\.\.", said)


@settings(deadline=None, max_examples=30)
@given(VOICES, st.integers())
def test_the_same_seed_says_the_same(voice: Voice, seed: int) -> None:
    assert revoiced(TEXT, voice, random.Random(seed)) == revoiced(TEXT, voice, random.Random(seed))


@pytest.mark.parametrize("voice", TURNED)
def test_no_words_are_no_trouble(voice: Voice) -> None:
    found = revoiced("  ", voice, random.Random(1), whole=False)
    assert found.text == ""
