from core.analytics.imports.column import Column
from core.analytics.imports.mapping import Field, Mapping
from core.analytics.imports.reading import Reading
from core.analytics.imports.result import RowError
from core.analytics.imports.table import Table

MAPPING = Mapping("facebook", {Field.PUBLISHED_AT: "date", Field.LIKES: "likes"})


def reading(*rows: tuple[str, ...]) -> Reading:
    return Reading(Table(("date", "likes", "note"), rows, "utf-8", ",", first_row=4), MAPPING)


def test_rows_of_the_right_shape_are_padded_and_numbered() -> None:
    read = reading(("a", "1", "x"), ("b", "2"), ("c", "3", "y", "", ""))
    assert read.rows == [("a", "1", "x"), ("b", "2", ""), ("c", "3", "y")]
    assert read.numbers == [4, 5, 6]
    assert read.cells(Field.LIKES) == ["1", "2", "3"]
    assert read.cells(Field.SHARES) is None


def test_rows_of_the_wrong_shape_are_refused_whole() -> None:
    read = reading((), ("", ""), ("cut",), ("a", "1", "x", "extra"), ("b", "2", "y"))
    assert [(error.row, error.column, error.value) for error in read.errors] == [
        (4, "", ""),
        (5, "", ","),
        (6, "", "cut"),
        (7, "", "a,1,x,extra"),
    ]
    assert ["empty" in e.message or "cut off" in e.message or "quotation" in e.message for e in read.errors] == [
        True
    ] * 4
    assert read.numbers == [8]


def test_a_columns_problems_become_row_errors_and_long_values_are_shortened() -> None:
    read = reading(("a", "1", ""), ("b", "x" * 200, ""))
    assert read.keep(Field.LIKES, Column((1, None), {1: "Not a number."}, ("said",))) == (1, None)
    assert read.errors == [RowError(5, "likes", "x" * 79 + "…", "Not a number.")]
    assert (read.bad, read.notes) == ({1}, ["said"])
