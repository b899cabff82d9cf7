from core.analytics.imports.column import says_nothing


def test_words_for_nothing_are_known_and_numbers_are_not_among_them() -> None:
    assert all(says_nothing(cell) for cell in ("", "-", "NA", "NaN", "Null", "#N/A"))
    assert not any(says_nothing(cell) for cell in ("0", "no", "0.0", "none of it"))
