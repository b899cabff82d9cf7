import threading

import pytest

from core.adapters.deadline import within


def test_a_call_in_time_gives_its_value_and_its_own_error() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)


def test_a_call_that_never_ends_is_left_and_cut_off_before_and_after_it_ends() -> None:
    release, cuts, gone = threading.Event(), [], threading.Event()

    def cut() -> None:
        cuts.append(release.is_set())
        if len(cuts) == 2:
            gone.set()

    with pytest.raises(TimeoutError):
        within(0.01, lambda: release.wait(20), cut)
    assert cuts == [False]
    release.set()
    assert gone.wait(20)
    assert cuts == [False, True]


def test_without_a_cut_it_is_just_left() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, lambda: release.wait(20))
    release.set()
