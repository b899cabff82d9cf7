"""A conversation with a mail server: dialled within reach, encrypted where its address says so, signed in."""

import smtplib
import socket
from contextlib import ExitStack
from ssl import SSLContext
from urllib.parse import urlsplit

from core.adapters.dialled import dialled
from core.ai.endpoint import Reach
from core.connections.connection import Connection

PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}


class _Server(smtplib.SMTP):
    """Looks at every address that the name has before it connects, and connects to one of those."""

    def __init__(self, host: str, port: int, reach: Reach, *, timeout: float, wrap: SSLContext | None) -> None:
        self._reach, self._wrap = reach, wrap
        super().__init__(host, port, timeout=timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        raw = dialled(host, port, self._reach, timeout)
        return self._wrap.wrap_socket(raw, server_hostname=host) if self._wrap else raw


def opened(connection: Connection, trust: SSLContext, seconds: float) -> smtplib.SMTP:
    """A server that waits for a letter.

    Raises:
        OSError: nobody answers there, or its certificate is not good.
        smtplib.SMTPException: it does not speak as it should, offers no encryption, or refuses the password.
    """
    parts = urlsplit(connection.url)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    wrap = trust if parts.scheme == "smtps" else None
    with ExitStack() as unless_ready:
        server = _Server(host, port, connection.reach, timeout=seconds, wrap=wrap)
        unless_ready.callback(server.close)
        server.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp":
            server.starttls(context=trust)  # raises where the server offers none: a password never goes in the clear
            server.ehlo()
        if connection.account:
            server.login(connection.account, connection.secret.get_secret_value())
        unless_ready.pop_all()
    return server
