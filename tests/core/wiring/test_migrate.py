"""A database that cannot be opened stops the start in words, and is left as it is."""

from pathlib import Path

import pytest

from core.backends import make_engine
from core.settings import BadSettings
from core.wiring.migrate import migrate


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("this is no database")
    with pytest.raises(BadSettings, match=r"DATABASE_URL='sqlite:.*notes\.db'.*not a database.*Choose a SQLite file"):
        migrate(make_engine(f"sqlite:///{file}"))
    assert file.read_text() == "this is no database"
    assert [one.name for one in tmp_path.iterdir()] == ["notes.db"]


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = make_engine("postgresql://ana:s3cret@127.0.0.1:1/center")
    with pytest.raises(BadSettings, match=r"DATABASE_URL='postgresql.*ana:\*\*\*@.*cannot be opened") as refused:
        migrate(engine)
    assert "s3cret" not in str(refused.value)
    assert "Start that server" in str(refused.value)
    engine.dispose()
