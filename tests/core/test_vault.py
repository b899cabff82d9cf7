"""What is sealed can be opened by its owner alone, by every secret that is still known, and by nobody who has the row."""

import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from core.errors import Invalid
from core.vault import ScopedVault, Vault, beside, split

ANA, BO = uuid4(), uuid4()
NEW, OLD = SecretStr("n" * 40), SecretStr("o" * 40)
KEY = SecretStr("sk-canary-93b1")


def opened(vault: Vault, sealed: str, owner: UUID = ANA) -> str | None:
    found = vault.open(sealed, owner=owner)
    return None if found is None else found.get_secret_value()


@given(st.text(max_size=300))
def test_what_is_sealed_is_opened_and_cannot_be_read(text: str) -> None:
    vault = Vault((NEW,))
    sealed = vault.seal(SecretStr(text), owner=ANA)
    assert opened(vault, sealed) == text
    assert vault.seal(SecretStr(text), owner=ANA) != sealed  # equal secrets do not look equal
    assert opened(vault, sealed, BO) is None


def test_a_change_of_secret_in_three_steps() -> None:
    before, during, after = Vault((OLD,)), Vault((NEW, OLD)), Vault((NEW,))
    sealed = before.seal(KEY, owner=ANA)
    assert opened(during, sealed) == KEY.get_secret_value()
    assert opened(after, sealed) is None
    renewed = during.renewed(sealed)
    assert renewed is not None
    assert opened(after, renewed) == KEY.get_secret_value()
    assert during.renewed(renewed) is None
    assert opened(before, renewed) is None


@pytest.mark.parametrize("vault", [Vault(), Vault((NEW,)), Vault((NEW, OLD))])
@pytest.mark.parametrize("sealed", ["", "nonsense", "gAAAAABo", "é"])
def test_nonsense_opens_nothing(vault: Vault, sealed: str) -> None:
    assert vault.open(sealed, owner=ANA) is None
    assert vault.renewed(sealed) is None


def test_without_a_secret_nothing_is_sealed() -> None:
    with pytest.raises(Invalid, match="SECRET_KEY") as refused:
        Vault().seal(KEY, owner=ANA)
    assert refused.value.field == "api_key"
    assert "openssl rand" in refused.value.message


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secret.key"
    vault = Vault(key_file=path)
    assert vault.open("nonsense", owner=ANA) is None
    assert not path.exists()  # looking makes nothing
    with structlog.testing.capture_logs() as said:
        sealed = vault.seal(KEY, owner=ANA)
        again = Vault(key_file=path).seal(KEY, owner=ANA)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry["path"] for entry in said] == [str(path)]
    assert path.read_text() not in str(said)
    assert opened(vault, again) == opened(Vault(key_file=path), sealed) == KEY.get_secret_value()
    assert list(path.parent.iterdir()) == [path]


def test_a_faster_process_s_key_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.key"
    sealed = Vault(key_file=path).seal(KEY, owner=ANA)
    theirs = path.read_text()
    looks = iter([True, False])  # it was not there when this process looked
    monkeypatch.setattr(Path, "exists", lambda self: next(looks, True))
    assert opened(Vault(key_file=path), sealed) == KEY.get_secret_value()
    assert path.read_text() == theirs
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_file_still_opens_after_the_setting_was_made(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    sealed = Vault(key_file=path).seal(KEY, owner=ANA)
    both = Vault((NEW,), path)
    assert opened(both, sealed) == KEY.get_secret_value()
    renewed = both.renewed(sealed)
    assert renewed is not None
    assert opened(Vault((NEW,)), renewed) == KEY.get_secret_value()


def test_with_the_setting_no_file_is_made(tmp_path: Path) -> None:
    Vault((NEW,), tmp_path / "secret.key").seal(KEY, owner=ANA)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("short")
    with pytest.raises(Invalid, match=r"secret\.key is damaged"):
        Vault(key_file=path).seal(KEY, owner=ANA)
    assert Vault(key_file=path).open("x", owner=ANA) is None


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Invalid, match="set SECRET_KEY"):
        Vault(key_file=tmp_path / "file" / "secret.key").seal(KEY, owner=ANA)


def test_nothing_shows_a_secret() -> None:
    vault = Vault((NEW, OLD))
    shown = f"{vault!r} {ScopedVault(vault, ANA)!r} {vault.open(vault.seal(KEY, owner=ANA), owner=ANA)!r}"
    assert not [one for one in (NEW, OLD, KEY) if one.get_secret_value() in shown]


def test_a_scoped_vault_is_its_owner_s() -> None:
    vault = Vault((NEW,))
    sealed = ScopedVault(vault, ANA).seal(KEY)
    found = ScopedVault(vault, ANA).open(sealed)
    assert found == KEY
    assert ScopedVault(vault, BO).open(sealed) is None
    assert ScopedVault(vault, ANA).renewed(sealed) is None


@pytest.mark.parametrize(
    ("database", "place"),
    [
        ("/srv/x.db", "/srv/secret.key"),
        ("x.db", "secret.key"),
        (":memory:", "data/local/secret.key"),
        (None, "data/local/secret.key"),
        ("file:x?mode=memory", "data/local/secret.key"),
    ],
)
def test_the_file_lies_beside_the_database(database: str | None, place: str) -> None:
    assert beside(database, Path("data/local")).as_posix() == place


def test_a_setting_is_split_at_commas() -> None:
    assert split(None) == ()
    assert split(SecretStr("")) == ()
    assert split(SecretStr(" a ,, b,")) == (SecretStr("a"), SecretStr("b"))
