from decimal import Decimal

from core.strategy.spend import spend_of
from core.tables.values import AiMetadata
from core.vocab import Engine


def ai(engine: Engine, cost: str | None = None, reason: str | None = None) -> AiMetadata:
    return AiMetadata(
        engine=engine, model="m", prompt_id="post", prompt_version="1", prompt_hash="h", prompt_used="p",
        cost=None if cost is None else Decimal(cost), fallback_reason=reason,
    )  # fmt: skip


def test_free_priced_and_unpriced_are_told_apart() -> None:
    texts = [
        ai(Engine.OFFLINE, "0"),
        ai(Engine.OFFLINE, "0", "no answer"),
        ai(Engine.MODEL, "0.02"),
        ai(Engine.MODEL, "0.01"),
        ai(Engine.PERSON),
    ]

    spend = spend_of(texts)

    assert (spend.offline, spend.stepped_in, spend.priced, spend.unpriced, spend.texts) == (2, 1, 2, 0, 4)
    assert spend.reason == "no answer"
    assert spend.cost == Decimal("0.03")
    assert spend.per_engagement(300) == Decimal("0.0001")
    assert spend.per_engagement(0) is None


def test_a_part_without_a_price_has_no_cost_an_engagement() -> None:
    spend = spend_of([ai(Engine.MODEL, "0.02"), ai(Engine.MODEL)])

    assert (spend.unpriced, spend.per_engagement(10)) == (1, None)
