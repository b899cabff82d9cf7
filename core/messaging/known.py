"""What the business has already answered: its FAQs, a matcher learnt from them, and its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlmodel import col

from core.messaging.faq import FaqMatcher, learn
from core.messaging.season import Season
from core.rows.brand import tellable
from core.tables import Faq, Profile
from core.workspace import Workspace

Phrasings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class KnownFaq:
    """One FAQ that is on; ``answer`` still has its ``{variables}``."""

    id: UUID
    question: str
    answer: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """The FAQs that are on and in season, in alphabetical order; ``matcher`` knows each by its place."""

    matcher: FaqMatcher
    faqs: tuple[KnownFaq, ...]

    def faq(self, key: str) -> KnownFaq:
        return self.faqs[int(key)]

    def closest(self, text: str) -> tuple[KnownFaq | None, float]:
        """The FAQ that comes nearest to a text, and the chance, 0-1, that it fits."""
        found = self.matcher.best(text)
        return (None if found.key is None else self.faq(found.key)), found.confidence


def known_faqs(ws: Workspace) -> Known:
    """This business's FAQs and their matcher, which is learnt once for each set of phrasings."""
    columns = (Faq.id, Faq.question, Faq.answer, Faq.phrasings, Faq.season_from, Faq.season_to, Faq.season_yearly)
    found = ws.rows.columns(*columns, where=[col(Faq.is_on).is_(True)], order=[col(Faq.question), col(Faq.id)])
    today = ws.now.astimezone(ws.zone).date()
    faqs = tuple(KnownFaq(*row) for *row, first, last, yearly in found if Season(first, last, yearly).holds(today))
    return Known(_learnt(tuple((faq.question, *faq.phrasings) for faq in faqs)), faqs)


# The phrasings alone are the key, so that sandboxes copied from one template share a matcher. Few are kept: one
# with a hundred phrasings takes about 1.6 MB.
@lru_cache(maxsize=8)
def _learnt(phrasings: Phrasings) -> FaqMatcher:
    return learn({str(place): said for place, said in enumerate(phrasings)})


def facts_by_name(profile: Profile, today: date) -> Mapping[str, str]:
    """What an answer's ``{variables}`` may stand for: facts that are true by today and may be told in replies."""
    return {fact.key: fact.value for fact in tellable(profile.facts, "replies", today)}
