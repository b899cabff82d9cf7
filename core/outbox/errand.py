"""One thing about to be sent, with all that the wire needs, and how that ended; no thread of a wire reads a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.ports import Channel, Outcome, Parcel
from core.system import Claim
from core.workspace import Workspace


@dataclass(frozen=True)
class Errand:
    """What was claimed, made ready for the wire.

    Attributes:
        claim: whose it is, and until when.
        subject: the post, the person whose copy it is, or the message.
        channel: where to.
        parcel: what leaves.
        clock: the business's own, which needs no database.
        settle: writes down how it ended, for many of its kind in one transaction.
        attempts: how often it was tried; this try counts once it is in the journal.
        in_doubt: whether an earlier try may have been accepted; the journal knows.
        is_under_way: whether such a try may be on the wire even now: nobody has looked at it yet.
    """

    claim: Claim
    subject: UUID
    channel: Channel
    parcel: Parcel
    clock: Callable[[], datetime]
    settle: "Settle"
    attempts: int = 0
    in_doubt: bool = False
    is_under_way: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether the lease still runs: past it, somebody else may be sending the same."""
        return self.clock() < self.claim.until


@dataclass(frozen=True)
class Ended:
    """An errand and how its wire call ended; ``is_cleared`` says that no earlier try had arrived."""

    errand: Errand
    outcome: Outcome
    is_cleared: bool = False


Settle = Callable[[Workspace, Sequence[Ended]], None]
"""Raises ``FenceLost`` when somebody else holds one of them by now; nothing is written then."""
