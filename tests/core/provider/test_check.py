"""A test of the connection says what is so, for each model, and keeps it."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from core import provider
from core.errors import Conflict, Invalid, NotFound
from core.provider import EndpointEdit, EndpointView, check
from core.tables import AiEndpoint, AuditEntry
from core.vault import Vault
from core.workspace import Workspace
from tests.core.shops import Shop
from tests.fake_ai import FakeAI

KEY = "sk-test-0123456789abcdef-WXYZ"


def tried(shop: Shop, url: str, quality: str = "") -> EndpointView:
    edit = EndpointEdit(base_url=url, quick_model="small", quality_model=quality, api_key=SecretStr(KEY))
    with shop.opened() as ws:
        provider.save_endpoint(ws, edit)
        return provider.check_endpoint(ws)


@pytest.mark.parametrize(
    ("manner", "works", "level", "words"),
    [
        ("enforces", True, "json_schema", "enforces the shape"),
        ("asked nicely", True, "prompt", "enforces nothing"),
        ("refuses the key", False, None, "refused the key"),
        ("is a website", False, None, "not an AI endpoint"),
        ("is empty", False, None, "cannot keep to a shape"),
    ],
)
def test_what_the_endpoint_does_is_what_is_said(
    shop: Shop, fake: FakeAI, manner: str, works: bool, level: str | None, words: str
) -> None:
    fake.manner = manner
    (found,) = tried(shop, fake.url).checks
    assert (found.model, found.works, found.level) == ("small", works, level)
    assert words in found.words
    assert found.served == ("small-2026" if works else "")
    assert found.latency_ms >= 0
    assert set(fake.keys) == {KEY}
    assert KEY not in repr(found)
    (row,) = shop.all(AiEndpoint)
    assert (row.checks, row.checked_at) == ((found,), shop.clock.now)
    (entry,) = [entry for entry in shop.all(AuditEntry) if entry.verb == "check_ai_endpoint"]
    assert entry.detail == f"small: {level or 'failed'}"


def test_each_model_is_tried_once(shop: Shop, fake: FakeAI) -> None:
    assert [found.model for found in tried(shop, fake.url, "large").checks] == ["small", "large"]
    assert [body["model"] for body in fake.asked] == ["small", "large"]


def test_nobody_there_is_said_plainly(shop: Shop) -> None:
    (found,) = tried(shop, "http://127.0.0.1:9/v1").checks
    assert not found.works
    assert "cannot be reached" in found.words


def test_there_is_nothing_to_test_before_something_is_saved(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(NotFound):
        provider.check_endpoint(ws)


def test_an_address_out_of_reach_is_not_even_called(shop: Shop, fake: FakeAI) -> None:
    tried(shop, fake.url)
    shop.reaching = "public"
    before = len(fake.asked)
    with shop.opened() as ws, pytest.raises(Invalid) as refused:
        provider.check_endpoint(ws)
    assert "public addresses" in refused.value.message
    assert len(fake.asked) == before


def test_a_locked_key_is_not_sent_as_none(shop: Shop, fake: FakeAI) -> None:
    tried(shop, fake.url)
    shop.vault = Vault((SecretStr("another" * 8),))
    before = len(fake.asked)
    with shop.opened() as ws, pytest.raises(Invalid, match="Enter the key again") as refused:
        provider.check_endpoint(ws)
    assert (refused.value.field, len(fake.asked)) == ("api_key", before)


def test_what_was_saved_meanwhile_is_not_given_another_s_marks(
    shop: Shop, fake: FakeAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried(shop, fake.url)

    def slowly(*args: object, **named: object) -> object:
        shop.clock.now = shop.clock.now.replace(minute=30)
        edit = EndpointEdit(base_url=fake.url, quick_model="other")
        with shop.opened() as other:
            provider.save_endpoint(other, edit)
        return ask(*args, **named)

    ask = check.probe_endpoint
    monkeypatch.setattr(check, "probe_endpoint", slowly)
    with shop.opened() as ws, pytest.raises(Conflict):
        provider.check_endpoint(ws)
    assert [row.checks for row in shop.all(AiEndpoint)] == [()]


def test_no_write_is_held_open_while_it_asks(shop: Shop, fake: FakeAI, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def watched(ws: Workspace) -> object:
        def asking(*args: object, **named: object) -> object:
            seen.append(ws.is_writing)
            return ask(*args, **named)

        return asking

    ask = check.probe_endpoint
    with shop.opened() as ws:
        provider.save_endpoint(ws, replace(EndpointEdit(base_url=fake.url, quick_model="small")))
        monkeypatch.setattr(check, "probe_endpoint", watched(ws))
        provider.check_endpoint(ws)
    assert seen == [False]
