"""A change of SECRET_KEY in three steps: add the new one, wait for the clock, take the old one out."""

import pytest
from pydantic import SecretStr

from core import provider
from core.errors import Forbidden
from core.provider import EndpointEdit
from core.provider.own import own_endpoint
from core.vault import Vault
from tests.core.shops import Shop

KEY = SecretStr("sk-own-0123456789-abcd")
NEW, OLD = SecretStr("n" * 40), SecretStr("o" * 40)


def test_a_key_moves_to_the_newest_secret_once(shop: Shop) -> None:
    shop.vault = Vault((OLD,))
    with shop.opened() as ws:
        provider.save_endpoint(ws, EndpointEdit(base_url="https://a.example/v1", quick_model="m", api_key=KEY))
    shop.vault = Vault((NEW, OLD))
    with shop.by_the_clock() as ws:
        assert [provider.reseal_key(ws), provider.reseal_key(ws)] == [1, 0]
    shop.vault = Vault((NEW,))
    with shop.opened() as ws:
        found = own_endpoint(ws)
    assert found is not None
    assert (found.api_key, found.problem) == (KEY, "")


def test_without_a_key_there_is_nothing_to_move(shop: Shop) -> None:
    with shop.by_the_clock() as ws:
        assert provider.reseal_key(ws) == 0
    with shop.opened() as ws:
        provider.save_endpoint(ws, EndpointEdit(base_url="http://localhost:1/v1", quick_model="m"))
    with shop.by_the_clock() as ws:
        assert provider.reseal_key(ws) == 0


def test_only_the_clock_moves_keys(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(Forbidden):
        provider.reseal_key(ws)
