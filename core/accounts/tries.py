"""How often somebody may try to sign in, to register or to have a letter sent, by account and by network address."""

from core.errors import TooOften
from core.wiring import Runtime

LIMITS = {
    ("sign in", "account"): "10 per 15 minutes",
    ("sign in", "caller"): "50 per 15 minutes",
    ("register", "caller"): "20 per hour",
    ("forgot", "account"): "3 per hour",
    ("forgot", "caller"): "20 per hour",
    ("confirm", "account"): "3 per hour",
    ("change password", "account"): "10 per 15 minutes",
    ("renew", "caller"): "120 per minute",
}
"""Wrong and right ones alike; a right one lets its account begin anew."""


def refuse_flood(runtime: Runtime, deed: str, **whose: str) -> None:
    """Count one more try of ``deed``; whoever is not known (an empty name) is not counted.

    Raises:
        TooOften: one of them has had enough for now.
    """
    waits = [runtime.throttle.wait(LIMITS[deed, kind], deed, kind, name[:254]) for kind, name in whose.items() if name]
    longest = max((wait for wait in waits if wait is not None), default=None)
    if longest is not None:
        minutes = -(-longest.total_seconds() // 60)
        words = f"That was tried too often. Wait {minutes:.0f} minute{'s' if minutes > 1 else ''} and try again."
        raise TooOften(words, wait=longest)


def allow_for_good(runtime: Runtime, deed: str, *, account: str) -> None:
    """Forget the tries at an account whose owner has come."""
    runtime.throttle.forget(LIMITS[deed, "account"], deed, "account", account[:254])
