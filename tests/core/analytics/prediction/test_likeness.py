import numpy as np
import pytest

from core.analytics.prediction.likeness import texts


def test_like_texts_are_alike() -> None:
    known = texts(["fresh bread today", "fresh bread tomorrow", "the market", "", "the market"])
    near = known.alike("fresh bread")
    assert near[0] > 0.9
    assert near[2] == near[3] == 0.0
    assert known.alike("unheard of").tolist() == [0.0] * 5
    assert np.linalg.norm(known.rows, axis=1) == pytest.approx([1, 1, 1, 0, 1])


def test_what_was_said_once_tells_nothing() -> None:
    assert set(texts(["a b", "b c", "b d"]).known) == {"b"}
