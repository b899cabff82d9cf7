import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.characters import hidden, markup, visible, without_markup, without_pictures
from core.channels.draft import Draft, Sender
from core.channels.fixes import apply_fix
from core.channels.preflight import Code, check
from core.vocab import PostType

SENDER = Sender("Rye", "1 Road")


def post(channel: str = "linkedin", **words: str) -> Draft:
    return Draft(channel=channel, type=PostType.TEXT, **{"caption": "Rolls.", "subject": "Rolls", **words})  # type: ignore[arg-type]


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_nothing_hidden_is_left_and_nothing_else_goes(text: str) -> None:
    kept = visible(text)
    assert hidden(kept) == 0
    assert hidden(text) or kept == text
    kept.encode()


@given(
    st.lists(
        st.sampled_from(["<b>", "</p>", "<br/>", "&amp;", "&lt;i&gt;", "a < b", "<3", "Rolls ", "<script>x</script>"])
    )
)
def test_pasted_html_leaves_its_words(pieces: list[str]) -> None:
    kept = without_markup("".join(pieces))
    assert markup(kept) == ""
    assert kept.count("Rolls") == pieces.count("Rolls ")


@pytest.mark.parametrize("text", ["2 < 3 and 5 > 4", "Rolls & buns", "I <3 bread", "AT&T;", "<Name>"])
def test_signs_that_are_words_are_no_markup(text: str) -> None:
    assert markup(text) == ""


def test_emoji_go_with_their_pieces() -> None:
    assert without_pictures("Hi 👩🏽‍🍳 and 🇵🇹, 1️⃣!") == "Hi and, 1!"


def test_a_hidden_character_is_refused_wherever_it_stands_and_one_click_takes_it_out() -> None:
    for field in ("caption", "cta", "title"):
        (found,) = check(post(**{field: "Ro\x00lls"}), SENDER)
        assert (found.code, found.field, found.is_hard) == (Code.HIDDEN_CHARACTERS, field, True)
        assert getattr(apply_fix(post(**{field: "Ro\x00lls"}), found.code, SENDER), field) == "Rolls"


def test_pasted_markup_is_advice_and_one_click_keeps_the_words() -> None:
    pasted = post(caption="<p>Rolls &amp; <b>buns</b></p>")
    (found,) = check(pasted, SENDER)
    assert (found.code, found.is_hard) == (Code.MARKUP, False)
    assert "“<p>”" in found.message
    assert apply_fix(pasted, found.code, SENDER).caption == "Rolls & buns"


def test_an_emoji_in_a_text_message_is_named_and_one_click_takes_it_out() -> None:
    message = post("sms", caption="Rolls 🎉 “now”")
    (found,) = check(message, SENDER)
    assert found.code is Code.SMS_UNICODE
    assert found.message.startswith("🎉 (party popper) and 2 other characters")
    assert apply_fix(message, found.code, SENDER).caption == 'Rolls "now"'


def test_a_language_that_needs_wide_characters_is_not_taken_apart() -> None:
    message = post("sms", caption="خبز طازج 🎉")
    found = {one.code: one for one in check(message, SENDER)}
    assert found[Code.SMS_UNICODE].fix is None
    assert apply_fix(message, Code.SMS_UNICODE, SENDER).caption == "خبز طازج 🎉"
