import pytest

from core.ai.guard.reading import seen, sentence, undisguised


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("gu\u0430r\u0430ntee", "guarantee"),
        ("\u0262\u1d1c\u1d00\u0280\u1d00\u0274\u1d1b\u1d07\u1d07", "guarantee"),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430"),
        ("r-e-f-u-n-d", "refund"),
        ("U.S.A. and I", "U.S.A. and I"),
        ("me [at] x [dot] com", "me@x.com"),
        ("\u201cquoted\u201d \u2013 it\u2019s", '"quoted" - it\'s'),
        ("#MoneyBack", "#Money Back"),
        ("\u0663\u0660%", "30%"),
        ("S\u0410LE", "SALE"),
    ],
)
def test_a_text_is_read_as_a_person_sees_it(stored: str, read: str) -> None:
    assert seen(stored) == read


def test_digits_stand_for_letters_only_inside_words() -> None:
    assert undisguised("pr0mise 10 B2B r3fund 4.20") == "promise 10 B2B refund 4.20"


def test_a_sentence_ends_with_its_line() -> None:
    assert sentence("One\nTwo three", 5) == "Two three"
