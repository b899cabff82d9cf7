"""A softmax head tells its rows apart, and common FAQs do not drown rare ones."""

import numpy as np

from core.messaging.heads import fit, shares


def test_each_row_is_given_to_its_owner_however_few_there_are() -> None:
    dice = np.random.default_rng(3)
    middles = np.eye(3, 8, dtype=np.float32)
    owners = np.repeat([0, 1, 2], [40, 4, 2])
    rows = (middles[owners] + dice.normal(0, 0.1, (len(owners), 8))).astype(np.float32)
    weights = fit(rows, owners, 3)
    chances = shares(middles @ weights)
    assert chances.argmax(axis=1).tolist() == [0, 1, 2]
    assert chances.diagonal().min() > 0.5
    assert np.allclose(chances.sum(axis=1), 1)


def test_the_same_rows_give_the_same_weights_and_empty_rows_give_even_chances() -> None:
    owners = np.array([0, 1])
    rows = np.eye(2, 4, dtype=np.float32)
    assert np.array_equal(fit(rows, owners, 2), fit(rows, owners, 2))
    assert np.allclose(shares(np.zeros((1, 4), dtype=np.float32) @ fit(rows * 0, owners, 2)), 0.5)
