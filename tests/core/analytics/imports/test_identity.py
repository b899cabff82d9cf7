from core.analytics.imports.identity import LONGEST, accounts, external_ids
from core.analytics.imports.mapping import Field

ID, DATE, TEXT, LIKES = range(4)
WITH_ID = {Field.EXTERNAL_ID: ID, Field.PUBLISHED_AT: DATE, Field.TEXT: TEXT, Field.LIKES: LIKES}
WITHOUT_ID = {Field.PUBLISHED_AT: DATE, Field.TEXT: TEXT, Field.LIKES: LIKES}


def test_the_files_own_id_is_kept_and_unwrapped() -> None:
    rows = [["12_3", "", "", ""], ['="45"', "", "", ""], ["'67", "", "", ""]]
    assert external_ids(rows, WITH_ID, [2, 3, 4]).values == ("12_3", "45", "67")


def test_a_later_export_of_a_post_with_a_text_keeps_its_id() -> None:
    early = external_ids([["", "2026-01-05", "hello", "3"]], WITHOUT_ID, [2]).values
    assert early == external_ids([["", "2026-01-05", "hello", "90"]], WITHOUT_ID, [9]).values
    assert early != external_ids([["", "2026-01-06", "hello", "3"]], WITHOUT_ID, [2]).values


def test_without_a_text_the_whole_row_is_the_id() -> None:
    one, other = external_ids([["", "2026-01-05", "", "3"], ["", "2026-01-05", "", "4"]], WITHOUT_ID, [2, 3]).values
    assert one != other


def test_an_empty_or_endless_id_is_replaced_by_a_hash() -> None:
    ids = external_ids([["", "a", "b", "1"], ["u" * (LONGEST + 1), "a", "c", "1"]], WITH_ID, [2, 3]).values
    assert all(id_ is not None and len(id_) == 24 for id_ in ids)


def test_the_second_of_two_is_refused_by_row_number() -> None:
    column = external_ids([["7", "", "", ""], ["8", "", "", ""], ["7", "", "", ""]], WITH_ID, [2, 5, 9])
    assert column.problems == {2: "Row 2 is the same post already. Remove one of the two."}


def test_an_id_that_excel_has_rounded_is_refused() -> None:
    assert "rounded" in external_ids([["2.46676E+14", "", "", ""]], WITH_ID, [2]).problems[0]


def test_accounts() -> None:
    rows = [["134_9", "Bakery", "", ""], ["x", "", "", ""]]
    assert accounts(rows, {}) == [None, None]
    assert accounts(rows, {Field.EXTERNAL_ID: 0, Field.ACCOUNT: 1}) == ["Bakery", None]
    assert accounts(rows, {Field.EXTERNAL_ID: 0, Field.ACCOUNT: 0}) == ["134", "x"]
