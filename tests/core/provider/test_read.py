"""Who answers, and why, in every case there is."""

from dataclasses import fields, replace

import pytest
from pydantic import SecretStr

from core import provider
from core.ai.endpoint import Endpoint
from core.keys import PERMISSIONS
from core.provider import EndpointEdit, Provider, Source
from core.provider.read import NO_ALLOWANCE, NO_ENDPOINT
from core.tables import Profile
from core.vault import Vault
from core.vocab import Role
from tests.core.shops import Shop

SERVER = Endpoint("https://server.example/v1", SecretStr("sk-server-0123456789abcd"), "s1", "s2", source="server")


def told(shop: Shop) -> Provider:
    viewer = replace(shop.key, permissions=PERMISSIONS[Role.VIEWER])
    with shop.opened(viewer) as ws:
        return provider.read_provider(ws)


def brought(shop: Shop) -> None:
    edit = EndpointEdit(base_url="https://own.example/v1", quick_model="m", api_key=SecretStr("sk-own-0123456789-abcd"))
    with shop.opened() as ws:
        provider.save_endpoint(ws, edit)


def allowed(shop: Shop, tokens: int) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).monthly_tokens = tokens


@pytest.mark.parametrize(
    ("has_own", "has_server", "tokens", "source", "why"),
    [
        (True, True, 1, Source.OWN, ""),
        (True, False, 1, Source.OWN, ""),
        (False, True, 1, Source.SERVER, ""),
        (False, False, 1, Source.OFFLINE, NO_ENDPOINT),
        (True, True, 0, Source.OFFLINE, NO_ALLOWANCE),
        (False, False, 0, Source.OFFLINE, NO_ALLOWANCE),
    ],
)
def test_who_answers(shop: Shop, has_own: bool, has_server: bool, tokens: int, source: Source, why: str) -> None:
    if has_own:
        brought(shop)
    shop.server_endpoint = SERVER if has_server else None
    allowed(shop, tokens)
    found = told(shop)
    assert (found.source, found.why, found.reach) == (source, why, "local")
    assert (found.own is not None) == has_own
    assert found.server_url == ("https://server.example/v1" if has_server else "")
    assert found.server_models == (("s1", "s2") if has_server else ("", ""))


def test_an_own_endpoint_that_cannot_be_asked_is_not_replaced_by_somebody_else_s(shop: Shop) -> None:
    brought(shop)
    shop.server_endpoint = SERVER
    shop.vault = Vault((SecretStr("another" * 8),))
    found = told(shop)
    assert found.source is Source.OFFLINE
    assert "Enter the key again" in found.why
    assert found.own is not None
    assert found.own.problem == found.why


def test_no_field_of_what_is_told_could_hold_a_key(shop: Shop) -> None:
    brought(shop)
    shop.server_endpoint = SERVER
    found = told(shop)
    assert found.own is not None
    everything = [getattr(one, field.name) for one in (found, found.own) for field in fields(one)]
    assert not [value for value in everything if isinstance(value, SecretStr | Endpoint)]
    assert "0123456789" not in repr(everything)
