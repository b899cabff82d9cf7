"""What can go wrong between us and a channel, to be rehearsed on the simulated ones."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from core.vocab import Channel

MOST = 10
KEPT = timedelta(days=1)


class Mishap(StrEnum):
    """One thing that goes wrong with one send."""

    LOST = "lost"
    SILENT = "silent"
    BUSY = "busy"
    EXPIRED = "expired"
    REFUSED = "refused"
    SLOW = "slow"
    KILLED = "killed"


WORDS: Mapping[Mishap, str] = {
    Mishap.LOST: "It is taken, and the answer is lost on the way",
    Mishap.SILENT: "It never arrives, and no answer comes",
    Mishap.BUSY: "The channel is busy and asks to come back in a minute",
    Mishap.EXPIRED: "The access token has expired",
    Mishap.REFUSED: "The channel refuses it by a rule of its own",
    Mishap.SLOW: "The channel takes five seconds to answer",
    Mishap.KILLED: "This server stops right after it is taken",
}


def shelf(channel: Channel) -> str:
    """Where the mishaps that wait for a channel's next sends are kept in a business's cache."""
    return f"mishaps:{channel}"


def listed(kept: str | None) -> tuple[Mishap, ...]:
    """The mishaps in what is kept, the next one first.

    >>> listed(as_kept([Mishap.BUSY, Mishap.LOST])), listed(None)
    ((<Mishap.BUSY: 'busy'>, <Mishap.LOST: 'lost'>), ())
    """
    return tuple(map(Mishap, json.loads(kept))) if kept else ()


def as_kept(mishaps: Iterable[Mishap]) -> str:
    """Mishaps as they are kept."""
    return json.dumps(list(mishaps))
