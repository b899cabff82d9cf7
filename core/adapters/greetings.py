"""Saying hello at an account, so that its owner knows that it works before anything is sent."""

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime
from ssl import SSLCertVerificationError, SSLContext

import httpx2

from core.adapters.calls import Line, NoAnswer, NotSent
from core.adapters.mail_server import opened
from core.adapters.wire import certificates
from core.connections.connection import Connection
from core.connections.signing import secret_bytes, signature
from core.errors import Invalid

SECONDS = 15.0
Connect = Callable[[], httpx2.BaseTransport] | None


def greet_mail(connection: Connection, *, trust: Callable[[], SSLContext] = certificates) -> str:
    """Sign in at the mail server and hang up.

    Raises:
        Invalid: nobody is there, the line is not safe, or the password is wrong.
    """
    try:
        server = opened(connection, trust(), SECONDS)
    except smtplib.SMTPAuthenticationError as refused:
        raise Invalid(f"The mail server refused the password ({refused.smtp_code}).", field="secret") from refused
    except (smtplib.SMTPNotSupportedError, SSLCertVerificationError) as unsafe:
        words = "The mail server offers no safe connection. Check the address, or ask your mail provider."
        raise Invalid(words, field="url") from unsafe
    except (OSError, smtplib.SMTPException) as silent:
        raise Invalid(f"No mail server answered there ({silent}). Check the address and port.", field="url") from silent
    server.close()
    return "The mail server answered and takes letters."


def greet_webhook(connection: Connection, *, connect: Connect = None) -> str:
    """Send a signed ``ping``, which publishes nothing.

    Raises:
        Invalid: nobody answered, or the answer was no 2xx.
    """
    key = secret_bytes(connection.secret.get_secret_value())
    stamp, body = str(int(datetime.now(UTC).timestamp())), b'{"type": "ping"}'
    headers = {
        "content-type": "application/json",
        "webhook-id": f"ping-{stamp}",
        "webhook-timestamp": stamp,
        "webhook-signature": signature(key, f"ping-{stamp}", stamp, body),
    }
    line = Line(connection.reach, connect=connect)
    reply = _asked(lambda: line.call("POST", connection.url, content=body, headers=headers, seconds=SECONDS))
    return f"The webhook answered with status {reply.status_code}."


def greet_mastodon(connection: Connection, *, connect: Connect = None) -> str:
    """Ask whose token this is.

    Raises:
        Invalid: nobody answered, or the token is not good.
    """
    line = Line(connection.reach, (("Authorization", f"Bearer {connection.secret.get_secret_value()}"),), connect)
    where = f"{connection.url}/api/v1/accounts/verify_credentials"
    reply = _asked(lambda: line.call("GET", where, seconds=SECONDS))
    try:
        return f"Connected as @{reply.json()['acct']}."
    except (ValueError, KeyError, TypeError) as odd:
        raise Invalid("What answered is no Mastodon server. Check the address.", field="url") from odd


def _asked(call: Callable[[], httpx2.Response]) -> httpx2.Response:
    try:
        reply = call()
    except (NotSent, NoAnswer) as silent:
        raise Invalid(f"Nobody answered there ({silent}). Check the address.", field="url") from silent
    if reply.status_code in {401, 403}:
        raise Invalid("The account refused the secret. Make a new one there and enter it here.", field="secret")
    if not reply.is_success:
        raise Invalid(f"The address answered with status {reply.status_code}. Check it.", field="url")
    return reply
