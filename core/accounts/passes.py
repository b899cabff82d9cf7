"""What a program shows with every request: a signed pass (JWT, RFC 7519), good for a quarter of an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID, uuid4

from core.errors import NotSignedIn
from core.wiring import Runtime

ISSUER = "ai-marketing-command-center"
AUDIENCE = f"{ISSUER}:api"
ALGORITHM = "HS256"
LASTS = timedelta(minutes=15)
LEEWAY = timedelta(seconds=10)
"""How far the clocks of two servers may be apart."""
CLAIMS = ("iss", "aud", "sub", "sid", "iat", "exp", "jti")
LONGEST = 2000
"""Characters of a pass; ours have a quarter of that."""


@dataclass(frozen=True)
class Pass:
    """Who shows it, and by which sign-in they got it."""

    user_id: UUID
    session: str
    begins_at: datetime
    ends_at: datetime


def cut_pass(runtime: Runtime, user_id: UUID, session: str) -> str:
    """Sign a pass.

    Raises:
        NotReady: this server has no secret to sign with.
    """
    import jwt  # noqa: PLC0415 - screens never need it

    now = int(runtime.clock().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(user_id),
        "sid": session,
        "iat": now,
        "exp": now + int(LASTS.total_seconds()),
        "jti": uuid4().hex,
    }
    return jwt.encode(claims, runtime.signing_keys[0], algorithm=ALGORITHM)


def read_pass(runtime: Runtime, token: str) -> Pass:
    """Who a pass belongs to; whether that sign-in still stands is not asked here.

    Raises:
        NotSignedIn: it is not ours, not for this API, or over.
        NotReady: this server has no secret to sign with.
    """
    shown = _verified(token, tuple(runtime.signing_keys)) if len(token) <= LONGEST else None
    if shown is None:
        raise NotSignedIn("This access token is not valid. Sign in again.")
    if shown.begins_at - LEEWAY <= runtime.clock() <= shown.ends_at + LEEWAY:
        return shown
    raise NotSignedIn("This access token is over. Get a new one with your refresh token.")


@lru_cache(maxsize=1024)
def _verified(token: str, keys: tuple[bytes, ...]) -> Pass | None:
    """What a pass says, if one of these keys signed it; looked at once, for a program shows it with every request."""
    import jwt  # noqa: PLC0415

    for key in keys:
        try:
            told = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                # the moment is asked of our own clock, above
                options={"require": list(CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )
            ends_at, begins_at = (datetime.fromtimestamp(told[name], UTC) for name in ("exp", "iat"))
            return Pass(UUID(told["sub"]), str(told["sid"]), begins_at, ends_at)
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
            continue
    return None
