"""The endpoint as the writer gets it: with its key, or with the reason why it cannot be asked."""

from uuid import uuid4

import pytest
from pydantic import SecretStr

from core import provider
from core.provider import EndpointEdit
from core.provider.own import LOCKED, own_endpoint
from core.tables import AiEndpoint
from core.vault import Vault
from tests.core.shops import Shop

KEY = SecretStr("sk-own-0123456789-abcd")


def brought(shop: Shop, url: str = "https://own.example/v1", key: SecretStr | None = KEY) -> None:
    with shop.opened() as ws:
        provider.save_endpoint(ws, EndpointEdit(base_url=url, quick_model="q", quality_model="Q", api_key=key))


def test_there_is_none_until_one_is_saved(shop: Shop) -> None:
    with shop.opened() as ws:
        assert own_endpoint(ws) is None
    brought(shop)
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert (found.base_url, found.api_key, found.source, found.reach) == ("https://own.example/v1", KEY, "own", "local")
    assert (dict(found.models), found.problem) == ({"quick": "q", "quality": "Q"}, "")
    assert KEY.get_secret_value() not in repr(found)


def test_an_endpoint_without_a_key_is_asked_without_one(shop: Shop) -> None:
    brought(shop, "http://localhost:11434/v1", None)
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert (found.api_key.get_secret_value(), found.problem) == ("", "")


def test_a_key_that_cannot_be_opened_is_a_problem_and_not_an_empty_key(shop: Shop) -> None:
    brought(shop)
    shop.vault = Vault((SecretStr("another" * 8),))
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert found.problem == LOCKED


def test_a_row_copied_from_another_business_brings_no_key_along(shop: Shop) -> None:
    brought(shop)
    stolen = shop.vault.seal(KEY, owner=uuid4())
    with shop.opened() as ws, ws.writing() as rows:
        rows.change(AiEndpoint, sealed_key=stolen)
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert found.problem == LOCKED


@pytest.mark.parametrize("url", ["http://localhost:11434/v1", "http://192.168.0.9/v1"])
def test_what_was_allowed_once_and_is_no_more_is_a_problem(shop: Shop, url: str) -> None:
    brought(shop, url)
    shop.reaching = "public"
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert "public addresses" in found.problem
    assert found.reach == "public"
