"""No name leads where an endpoint may not lie, whatever it resolved to before; no reply fills the memory."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpcore2
import httpx2
import pytest

from core.adapters import dialled
from core.adapters.dialled import MOST, Blocked, Dialled, Dialler

CERTIFICATES = httpx2.create_ssl_context()


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"x" * (MOST + 1) if self.path == "/long" else b"here"
        body = gzip.compress(b"x" * (MOST * 3)) if self.path == "/bomb" else body
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def names(monkeypatch: pytest.MonkeyPatch, **table: list[str]) -> list[str]:
    """Resolve names by this table; what was asked for, in order."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **named: object) -> list[tuple]:
        if host[0].isdigit():
            return real(host, port, *args, **named)  # an address is what it is
        asked.append(host)
        if host not in table:
            raise socket.gaierror
        return [(0, 0, 0, "", (address, port)) for address in table[host]]

    monkeypatch.setattr(dialled.socket, "getaddrinfo", resolve)
    return asked


def test_a_local_address_is_dialled_by_those_who_may(port: int) -> None:
    with httpx2.Client(transport=Dialled("local", CERTIFICATES)) as client:
        assert client.get(f"http://127.0.0.1:{port}/").text == "here"
        assert client.get(f"http://localhost:{port}/").text == "here"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_and_by_nobody_else_however_it_is_written(port: int, host: str) -> None:
    with httpx2.Client(transport=Dialled("public", CERTIFICATES)) as client, pytest.raises(Blocked):
        client.get(f"http://{host}:{port}/")


def test_what_a_name_means_is_looked_up_once_and_used(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    asked = names(monkeypatch, rebound=["127.0.0.1"])
    with httpx2.Client(transport=Dialled("local", CERTIFICATES)) as client:
        assert client.get(f"http://rebound:{port}/").text == "here"
    assert asked == ["rebound"]


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "fe80::1%eth0"]])
def test_one_local_address_among_public_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    names(monkeypatch, shady=addresses)
    with pytest.raises(Blocked):
        Dialler("public").connect_tcp("shady", 443)


@pytest.mark.parametrize("reach", ["local", "public"])
def test_a_name_that_leads_to_a_cloud_s_secrets_is_refused(monkeypatch: pytest.MonkeyPatch, reach) -> None:
    names(monkeypatch, innocent=["169.254.169.254"])
    with httpx2.Client(transport=Dialled(reach, CERTIFICATES)) as client, pytest.raises(Blocked):
        client.get("http://innocent/latest/meta-data/")


def test_a_redirect_leads_nowhere_else_either(port: int) -> None:
    with (
        httpx2.Client(transport=Dialled("local", CERTIFICATES), follow_redirects=True) as client,
        pytest.raises(Blocked),
    ):
        client.get(f"http://127.0.0.1:{port}/away")


def test_the_next_address_is_tried_when_one_is_silent() -> None:
    class Half(httpcore2.MockBackend):
        def connect_tcp(self, host: str, *args: object, **kwargs: object) -> httpcore2.NetworkStream:
            tried.append(host)
            if len(tried) == 1:
                raise httpcore2.ConnectError("silent")
            return httpcore2.MockStream([])

    tried: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        names(patch, two=["8.8.8.8", "8.8.4.4"])
        Dialler("public", Half([])).connect_tcp("two", 443)
    assert tried == ["8.8.8.8", "8.8.4.4"]


def test_a_name_nobody_knows_is_an_ordinary_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch)
    with httpx2.Client(transport=Dialled("public", CERTIFICATES)) as client, pytest.raises(httpx2.ConnectError) as gone:
        client.get("https://nobody.example/")
    assert not isinstance(gone.value, Blocked)


@pytest.mark.parametrize("path", ["/long", "/bomb"])
def test_a_reply_without_end_is_cut(port: int, path: str) -> None:
    with httpx2.Client(transport=Dialled("local", CERTIFICATES)) as client, pytest.raises(httpx2.ReadError):
        client.get(f"http://127.0.0.1:{port}{path}")


def test_a_proxy_of_the_machine_is_not_asked(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with httpx2.Client(transport=Dialled("local", CERTIFICATES)) as client:
        assert client.get(f"http://127.0.0.1:{port}/").text == "here"
