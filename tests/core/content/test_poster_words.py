"""What a post's own words put on its poster, and nothing that they do not say."""

import pytest

from core.content.poster import Layout
from core.content.poster_words import MOST_POINTS, call_of, fitting, points_of, quoted_in, words_on
from core.tables.values import Offer

OFFERS = (Offer(name="Country loaf", price="€4.20"), Offer(name="Rye", price=""))


@pytest.mark.parametrize(
    ("caption", "figure", "note", "label"),
    [
        ("Join us on Saturday, 14 March at 18:00.", "14", "March", "Saturday, 18:00"),
        ("June 3rd, 7 pm: tasting", "3", "June", "7 pm"),
        ("The 21st of june", "21", "June", ""),
        ("We march 10 miles, and it may 5 times rain", "", "", ""),
        ("On 45 March nothing happens", "", "", ""),
        ("Only €3.50 today", "€3.50", "", ""),
        ("12,90 € for two", "12,90 €", "", ""),
        ("All week 20 % off", "20 % off", "", ""),
        ("Try our country loaf", "€4.20", "", ""),
        ("Try our rye", "", "", ""),
        ("Open every day", "", "", ""),
    ],
)
def test_dates_prices_and_shares_are_found_as_they_stand(caption: str, figure: str, note: str, label: str) -> None:
    made = words_on("Come in", caption, OFFERS)
    assert (made.headline, made.figure, made.note, made.label) == ("Come in", figure, note, label)


def test_somebody_s_words_are_theirs() -> None:
    caption = "What they say: “Best rye in the whole street” — Ana, a regular"
    assert words_on("Praise", caption).by == "Ana, a regular"
    assert quoted_in(caption) == "Best rye in the whole street"
    assert quoted_in("Nobody says “so”") == ""


@pytest.mark.parametrize(
    ("caption", "has_photo", "layouts"),
    [
        ("On 14 March", False, {Layout.EVENT}),
        ("Just €3", True, {Layout.OFFER}),
        ("“A sentence that was said” — Ana", False, {Layout.QUOTE}),
        ("Plain words", True, {Layout.SPLIT, Layout.CAPTION}),
        ("Plain words", False, {Layout.PATTERN, Layout.BOLD}),
    ],
)
def test_the_words_ask_for_their_layout_always_the_same_way(
    caption: str, has_photo: bool, layouts: set[Layout]
) -> None:
    names = [f"Post {number}" for number in range(40)]
    seen = [fitting(name, caption, has_photo=has_photo) for name in names]
    assert set(seen) == layouts
    assert seen == [fitting(name, caption, has_photo=has_photo) for name in names]


def test_points_are_the_list_or_the_sentences_but_never_the_cover() -> None:
    assert points_of("• One thing\n• Two things\nAnd an aside.") == ("One thing", "Two things")
    assert points_of("Warm the bowl. Wait! " + "x" * 200 + ".") == ("Warm the bowl", "Wait!")
    assert points_of("Fresh bread. Come in.", but="Fresh bread") == ("Come in",)
    assert len(points_of("\n".join(f"- Point {number}" for number in range(20)))) == MOST_POINTS
    assert points_of("") == ()


def test_a_call_shows_its_address_as_people_read_it() -> None:
    assert (call_of("https://www.rye.example.com/").headline, call_of("Come in").subline) == ("rye.example.com", "")
