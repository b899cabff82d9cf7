from core.analytics.imports.result import ImportResult, RowError


def test_bad_rows_are_counted_once_each() -> None:
    errors = (RowError(3, "likes", "-1", "x"), RowError(3, "shares", "-2", "x"), RowError(7, "", "", "x"))
    assert ImportResult((), errors, (), approximate_dates=False).bad_rows == (3, 7)
