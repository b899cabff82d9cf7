"""Slow work: one piece after the other, told once, refusals in words and bugs aloud."""

import threading

import pytest

from core.errors import Invalid
from ui.background import Shop


def test_a_piece_is_begun_once_tells_how_far_it_is_and_is_told_once() -> None:
    shop, go, begun = Shop(), threading.Event(), threading.Event()

    def film(report) -> None:
        report(0.4)
        report(0.2)  # it never goes back
        begun.set()
        go.wait(10)
        report(7)

    work = shop.begin("a", film)
    assert begun.wait(10)
    assert shop.begin("a", film) is work
    assert (work.share, work.is_over, shop.take("a")) == (0.4, False, None)
    go.set()
    work.future.result(10)
    assert shop.look("a") is work
    assert shop.take("a") is work
    assert (work.share, shop.take("a"), shop.look("a")) == (1, None, None)


def test_a_refusal_is_kept_for_whoever_looks_and_a_bug_is_raised_there() -> None:
    shop = Shop()

    def refused(_) -> None:
        raise Invalid("too long", field="video")

    shop.begin("a", refused).future.result(10)
    taken = shop.take("a")
    assert taken is not None
    assert taken.refused is not None
    assert taken.refused.message == "too long"
    work = shop.begin("b", lambda _: {}["bug"])
    with pytest.raises(KeyError):
        work.future.result(10)
    with pytest.raises(KeyError):
        shop.take("b")
    assert shop.look("b") is None
