import re

import pytest

from core.ai.guard import phrases as room
from core.ai.guard.phrases import phrases


@pytest.mark.parametrize("table", ["claims", "commitments"])
def test_every_phrase_says_something(table: str) -> None:
    for kind, pattern in phrases(table).items():
        assert pattern.flags & re.IGNORECASE
        assert pattern.search("") is None, kind


def test_a_kind_that_nobody_knows_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "odd.toml").write_text("[words]\n[phrases]\nrumour = ['x']\n")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="rumour"):
        phrases("odd")
