"""Saying hello, and being locked out."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pydantic import SecretStr

from core import connections
from core.connections import ConnectionEdit
from core.errors import Conflict, Invalid, NotFound
from core.tables import ChannelConnection
from core.vault import Vault
from tests.core.adapters.mastodon_server import TOKEN, Instance
from tests.core.shops import Shop

HOUR = timedelta(hours=1)


def connected(shop: Shop, server: Instance, token: str = TOKEN) -> None:
    with shop.opened() as ws:
        edit = ConnectionEdit(kind="mastodon", url=server.url, secret=SecretStr(token))
        connections.connect_channel(ws, "mastodon", edit)


def test_an_account_that_answers_says_whose_it_is(shop: Shop, server: Instance) -> None:
    connected(shop, server)
    with shop.opened() as ws:
        view, said = connections.check_connection(ws, "mastodon")
    assert said == "Connected as @bakery."
    assert view.checked_at == shop.clock.now
    assert server.statuses == []


def test_a_token_that_is_not_good_is_told_by_its_field(shop: Shop, server: Instance) -> None:
    connected(shop, server, "stale")
    with shop.opened() as ws, pytest.raises(Invalid) as refused:
        connections.check_connection(ws, "mastodon")
    assert refused.value.field == "secret"


def test_what_is_not_connected_cannot_be_tested(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(NotFound):
        connections.check_connection(ws, "mastodon")


def test_a_secret_that_cannot_be_opened_is_asked_for_again(shop: Shop, server: Instance) -> None:
    connected(shop, server)
    shop.vault = Vault((SecretStr("another" * 8),))
    with shop.opened() as ws, pytest.raises(Invalid, match="Connect the account again"):
        connections.check_connection(ws, "mastodon")


def test_a_lock_out_is_written_down_once_and_a_hello_ends_it(shop: Shop, server: Instance) -> None:
    connected(shop, server)
    with shop.by_the_clock() as ws, ws.writing():
        assert connections.pause_connection(ws, "mastodon", "The token expired.")
        assert not connections.pause_connection(ws, "mastodon", "It expired again.")
    with shop.opened() as ws:
        assert connections.list_connections(ws)["mastodon"].problem == "The token expired."
        view, _ = connections.check_connection(ws, "mastodon")
    assert view.problem == ""


def test_an_answer_for_an_account_that_was_changed_meanwhile_is_not_kept(shop: Shop, server: Instance) -> None:
    connected(shop, server)

    class Changing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.clock.now += HOUR
            connected(shop, server)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"acct": "other"}')

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Changing) as other:
        thread = threading.Thread(target=other.handle_request)
        thread.start()
        with shop.opened() as ws:
            edit = ConnectionEdit(
                kind="mastodon",
                url=f"http://127.0.0.1:{other.server_port}",
                secret=SecretStr(TOKEN),
            )
            connections.connect_channel(ws, "mastodon", edit)
            with pytest.raises(Conflict):
                connections.check_connection(ws, "mastodon")
        thread.join()
    assert shop.all(ChannelConnection)[0].checked_at is None
