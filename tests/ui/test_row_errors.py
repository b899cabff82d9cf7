"""Bad rows are shown up to a number, and what is not shown is said."""

from streamlit.testing.v1 import AppTest


def screen(count: int) -> None:
    from core.analytics.imports.result import RowError
    from ui import row_errors

    row_errors.draw([RowError(row, "", "x" * 90, "Write a number.") for row in range(2, count + 2)])


def test_what_is_not_shown_is_said() -> None:
    few = AppTest.from_function(screen, kwargs={"count": 3}).run()
    (table,) = few.dataframe
    assert list(table.value["Row"]) == [2, 3, 4]
    assert set(table.value["Column"]) == {"(the row)"}
    assert table.value["Value"].str.len().max() <= 61
    assert not few.caption
    many = AppTest.from_function(screen, kwargs={"count": 1200}).run()
    assert len(many.dataframe[0].value) == 500
    assert [one.value for one in many.caption] == ["The first 500 of 1,200 are shown."]
