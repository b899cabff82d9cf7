import numpy as np
import pytest

from core.analytics.prediction.own import MOST, Own
from core.analytics.prediction.prior import load
from tests.core.analytics.prediction.made import past, post


def test_one_post_is_a_history() -> None:
    guess = Own([post(outcome=3.0)], load()).guess(post(1, kind="video"))
    assert np.isfinite(list(guess.parts.values())).all()
    assert guess.spread > 0


def test_the_order_of_a_history_does_not_matter() -> None:
    posts = past(40)
    here, there = (Own(some, load()).guess(post(50)) for some in (posts, posts[::-1]))
    assert here.parts == pytest.approx(there.parts)
    assert here.spread == pytest.approx(there.spread)


def test_more_history_is_surer() -> None:
    few, many = (Own(past(n, noise=0.5), load()).guess(post(130, kind="video", text="bread cake")) for n in (10, 120))
    assert many.spread < few.spread


def test_an_account_that_can_be_foretold_gets_narrower_ranges() -> None:
    calm, wild = (Own(past(120, noise=noise), load()).guess(post(130)).spread for noise in (0.05, 2.0))
    assert calm < wild


def test_words_of_its_own_are_learned_and_named() -> None:
    known = Own(past(120, video=1.0, magic=4.0, noise=0.2), load())
    said = known.guess(post(121, text="harvest bread garden river"))
    plain = known.guess(post(121, text="winter bread garden river"))
    assert said.parts["wording"] > plain.parts["wording"] + 0.5
    assert said.said[0] == "harvest"


def test_of_a_long_history_the_newest_posts_are_learned_from() -> None:
    old, new = past(40, video=0.1, noise=0.1), [post(40 + n, outcome=100.0 + n % 7) for n in range(MOST)]
    known = Own([*old, *new], load())
    assert known.posts == MOST + 40
    assert known.guess(post(900, kind="video")).parts["kind"] > 0  # not sunk by what failed before
