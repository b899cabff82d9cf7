"""Signing what goes to a webhook, as Standard Webhooks 1.0.0 says."""

import base64
import hashlib
import hmac
import secrets

from core.errors import Invalid

PREFIX = "whsec_"


def new_secret() -> str:
    """A signing secret of 192 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def secret_bytes(secret: str) -> bytes:
    """The signing key in a secret: base64 behind ``whsec_``.

    Raises:
        Invalid: it is none.

    >>> secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")[:3].hex()
    '31f290'
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError:
        key = b""
    if not secret.startswith(PREFIX) or len(key) < 24:
        raise Invalid("That is no signing secret. It starts with whsec_ and is made by “New secret”.", field="secret")
    return key


def signature(key: bytes, about: str, stamp: str, body: bytes) -> str:
    """``v1,`` and the base64 of HMAC-SHA256 over ``id.timestamp.body`` (Standard Webhooks 1.0.0).

    The specification's own example:

    >>> key = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    signed = hmac.new(key, f"{about}.{stamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(signed.digest()).decode()
