"""A wrong value stops the start, says what to do, and gives no secret away."""

import traceback
from pathlib import Path

import pytest

from core.settings import BadSettings, Settings, load_settings, settings_in_force


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_needs_to_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_URL", "")
    got = load_settings()
    assert (got.database_url, got.cache_url, got.media_url) == (
        "sqlite:///data/local/center.db",
        "memory://",
        "file://data/local/media",
    )
    assert (got.clock, got.demo, got.openai_api_key) == ("threads", True, None)


def test_the_environment_and_a_file_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("CLOCK=off\nPUBLIC_URL=https://a.example/\nLOG_LEVEL=debug\n")
    monkeypatch.setenv("LOG_LEVEL", "error")
    got = load_settings()
    assert (got.clock, got.public_url, got.log_level) == ("off", "https://a.example", "error")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("DATABASE_URL", "mysql://host/db", "use sqlite:///path/to/file.db or postgresql://user:password@host/name"),
        ("CACHE_URL", "memcached://x", "use memory:// or redis://host:6379/0"),
        ("MEDIA_URL", "ftp://x", "use file://folder or s3://bucket/prefix"),
        ("PUBLIC_URL", "example.com", "starts with http:// or https://"),
        ("OPENAI_BASE_URL", "api.openai.com", "starts with http:// or https://"),
        ("AI_LOCAL_ENDPOINTS", "perhaps", "'auto', 'allow' or 'deny'"),
        ("CLOCK", "sometimes", "'threads' or 'off'"),
        ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
        ("DEMO", "perhaps", "boolean"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, name, value, remedy) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as refused:
        load_settings()
    (line,) = str(refused.value).splitlines()[1:]
    assert line.strip().startswith(f"{name}={value!r}: ")
    assert remedy in line


def test_every_wrong_value_is_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "x")
    monkeypatch.setenv("MEDIA_URL", "x")
    with pytest.raises(BadSettings) as refused:
        load_settings()
    assert len(str(refused.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("DATABASE_URL", "mysql://ana:s3cret@db.example/x", "'mysql://(hidden)@db.example/x'"),
        ("DATABASE_URL", "ana:s3cret@db.example", "'(hidden)@db.example'"),
        ("DATABASE_URL", "mysql://ana:s3cret/p@ss@db.example/x", "'mysql://(hidden)@db.example/x'"),
        ("CACHE_URL", "memcached://:s3cret@host:1", "'memcached://(hidden)@host:1'"),
    ],
)
def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str, shown: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as refused:
        load_settings()
    assert f"{name}={shown}" in str(refused.value)
    told = "".join(traceback.format_exception(refused.value))
    assert "s3cret" not in told
    assert "p@ss" not in told


@pytest.mark.parametrize("value", ["hush-1", "n" * 40 + ",hush-1", "hush-1," + "o" * 40])
def test_a_short_secret_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SECRET_KEY", value)
    with pytest.raises(BadSettings, match="openssl rand -hex 32") as refused:
        load_settings()
    assert "hush-1" not in "".join(traceback.format_exception(refused.value))


def test_secrets_may_be_changed_by_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", f"{'n' * 40}, {'o' * 40}")
    assert "nnn" not in repr(load_settings())


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "s3cret")
    assert "s3cret" not in repr(load_settings())


def test_a_process_keeps_its_settings_but_not_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    settings_in_force.cache_clear()
    monkeypatch.setenv("DATABASE_URL", "mysql://host/db")
    with pytest.raises(BadSettings):
        settings_in_force()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///mended.db")
    kept = settings_in_force()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///another.db")
    assert settings_in_force() is kept
    assert kept.database_url == "sqlite:///mended.db"
    settings_in_force.cache_clear()
