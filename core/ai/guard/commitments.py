"""What only a person may say for a business: promises, deeds done, legal and medical statements, asking for secrets."""

from collections.abc import Iterator

from core.ai.guard.claims import claims
from core.ai.guard.finding import Claim


def commitments(seen: str) -> Iterator[Claim]:
    """Promises and the like in a text as it is read; what a sentence denies or warns of is left out."""
    return claims(seen, "commitments")
