"""How many requests a minute somebody may make, and what is left of them (draft-ietf-httpapi-ratelimit-headers-10)."""

from collections.abc import MutableMapping
from datetime import timedelta
from math import ceil
from typing import Any

from core.errors import TooOften
from core.wiring import Runtime

WINDOW = 60
"""Seconds."""


def count(runtime: Runtime, state: MutableMapping[str, Any], who: str) -> None:
    """Count one more request of a person or an API token, and put what is left where the edge tells it.

    Raises:
        TooOften: this minute's are used up.
    """
    if not has_room(runtime, state, who):
        wait = state["rate_resets"]
        words = f"That was more than {runtime.settings.api_per_minute} requests in a minute. Wait {wait} seconds."
        raise TooOften(words, wait=timedelta(seconds=wait))


def has_room(runtime: Runtime, state: MutableMapping[str, Any], who: str) -> bool:
    """The same for whoever does not refuse by itself."""
    most = runtime.settings.api_per_minute
    tally = runtime.throttle.count(f"{most} per minute", "api", who)
    state["rate_resets"] = begins_anew = max(1, ceil(tally.resets_in))
    state["rate"] = f'"minute";r={tally.left};t={begins_anew}'
    state["rate_policy"] = f'"minute";q={most};w={WINDOW}'
    return not tally.is_over
