"""What is saved is checked first; a key goes nowhere but where it was entered for, and nowhere back to people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from core import provider
from core.accounts import clock_key
from core.errors import Conflict, Forbidden, Invalid
from core.keys import PERMISSIONS
from core.provider import EndpointEdit, EndpointView
from core.tables import AiEndpoint, AuditEntry
from core.tables.endpoint import EndpointCheck
from core.vault import Vault
from core.vocab import Role
from core.workspace import Workspace
from tests.core.shops import Shop

KEY = SecretStr("sk-test-0123456789abcdef-WXYZ")
EDIT = EndpointEdit(
    base_url="https://api.example.com/v1/", quick_model="small", quality_model="large", api_key=KEY
)  # fmt: skip


def saved(shop: Shop, **changes: object) -> EndpointView:
    with shop.opened() as ws:
        return provider.save_endpoint(ws, replace(EDIT, **changes))


def test_an_endpoint_is_kept_without_its_key_being_readable(shop: Shop) -> None:
    view = saved(shop)
    assert (view.base_url, view.quick_model, view.quality_model) == ("https://api.example.com/v1", "small", "large")
    assert (view.has_key, view.key_ends, view.problem, view.saved_at) == (True, "WXYZ", "", shop.clock.now)
    (row,) = shop.all(AiEndpoint)
    assert KEY.get_secret_value() not in str(row.model_dump()) + repr(view) + repr(EDIT)
    assert shop.vault.open(row.sealed_key, owner=shop.business_id) == KEY
    (entry,) = shop.all(AuditEntry)
    assert (entry.verb, entry.subject, entry.detail) == (
        "save_ai_endpoint",
        "https://api.example.com",
        "small, large; a new key",
    )


def test_nobody_s_endpoint_is_overwritten_unseen(shop: Shop) -> None:
    first = saved(shop)
    shop.clock.now += timedelta(minutes=1)
    with shop.opened() as ws:
        second = provider.save_endpoint(ws, replace(EDIT, quick_model="theirs"), seen=first.saved_at)
    for seen in (None, first.saved_at):
        with shop.opened() as ws, pytest.raises(Conflict, match="since you opened"):
            provider.save_endpoint(ws, replace(EDIT, quick_model="mine"), seen=seen)
    (row,) = shop.all(AiEndpoint)
    assert (row.quick_model, row.saved_at) == ("theirs", second.saved_at)


def test_a_second_save_keeps_the_key_and_the_one_row(shop: Shop) -> None:
    saved(shop)
    view = saved(shop, base_url="https://api.example.com/v2", quick_model="tiny", api_key=None)
    assert (view.base_url, view.quick_model, view.key_ends) == ("https://api.example.com/v2", "tiny", "WXYZ")
    assert len(shop.all(AiEndpoint)) == 1


@pytest.mark.parametrize(
    "url", ["https://evil.example/v1", "https://api.example.com:8443/v1", "https://api.example.com.evil.example/v1"]
)
def test_a_saved_key_never_goes_to_another_host(shop: Shop, url: str) -> None:
    saved(shop)
    with pytest.raises(Invalid, match=r"entered for https://api\.example\.com") as refused:
        saved(shop, base_url=url, api_key=None)
    assert refused.value.field == "api_key"
    (row,) = shop.all(AiEndpoint)
    assert row.base_url == "https://api.example.com/v1"
    assert saved(shop, base_url=url, api_key=SecretStr("sk-another-0123456789-abcd")).key_ends == "abcd"


def test_a_key_may_be_taken_out(shop: Shop) -> None:
    saved(shop)
    view = saved(shop, base_url="http://localhost:11434/v1", api_key=SecretStr(""))
    assert (view.has_key, view.key_ends) == (False, "")
    assert [row.sealed_key for row in shop.all(AiEndpoint)] == [""]
    assert saved(shop, base_url="https://elsewhere.example/v1", api_key=None).has_key is False


def test_one_model_may_do_everything(shop: Shop) -> None:
    view = saved(shop, quality_model="")
    assert (view.quick_model, view.quality_model) == ("small", "small")


def test_a_short_key_shows_nothing_of_itself(shop: Shop) -> None:
    assert saved(shop, api_key=SecretStr("ollama")).key_ends == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base_url": "file:///etc/passwd"}, "base_url"),
        ({"base_url": "https://169.254.169.254/v1"}, "base_url"),
        ({"base_url": ""}, "base_url"),
        ({"quick_model": " "}, "quick_model"),
        ({"quick_model": "two words"}, "quick_model"),
        ({"quality_model": "x" * 121}, "quality_model"),
        ({"quality_model": "a\nb"}, "quality_model"),
        ({"api_key": SecretStr("two words-4711")}, "api_key"),
        ({"api_key": SecretStr("schlüssel-4711")}, "api_key"),
        ({"api_key": SecretStr("4711\x00")}, "api_key"),
        ({"api_key": SecretStr("4711" * 126)}, "api_key"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_kept(
    shop: Shop, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        saved(shop, **changes)
    assert refused.value.field == field
    assert "4711" not in refused.value.message
    assert shop.all(AiEndpoint) == shop.all(AuditEntry) == []


def test_local_addresses_are_for_those_who_may(shop: Shop) -> None:
    shop.reaching = "public"
    with pytest.raises(Invalid, match="public addresses"):
        saved(shop, base_url="http://localhost:11434/v1")


def test_a_server_that_cannot_seal_keeps_no_key(shop: Shop) -> None:
    shop.vault = Vault()
    with pytest.raises(Invalid, match="SECRET_KEY") as refused:
        saved(shop)
    assert refused.value.field == "api_key"
    assert shop.all(AiEndpoint) == []
    assert saved(shop, api_key=None).has_key is False  # an endpoint without a key needs no secret


def test_a_change_makes_the_last_test_worthless(shop: Shop) -> None:
    saved(shop)
    with shop.opened() as ws, ws.writing() as rows:
        rows.change(AiEndpoint, checks=(EndpointCheck(model="small", works=True, words="w"),), checked_at=ws.now)
    view = saved(shop, api_key=None)
    assert (view.checks, view.checked_at) == ((), None)


def test_forgetting_leaves_nothing(shop: Shop) -> None:
    saved(shop)
    with shop.opened() as ws:
        provider.forget_endpoint(ws)
        provider.forget_endpoint(ws)
        assert provider.read_provider(ws).own is None
    assert shop.all(AiEndpoint) == []
    assert [entry.verb for entry in shop.all(AuditEntry)].count("forget_ai_endpoint") == 1


@pytest.mark.parametrize("role", [Role.MARKETER, Role.VIEWER, None])
@pytest.mark.parametrize(
    "deed", [lambda ws: provider.save_endpoint(ws, EDIT), provider.forget_endpoint, provider.check_endpoint]
)
def test_only_an_admin_touches_it(shop: Shop, role: Role | None, deed: Callable[[Workspace], object]) -> None:
    key = replace(shop.key, permissions=PERMISSIONS[role]) if role else clock_key(shop.business_id)
    with shop.opened(key) as ws, pytest.raises(Forbidden):
        deed(ws)
