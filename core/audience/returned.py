"""Mail that came back, over all people: how many refuse it for good, how many did for a while, and in what words."""

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from core.audience.refusals import Blame, blame
from core.keys import needs
from core.tables import Contact
from core.vocab import Channel, ConsentStatus, Permission
from core.workspace import Workspace

CAME_BACK: ColumnElement[bool] = and_(
    col(Contact.consent) != ConsentStatus.WITHDRAWN,
    or_(col(Contact.suppressed_reason) != "", col(Contact.soft_bounces) > 0),
)
"""Whose mail came back; who has left is not written to anyway."""
SAYS = {
    Blame.ADDRESS: "nobody is at the address",
    Blame.MAILBOX: "the mailbox was full or slow",
    Blame.LETTER: "the letter or its sender was refused",
}
OTHERWISE = "for another reason"
_TIMES = re.compile(r"^Refused \d+ letters")


@dataclass(frozen=True)
class Returned:
    """How many people's mail came back.

    Attributes:
        refuse: they are written to no more.
        once: it came back, and they are still written to.
        reasons: what was said of those who refuse, and how often, the most frequent first.
    """

    refuse: int
    once: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return self.refuse + self.once


@needs(Permission.READ)
def read_returned(ws: Workspace, *, channel: Channel | None = None) -> Returned:
    """Whose mail came back; on all channels when none is named."""
    where = [CAME_BACK, *([col(Contact.channel) == channel] if channel else [])]
    said = [why for (why,) in ws.rows.columns(col(Contact.suppressed_reason), where=where)]
    reasons = Counter(_word(why) for why in said if why)
    return Returned(sum(reasons.values()), said.count(""), tuple(reasons.most_common()))


def _word(said: str) -> str:
    """What a refusal is about, in words; servers word the same in a hundred ways.

    >>> _word("550 5.1.1 No such user"), _word("Refused 5 letters, at last with: 452 4.2.2 full"), _word("gone")
    ('nobody is at the address', 'the mailbox was full or slow', 'for another reason')
    """
    kind = Blame.MAILBOX if _TIMES.match(said) else blame(said)
    return SAYS[kind] if kind else OTHERWISE
