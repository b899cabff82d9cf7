"""What a campaign's texts cost: pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.tables.values import AiMetadata
from core.vocab import Engine


@dataclass(frozen=True)
class Spend:
    """Texts by who wrote them; ``cost`` is in US dollars, of those with a known price alone.

    Args:
        offline: written by the built-in writer, for nothing.
        priced, unpriced: written by a model with and without a known price.
        stepped_in: of the offline ones, those that a model was asked for first.
        reason: why it was not the model, in the words that most of those have.
    """

    offline: int = 0
    priced: int = 0
    unpriced: int = 0
    stepped_in: int = 0
    cost: Decimal = Decimal(0)
    reason: str = ""

    @property
    def texts(self) -> int:
        return self.offline + self.priced + self.unpriced

    def per_engagement(self, engagements: float) -> Decimal | None:
        """US dollars an engagement; None without engagements, or while something has no known price."""
        return self.cost / Decimal(str(engagements)) if engagements > 0 and not self.unpriced else None


def spend_of(texts: Iterable[AiMetadata]) -> Spend:
    """Add up who wrote what; a text by hand costs nothing and is not counted.

    >>> spend_of([]).texts
    0
    """
    told = [ai for ai in texts if ai.engine is not Engine.PERSON]
    model = [ai for ai in told if ai.engine is Engine.MODEL]
    costs = [ai.cost for ai in model if ai.cost is not None]
    offline = [ai for ai in told if ai.engine is Engine.OFFLINE]
    reasons = Counter(ai.fallback_reason for ai in offline if ai.fallback_reason)
    return Spend(
        offline=len(offline),
        priced=len(costs),
        unpriced=len(model) - len(costs),
        stepped_in=sum(ai.fallback_reason is not None for ai in offline),
        cost=sum(costs, Decimal(0)),
        reason=next((words for words, _ in reasons.most_common(1)), ""),
    )
