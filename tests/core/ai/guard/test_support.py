from core.ai.guard.finding import Claim
from core.ai.guard.support import covers, opens, quotes


def claim(kind, key, said="") -> Claim:
    return Claim(0, 1, kind, said or key, key)


def test_small_numbers_need_a_neighbour() -> None:
    assert not covers(claim("number", "3 day"), claim("number", "3 station road"))
    assert covers(claim("number", "3 station"), claim("number", "3 road station"))
    assert covers(claim("number", "4711"), claim("price", "4711 $", "$4711"))
    assert not covers(claim("number", "42"), claim("price", "42 $", "$42"))


def test_words_cover_the_same_words_and_longer_facts() -> None:
    assert covers(claim("award", "voted best"), claim("award", "voted best bakery"))
    assert not covers(claim("award", "best"), claim("rating", "best"))


def test_opening_is_not_closing() -> None:
    assert not opens("open on Mondays", "Closed on Mondays")
    assert opens("closed on Mondays, sadly", "Closed on Mondays")
    assert not opens("open late", "Open Mon-Fri")
    assert opens("closed from 24 December", "Closed from 24 December to 2 January")


def test_quoting_keeps_the_numbers() -> None:
    fact = "Delivery is free within 2 miles"
    assert quotes("Delivery is free within 2 miles!", fact)
    assert not quotes("Delivery is free within 20 miles!", fact)
    assert not quotes("Free", fact)
