import json

import pytest

from core.analytics.prediction.prior import FILE, load, prior_of
from core.analytics.prediction.text import words


def test_any_channel_has_a_prior() -> None:
    assert prior_of("Instagram") is load("social")
    assert prior_of("carrier pigeon") is prior_of("email") is load("pooled")


def test_the_file_holds_coefficients_of_single_words_and_says_where_they_are_from() -> None:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    assert "CC BY 4.0" in " ".join(read["about"]["from"])
    assert read["about"]["privacy"].startswith("coefficients only")
    for kind in ("social", "pooled"):
        assert all(words(word) == [word] for word in read[kind]["words"])
        assert max(map(abs, read[kind]["words"].values())) < 1


def test_a_broken_file_is_not_taken(tmp_path) -> None:
    file = tmp_path / "prior.json"
    file.write_text('{"social": {}}')
    with pytest.raises(KeyError):
        load("social", file)
