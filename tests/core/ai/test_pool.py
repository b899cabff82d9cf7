import pytest

from core.ai.pool import Pool


def test_a_place_is_free_again_when_its_holder_is_done() -> None:
    pool = Pool(2)
    with pool.slot(0):
        with pool.slot(0), pytest.raises(TimeoutError), pool.slot(0.001):
            pass
        with pool.slot(0):
            pass
    with pytest.raises(ZeroDivisionError), pool.slot(0):
        _ = 1 / 0
    with pool.slot(-5), pool.slot(0):
        pass
