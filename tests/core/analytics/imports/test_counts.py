import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.imports.counts import LARGEST, read_counts, read_seconds


@given(st.lists(st.none() | st.integers(0, LARGEST)), st.sampled_from(["{}", "{}.0", "{:,}"]))
def test_whole_numbers_survive_every_dress(numbers: list[int | None], dress: str) -> None:
    column = read_counts(["" if number is None else dress.format(number) for number in numbers], "likes")
    assert column.values == tuple(numbers)
    assert not column.problems


@pytest.mark.parametrize(
    "cell", ["1,234,567", "1.234.567", "1 234 567", "1'234'567", "1\u2019234\u2019567", "1\u00a0234\u00a0567"]
)
def test_thousands_separators_are_taken_out_and_it_is_said(cell: str) -> None:
    column = read_counts(["12", cell], "Reach")
    assert column.values == (12, 1_234_567)
    assert column.notes == (f"“Reach”: thousands separators were taken out ({cell} is read as 1234567; 1 cells).",)


@pytest.mark.parametrize("cells", [["1,234", "0,5"], ["1.234", "12.5"]])
def test_beside_decimals_a_group_is_refused_not_guessed(cells: list[str]) -> None:
    column = read_counts(cells, "likes")
    assert column.values == (None, None)
    assert "Write 1234 if that is meant" in column.problems[0]
    assert "no fraction" in column.problems[1]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("-3", "negative"),
        ("\u22123", "negative"),
        ("(3)", "negative"),
        ("12.5", "decimal point"),
        ("12,5", "decimal comma"),
        ("3%", "percentage"),
        ("1.2K", "1200 for 1.2K"),
        ("many", "not a number"),
        ("12,34,567", "not a number"),
        ("²", "not a number"),
        (str(LARGEST + 1), "too large"),
        ("9" * 5000, "too large"),
    ],
)
def test_a_wrong_cell_has_its_remedy(cell: str, says: str) -> None:
    column = read_counts(["7", cell], "likes")
    assert column.values == (7, None)
    assert says in column.problems[1]


@pytest.mark.parametrize("cell", ["", "-", "NA", "n/a", "NaN", "null", "None", "\u2014"])
def test_not_known_is_none_and_never_zero(cell: str) -> None:
    assert read_counts([cell, "0"], "likes").values == (None, 0)


@pytest.mark.parametrize(
    ("name", "cell", "seconds"),
    [
        ("Seconds viewed", "90", 90),
        ("Seconds viewed", "90.4", 90),
        ("Watch time (hours)", "1.5", 5400),
        ("Watch time (hours)", "2", 7200),
        ("Minutes viewed", "2,5", 150),
        ("watch (ms)", "1500", 2),
        ("Watch time", "1:02:03", 3723),
        ("Watch time (hours)", "0:45", 45),
        ("Watch time", "", None),
    ],
)
def test_watch_time_in_seconds(name: str, cell: str, seconds: int | None) -> None:
    column = read_seconds([cell], name)
    assert column.values == (seconds,)
    assert not column.problems


def test_watch_time_that_cannot_be() -> None:
    column = read_seconds(["-1", "999999999.5", "soon", "99999999"], "hours viewed")
    assert column.values == (None, None, None, None)
    assert sorted(column.problems) == [0, 1, 2, 3]
