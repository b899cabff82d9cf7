"""Real SMTP servers (aiosmtpd) that behave as they are told."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

ACCOUNT, PASSWORD = "bakery", "rye-and-salt"


class Post:
    """What a mail server took, and how it answers."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.to = self.end = "250 OK"
        self.breaks_off = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, to: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(to)
        return self.to

    async def handle_DATA(  # noqa: N802
        self, server: Any, _session: Any, envelope: Envelope
    ) -> str:
        if self.end.startswith("250"):
            self.letters.append(envelope)
        if self.breaks_off:
            server.transport.abort()
        return self.end


def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, told: LoginPassword) -> AuthResult:
    is_known = (told.login, told.password) == (ACCOUNT.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@contextmanager
def mail_server(post: Post, certificate: SSLContext | None = None, *, implicit: bool = False) -> Iterator[int]:
    """Start one; its port."""
    options: dict[str, Any] = {"authenticator": known, "auth_require_tls": certificate is not None and not implicit}
    options["ssl_context" if implicit else "tls_context"] = certificate
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = Controller(post, "127.0.0.1", port, **options)
    server.start()
    try:
        yield port
    finally:
        server.stop()
