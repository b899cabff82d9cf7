"""One product a process, made from its environment."""

from pathlib import Path

import pytest

from core.wiring import process as room


def test_a_process_has_one_product_made_from_its_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/own.db")
    monkeypatch.setattr(room, "set_up_logs", lambda _level: None)
    room.forget_product()
    made = room.product()
    assert room.product() is made
    assert made.engine.url.database == f"{tmp_path}/own.db"
    made.engine.dispose()
    room.forget_product()
