import pytest

from core.ai.guard.dates import dates, is_appointed, same_date, same_time, times, weekdays


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("14 February 2026", "2-14 2026"),
        ("Feb. 14th", "2-14"),
        ("the 1st of May", "5-1"),
        ("2026-02-14", "2-14 2026"),
        ("14.2.26", "2-14 2026"),
        ("3/2/2026", "2-3 2026|3-2 2026"),
    ],
)
def test_dates_are_read_however_written(text: str, key: str) -> None:
    assert [one.key for one in dates(text)] == [key]


@pytest.mark.parametrize("text", ["in May we bake", "99-99-2026", "2026-13-40", "version 1.2"])
def test_what_is_no_date(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [("at 7 pm", ["7:00 pm"]), ("9-5 pm", ["9:00 pm", "5:00 pm"]), ("18:30", ["18:30"]), ("24/7", ["24/7"])],
)
def test_times_are_read_however_written(text: str, keys: list[str]) -> None:
    assert [one.key for one in times(text)] == keys


def test_a_time_to_keep_is_told_from_one_in_passing() -> None:
    (kept,), (passing,) = times("Class at 6 a.m."), times("6 a.m. sounds early")
    assert is_appointed("Class at 6 a.m.", kept)
    assert not is_appointed("6 a.m. sounds early", passing)


def test_open_readings_are_given_the_benefit_of_the_doubt() -> None:
    assert same_date("2-3 2026|3-2 2026", "3-2")
    assert not same_date("2-3", "2-4")
    assert same_time("7:00", "19:00")
    assert not same_time("24/7", "7:00")


def test_spans_of_weekdays_wrap_around_the_week() -> None:
    assert weekdays("Sat-Mon") == {"sat", "sun", "mon"}
    assert weekdays("every day") == frozenset()
