import threading

import pytest

from core.adapters.deadline import within


def test_a_call_in_time_gives_its_value_and_its_own_error() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)


def test_a_call_that_never_ends_is_left_and_cut_off() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, lambda: release.wait(20), release.set)
    assert release.is_set()


def test_without_a_cut_it_is_just_left() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, lambda: release.wait(20))
    release.set()
