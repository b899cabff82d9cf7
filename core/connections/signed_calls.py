"""Calls from outside that are signed as Standard Webhooks 1.0.0 says: whether one may be believed."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import SecretStr

from core.connections.signing import secret_bytes, signature
from core.errors import Forbidden

LATE = timedelta(minutes=5)
"""How far a signature's moment may lie from ours: longer, and a call that somebody overheard could be repeated."""
LONGEST = 120
"""Characters of a call's id."""


@dataclass(frozen=True)
class SignedCall:
    """A call as it came.

    Attributes:
        ref: ``webhook-id``, the same on every retry.
        stamp: ``webhook-timestamp``, seconds since 1970.
        signed: ``webhook-signature``, one or more of ``v1,`` and base64, by blanks.
        body: the bytes that were signed.
    """

    ref: str
    stamp: str
    signed: str
    body: bytes = field(repr=False)


def refuse_unsigned(call: SignedCall, secret: SecretStr | None, now: Callable[[], datetime], *, shown: str) -> None:
    """Believe nobody who does not know the secret; ``shown`` says where it is shown.

    ``now`` is asked for at the end: of a business that does not exist there is no clock.

    Raises:
        Forbidden: there is no secret, the signature does not fit, or its moment is more than five minutes off.
    """
    stranger = f"The signature does not fit. Sign id.timestamp.body with the secret shown under {shown}."
    ref, stamp = call.ref, call.stamp
    if secret is None or not (0 < len(ref) <= LONGEST and ref.isprintable() and stamp.isascii() and stamp.isdigit()):
        raise Forbidden(stranger)
    ours = signature(secret_bytes(secret.get_secret_value()), ref, stamp, call.body)
    if not any(hmac.compare_digest(ours.encode(), one.encode()) for one in call.signed.split()):
        raise Forbidden(stranger)
    if abs(int(stamp[:20]) - now().timestamp()) > LATE.total_seconds():
        raise Forbidden("The call's timestamp is more than five minutes off. Check the sender's clock and sign anew.")
