import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.wordings import cased, pairs, replaced, stands_in, wordings


def test_every_table_keeps_two_different_wordings_a_line() -> None:
    for name in ("contractions", "expansions", "to_casual", "to_formal", "instead"):
        assert pairs(name)
        assert all(old and new and old.casefold() != new.casefold() for old, new in pairs(name)), name


def test_no_table_says_two_things_for_one_wording() -> None:
    for name in ("contractions", "to_casual", "to_formal", "instead"):
        olds = [old for old, _ in pairs(name)]
        assert len(olds) == len(set(olds)), name


def test_contractions_are_turned_the_other_way() -> None:
    assert ("don't", "do not") in pairs("contractions", turned=True)


def test_whole_words_alone_are_replaced() -> None:
    swaps = [("deal", "offer")]
    assert replaced("A deal, dealers, ideal, deal-breaker", swaps)[0] == "An offer, dealers, ideal, deal-breaker"


def test_the_longest_wording_wins_and_nothing_is_replaced_twice() -> None:
    swaps = [("buy", "order"), ("buy now", "order when you like"), ("order", "ask for")]
    text, used = replaced("Buy now or buy later. Order soon.", swaps)
    assert text == "Order when you like or order later. Ask for soon."
    assert set(used) == set(swaps)


def test_the_first_of_two_swaps_for_one_word_counts() -> None:
    assert replaced("cheap", [("cheap", "fair"), ("cheap", "affordable")])[0] == "fair"


def test_an_article_follows_its_word() -> None:
    assert replaced("A cheap loaf, an old deal", [("cheap", "affordable"), ("old", "new")])[0] == (
        "An affordable loaf, a new deal"
    )
    assert replaced("a fine loaf", [("fine", "good")])[0] == "a good loaf"


def test_a_short_form_needs_a_word_after_it_where_asked() -> None:
    swaps = [("we are", "we're")]
    assert replaced("Here we are. We are open.", swaps, followed=True)[0] == "Here we are. We're open."


@pytest.mark.parametrize(("like", "then"), [("do not", "don't"), ("Do not", "Don't"), ("DO NOT", "DON'T")])
def test_capitals_stay(like: str, then: str) -> None:
    assert cased("don't", like=like) == then


def test_curly_and_straight_apostrophes_are_one() -> None:
    assert replaced("We don’t", [("don't", "do not")])[0] == "We do not"  # noqa: RUF001


def test_links_addresses_and_hashtags_stay() -> None:
    text = "See https://x.example.com/cheap or cheap.com, mail cheap@x.example.com. #cheap"
    assert replaced(f"{text} cheap.", [("cheap", "fair")])[0] == f"{text} fair."


def test_nothing_to_replace_leaves_the_text() -> None:
    assert replaced("As it is.", []) == ("As it is.", ())
    assert replaced("As it is.", [("", "x")]) == ("As it is.", ())


def test_words_that_stand_there_are_named() -> None:
    assert stands_in("A CHEAP trick", ["cheap", "trick ", "rick", ""]) == ("cheap", "trick ")


@settings(deadline=None)
@given(st.text())
def test_any_text_without_the_words_stays(text: str) -> None:
    assert replaced(text, [("zzzqx", "y")]) == (text, ()) or "zzzqx" in text.casefold()


def test_the_signs_of_the_table_are_patterns_that_work() -> None:
    assert all(len(line) == 2 for line in wordings()["emoji"])
