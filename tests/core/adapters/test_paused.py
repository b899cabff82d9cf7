"""An account that may not be used: nothing goes out, and nothing is known."""

from datetime import UTC, datetime

import pytest

from core.adapters.mastodon import MastodonChannel
from core.adapters.paused import PausedChannel
from core.connections.connection import Connection
from core.ports import AuthExpired, Parcel, Unreachable
from core.vocab import Capability, Origin

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PARCEL = Parcel("k1", "mastodon", "page", "Hi")
BROKEN = Connection("mastodon", "https://mastodon.example", problem="The token expired.")


def test_it_says_why_and_stays_what_it_was() -> None:
    paused = PausedChannel(BROKEN, MastodonChannel(BROKEN, {}.get))
    assert paused.send(PARCEL, now=NOW) == AuthExpired("The token expired.")
    assert (paused.capability, paused.origin) == (Capability.LOOKUP, Origin.LIVE)
    with pytest.raises(Unreachable, match="expired"):
        paused.find(PARCEL)
    with pytest.raises(Unreachable, match="expired"):
        paused.totals("1", now=NOW)
