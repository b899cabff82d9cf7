"""A canary: one key is saved, tested, used, refused and forgotten, and is then looked for wherever words end up."""

import io
import json
import logging
import traceback
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from core import analytics, provider
from core.errors import Invalid, Refusal
from core.keys import Key
from core.provider import EndpointEdit
from core.tables import AuditEntry
from core.wiring import Runtime, set_up_logs
from tests.fake_ai import FakeAI, serving

CANARY = "sk-canary-5d1f0c77a2b94e63-TAIL"
"""Its last four characters may be shown; what is looked for is the rest."""
SECRET = CANARY[:-4]


def broken(key: str) -> None:
    del key
    raise ZeroDivisionError("crumbs")


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything this product and its libraries log, at their most talkative."""
    before, out = structlog.get_config(), io.StringIO()
    caplog.set_level(logging.DEBUG)
    set_up_logs("debug")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(out))
    yield out
    structlog.configure(**before)
    out.write("\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records))


def test_a_key_is_nowhere_to_be_found(runtime: Runtime, key: Key, said: io.StringIO, caplog) -> None:
    told: list[str] = []
    with serving() as fake:
        for manner in ("enforces", "refuses the key", "is a website"):
            fake.manner = manner
            told += used(runtime, key, fake)
        assert set(fake.keys) == {CANARY}  # it did go where it belongs
    told += [said.getvalue(), caplog.text, repr(runtime.settings), repr(runtime.vault)]
    found = [text for text in told if SECRET in text]
    assert found == []
    folder = Path(str(runtime.engine.url.database)).parent
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"test.db", "secret.key"} <= {path.name for path in files}
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []


def used(runtime: Runtime, key: Key, fake: FakeAI) -> list[str]:
    """Walk one key through everything that can be done with it; all that was told on the way."""
    told: list[str] = []
    with runtime.workspace(key) as ws:
        edit = EndpointEdit(base_url=fake.url, quick_model="small", api_key=SecretStr(CANARY))
        told += [repr(edit), repr(provider.save_endpoint(ws, edit)), repr(provider.check_endpoint(ws))]
        told += [repr(provider.read_provider(ws)), repr(ws.vault)]
        for wrong in ({"base_url": "ftp://x"}, {"api_key": SecretStr(f"{CANARY} with a space")}):
            try:
                provider.save_endpoint(ws, EndpointEdit(**({"base_url": fake.url, "quick_model": "m"} | wrong)))
            except Refusal as refused:
                told += ["".join(traceback.format_exception(refused)), refused.message]
        told += [analytics.export_ledger(ws).decode(), analytics.export_posts(ws).decode()]
        told += [str(entry.model_dump()) for entry in ws.rows.find(AuditEntry)]
    return told


def test_a_crash_leaves_no_key_in_the_log(said: io.StringIO) -> None:
    """A traceback with the local variables of its frames would write whatever they hold."""
    try:
        broken(CANARY)
    except ZeroDivisionError:
        structlog.get_logger().exception("crashed")
    line = json.loads(said.getvalue())
    assert "crumbs" in str(line["exception"])
    assert SECRET not in said.getvalue()


def test_the_canary_can_be_found_where_it_is(runtime: Runtime, key: Key) -> None:
    """Otherwise the walk above could not fail."""
    from core.provider.own import own_endpoint

    with serving() as fake, runtime.workspace(key) as ws:
        provider.save_endpoint(
            ws, EndpointEdit(base_url=fake.url, quick_model="small", api_key=SecretStr(CANARY))
        )  # fmt: skip
        found = own_endpoint(ws)
    assert found is not None
    assert SECRET in found.api_key.get_secret_value()
    with pytest.raises(Invalid):
        provider.save_endpoint(ws, EndpointEdit(base_url="ftp://x", quick_model="m"))
