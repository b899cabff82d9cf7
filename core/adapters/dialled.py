"""Connections for endpoints that a customer named: where a name leads is looked at in the moment it is dialled."""

import socket
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from ssl import SSLContext

import httpcore2
import httpx2

from core.ai.address import may_dial
from core.ai.endpoint import Reach

MOST = 8 * 2**20
"""Bytes of one reply that are read: a hundred times the longest text, and little enough for this machine's memory."""


class Blocked(httpx2.ConnectError):
    """The address lies where this endpoint may not."""


class Dialled(httpx2.HTTPTransport):
    """Connects within ``reach`` alone: directly, for a proxy would look the name up anew, and reads ``MOST`` bytes."""

    def __init__(self, reach: Reach, certificates: SSLContext) -> None:
        super().__init__(verify=certificates)
        self._pool = httpcore2.ConnectionPool(ssl_context=certificates, network_backend=Dialler(reach))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["Accept-Encoding"] = "identity"  # a small compressed reply may be a huge one
        response = super().handle_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            response.close()
            raise httpx2.ReadError("the reply is compressed, though that was not asked for")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Capped(response.stream)
        return response


class Dialler(httpcore2.NetworkBackend):
    """Looks every address of a name up once, and connects to one of those that it looked at."""

    def __init__(self, reach: Reach, inner: httpcore2.NetworkBackend | None = None) -> None:
        self._reach, self._inner = reach, inner or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect.

        Raises:
            Blocked: one of the name's addresses is out of reach.
            httpcore2.ConnectError: there is no such name, or none of its addresses answers.
        """
        found = _addresses(host, port)
        if not all(may_dial(ip_address(one.partition("%")[0]), self._reach) for one in found):
            raise Blocked(f"{host} lies out of reach")
        failure = httpcore2.ConnectError(f"{host} has no address")
        for address in found:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore2.ConnectError as silent:
                failure = silent
        raise failure


class Capped(httpx2.SyncByteStream):
    """A reply that ends in an error when it is longer than ``MOST``."""

    def __init__(self, inner: httpx2.SyncByteStream) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for chunk in self._inner:
            read += len(chunk)
            if read > MOST:
                raise httpx2.ReadError("the reply is too long")
            yield chunk

    def close(self) -> None:
        self._inner.close()


def dialled(host: str, port: int, reach: Reach, seconds: float) -> socket.socket:
    """A plain connection within ``reach``, for what does not speak HTTP.

    Raises:
        OSError: there is no such name, it lies out of reach, or none of its addresses answers.
    """
    try:
        found = _addresses(host, port)
    except httpcore2.ConnectError as unknown:
        raise OSError(str(unknown)) from unknown
    if not all(may_dial(ip_address(one.partition("%")[0]), reach) for one in found):
        raise OSError(f"{host} lies out of reach")
    failure = OSError(f"{host} has no address")
    for address in found:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as silent:
            failure = silent
    raise failure


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise httpcore2.ConnectError(f"{host} is not known") from unknown
    return list(dict.fromkeys(str(one[4][0]) for one in found))
