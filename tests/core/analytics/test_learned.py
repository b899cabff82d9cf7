from core.analytics.learned import KEPT, Shelf, learned
from tests.core.past import published


def test_a_shelf_keeps_what_was_asked_for_last() -> None:
    shelf: Shelf[int] = Shelf(2)
    made = iter(range(9))
    assert [shelf.get(key, lambda: next(made)) for key in "abacb"] == [0, 1, 0, 2, 3]
    assert KEPT >= 4  # one business's channels


def test_a_history_is_read_once_until_it_changes(clock_ws) -> None:
    published(clock_ws, 12)
    first = learned(clock_ws, "linkedin")
    assert learned(clock_ws, "linkedin") is first
    published(clock_ws, 1, seed=8)
    again = learned(clock_ws, "linkedin")
    assert again is not first
    assert len(again.lines[0].posts) == 13


def test_each_post_is_judged_by_earlier_ones_alone(clock_ws, ws) -> None:
    published(clock_ws, 60)
    seen = learned(ws, "linkedin").foreseen
    assert 30 < len(seen) < 60
    assert all(5 <= one.history < 60 for one in seen)
