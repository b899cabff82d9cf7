"""What a model's tokens cost, from the bundled table of ``genai-prices``; nothing is fetched."""

import functools
from decimal import Decimal
from importlib.metadata import version

from core.ai.model import Usage


def price(base_url: str, model: str, usage: Usage) -> Decimal | None:
    """US dollars for this usage where the table knows the model at this address; ``None`` is "unpriced".

    An address that the table does not know, such as a server of one's own, is unpriced whatever its model is called.

    >>> price("https://api.openai.com/v1", "gpt-5.4-mini", Usage(1_000_000, 0))
    Decimal('0.750')
    >>> price("http://localhost:11434/v1", "gpt-5.4-mini", Usage(1_000_000, 0)) is None
    True
    """
    if usage.total == 0:
        return Decimal(0)
    import genai_prices  # 1.6 MB of prices, needed by those alone who pay

    tokens = genai_prices.Usage(
        input_tokens=usage.tokens_in, output_tokens=usage.tokens_out, cache_read_tokens=usage.cached
    )
    try:
        return genai_prices.calc_price(tokens, model, provider_api_url=base_url).total_price
    except (LookupError, ValueError):  # an unknown model; or one whose tokens the table does not price this way
        return None


@functools.cache
def table() -> str:
    """Which table the prices come from, as it is kept beside every amount."""
    return f"genai-prices {version('genai-prices')}"
