from decimal import Decimal

import pytest

from core.adapters.prices import price, table
from core.ai.model import Usage
from core.settings import Settings

OPENAI = "https://api.openai.com/v1"


@pytest.mark.parametrize("name", ["ai_model", "ai_quick_model"])
def test_our_own_defaults_have_a_price(name: str) -> None:
    cost = price(OPENAI, Settings.model_fields[name].default, Usage(1000, 1000))
    assert cost is not None
    assert cost > 0


def test_what_was_remembered_there_is_cheaper_and_nothing_costs_nothing() -> None:
    full, cached = (price(OPENAI, "gpt-5.4-mini", Usage(1000, 0, cached=part)) for part in (0, 1000))
    assert full is not None
    assert cached is not None
    assert cached < full
    assert price(OPENAI, "who knows", Usage(0, 0)) == Decimal(0)


@pytest.mark.parametrize(
    ("url", "name"),
    [(OPENAI, "who-knows-1"), ("http://localhost:11434/v1", "gpt-5.4-mini"), ("https://x.example", "m")],
)
def test_an_unknown_price_is_none(url: str, name: str) -> None:
    assert price(url, name, Usage(1000, 10)) is None


def test_impossible_counts_have_no_price() -> None:
    assert price(OPENAI, "gpt-5.4-mini", Usage(10, 10, cached=1000)) is None


def test_the_table_has_a_version() -> None:
    assert table().startswith("genai-prices ")
