import numpy as np

from core.analytics.omnibus import DRAWS, omnibus


def looked_at(seed: int, *, apart: float, spread: float = 1.0) -> float:
    """Twenty of sixty posts stand ``apart`` from the others, and vary ``spread`` times as much."""
    chance = np.random.default_rng(seed)
    kind = np.repeat([0, 1, 2], 20)
    design = np.column_stack([np.ones(60), kind == 1, kind == 2]).astype(float)
    outcome = chance.normal(0, 1, 60) * np.where(kind == 2, spread, 1.0) + apart * (kind == 2)
    return omnibus(design, np.array([[0, 1.0, -0.5], [0, -0.5, 1.0]]), np.ones(2), outcome)


def test_chance_is_called_chance_as_often_as_promised() -> None:
    p_values = np.array([looked_at(seed, apart=0.0) for seed in range(120)])
    assert (p_values <= 0.1).mean() <= 0.17
    assert p_values.min() >= 1 / (DRAWS + 1)


def test_unequal_spreads_are_no_difference_and_a_difference_is_one() -> None:
    assert np.mean([looked_at(seed, apart=0.0, spread=4.0) <= 0.1 for seed in range(120)]) <= 0.18
    assert max(looked_at(seed, apart=2.0) for seed in range(20)) <= 0.01


def test_the_same_posts_always_say_the_same() -> None:
    assert looked_at(3, apart=0.4) == looked_at(3, apart=0.4)
