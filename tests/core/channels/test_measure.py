import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.measure import hashtags_in, length, shortened, without_hashtags_after
from core.channels.rules import channel

text = st.lists(st.text("ab#9é\U0001f600", min_size=1, max_size=8), max_size=12).map(" ".join)


@given(st.text(max_size=200), st.integers(0, 60))
def test_shortened_text_fits_and_begins_like_the_whole(words: str, most: int) -> None:
    short = shortened(words, lambda candidate: len(candidate) <= most)
    assert len(short) <= most
    assert short in (words, "") or words.startswith(short.removesuffix("…"))


@given(text, st.integers(1, 60))
def test_nothing_more_could_have_been_kept(words: str, most: int) -> None:
    short = shortened(words, lambda candidate: len(candidate) <= most)
    if short != words and " " in short:
        following = words[len(short.removesuffix("…")) :].split()
        kept = short.removesuffix("…")
        assert not following or len(f"{kept} {following[0]}…") > most or not following[0].strip("-!?.,;:")


@given(text, st.integers(0, 5))
def test_only_the_first_hashtags_stay(words: str, keep: int) -> None:
    after = without_hashtags_after(words, keep)
    assert hashtags_in(after) == min(keep, hashtags_in(words))
    assert after.replace("#", "") == words.replace("#", "")


@pytest.mark.parametrize(
    ("words", "count"), [("#a", 1), ("##a", 0), ("a#b", 0), ("#1", 0), ("#1a", 1), ("#çay #été", 2), ("/#a", 0)]
)
def test_what_counts_as_a_hashtag(words: str, count: int) -> None:
    assert hashtags_in(words) == count


def test_each_channel_counts_in_its_own_way() -> None:
    link = "https://shop.example/" + "a" * 50
    assert length(link, channel("instagram")) == len(link)
    assert length(f"{link} {link}", channel("x")) == 23 * 2 + 1
    assert length("\U0001f600", channel("sms")) == 2
    assert length("\U0001f600", channel("linkedin")) == 1


def test_one_endless_word_is_cut_inside() -> None:
    assert shortened("a" * 50, lambda words: len(words) <= 10) == "a" * 9 + "…"
    assert shortened("abc", lambda words: not words) == ""
