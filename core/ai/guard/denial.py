"""Words that turn a claim into its opposite, or a request into a warning of it."""

import re

from core.ai.guard.finding import Kind

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
DENIABLE = frozenset({"commitment", "legal", "health", "offer"})
"""Kinds that a sentence may speak of in order to decline: "we can't promise that" promises nothing."""


def is_denied(kind: Kind, before: str) -> bool:
    """Whether what stands before a claim denies it, or warns of it.

    >>> is_denied("commitment", "I'm afraid we can't "), is_denied("commitment", "No problem, we can ")
    (True, False)
    """
    return bool(_WARNED.search(before)) or (kind in DENIABLE and bool(_DENIED.search(before)))
