"""What people may know of their accounts."""

import base64

from pydantic import SecretStr

from core import connections
from core.channels.rules import publishable_channels
from core.connections import ConnectionEdit
from core.connections.own import LOCKED
from core.vault import Vault
from tests.core.shops import Shop

HOOK = SecretStr("whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode())


def test_every_channel_that_posts_can_be_connected_somehow() -> None:
    for channel in publishable_channels():
        assert connections.account_kinds(channel), channel


def test_an_account_that_cannot_be_used_says_why(shop: Shop) -> None:
    edit = ConnectionEdit(kind="webhook", url="http://n8n.lan/in", secret=HOOK)
    with shop.opened() as ws:
        connections.connect_channel(ws, "linkedin", edit)
        assert connections.list_connections(ws)["linkedin"].problem == ""
    shop.reaching = "public"
    with shop.opened() as ws:
        assert "own network" in connections.list_connections(ws)["linkedin"].problem
    shop.vault = Vault((SecretStr("another" * 8),))
    with shop.opened() as ws:
        assert connections.list_connections(ws)["linkedin"].problem == LOCKED
