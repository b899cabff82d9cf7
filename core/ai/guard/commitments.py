"""What only a person may say for a business: promises, deeds done, legal and medical statements, asking for secrets."""

import re
from collections.abc import Iterator

from core.ai.guard.claims import claims
from core.ai.guard.finding import Claim

_DENIED = re.compile(
    r"""\b(?:not(?!\ only)|no|cannot|can't|won't|don't|doesn't|didn't|wouldn't|couldn't|aren't|isn't
    |unable\ to|whether|before)
    (?:\ (?:yet|really|simply|make|give|offer|any|an?|you|promise|say|that|be|the|to|we|i|they|can|do|tell|confirm
    |always|know|is|are|allowed|able|in\ a\ position|whether))*\s?$""",
    re.IGNORECASE | re.VERBOSE,
)
_WARNED = re.compile(
    r"""\b(?:(?:never|don't|do\ not|won't|will\ not|nobody\ will|wouldn't)
    \ (?:ask|need|share|send|give|type|enter|tell)\b[\w\ ]{0,30}
    |before\ you\ (?:type|enter|share|give)(?:\ in)?|lets\ you\ (?:get\ )?)\s?$""",
    re.IGNORECASE | re.VERBOSE,
)
DENIABLE = frozenset({"commitment", "legal", "health"})
"""Kinds that a sentence may speak of in order to decline: "we can't promise that" promises nothing."""


def commitments(seen: str) -> Iterator[Claim]:
    """Promises and the like in a text as it is read; what a sentence denies or warns of is left out."""
    for one in claims(seen, "commitments"):
        before = seen[: one.start]
        if not (_WARNED.search(before) or (one.kind in DENIABLE and _DENIED.search(before))):
            yield one
