import numpy as np
import pytest

from core.world.chance import generator, key, normals, poisson, uniforms

KEYS = np.array([key("k", str(i)) for i in range(20_000)], dtype=np.uint64)


def test_keys_tell_words_apart_and_do_not_depend_on_the_process() -> None:
    assert key("seed", "post") == 12422098437972440135
    assert len(set(KEYS.tolist())) == len(KEYS)


def test_uniforms_and_normals_have_their_moments() -> None:
    u = uniforms(KEYS, 4)
    assert u.shape == (4, len(KEYS))
    assert u.min() >= 0.0
    assert u.max() < 1.0
    assert abs(u.mean() - 0.5) < 0.01
    z = normals(u[0], u[1])
    assert abs(z.mean()) < 0.03
    assert abs(z.std() - 1.0) < 0.03
    assert abs(np.corrcoef(u[2], u[3])[0, 1]) < 0.03


@pytest.mark.parametrize("mean", [0.0, 0.3, 4.0, 45.0, 300.0])
def test_poisson_counts_have_mean_and_variance_of_their_rate(mean: float) -> None:
    u = uniforms(KEYS, 3)
    counts = poisson(np.full(len(KEYS), mean), u[0], normals(u[1], u[2]))
    assert counts.min() >= 0
    assert counts.mean() == pytest.approx(mean, rel=0.05, abs=1e-12)
    assert counts.var() == pytest.approx(mean, rel=0.06, abs=1e-12)


def test_generators_repeat() -> None:
    assert generator("a").random() == generator("a").random() != generator("b").random()
