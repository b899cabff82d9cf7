"""What a part of a text message costs: the business's own price, else a list price with its source."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "sms_prices.toml"
OWN = "sms_price"
"""The fact of the profile under which a business names its own price."""
_WRITTEN = re.compile(r"(?P<sign>[$€£]?)\s*(?P<price>\d{1,3}(?:[.,]\d{1,5})?)\s*(?P<currency>[A-Z]{3}|[$€£])?")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True, slots=True)
class Price:
    """One part's price in a currency (ISO 4217); ``source`` is empty where the business named it itself."""

    price: Decimal
    currency: str
    source: str = ""
    checked_on: date | None = None


def price_of(country: str, own: str = "") -> Price | None:
    """The price of one part for a business of a country (ISO 3166); None where nobody has named one.

    >>> price_of("PT") is None, price_of("PT", "0.045 EUR")
    (True, Price(price=Decimal('0.045'), currency='EUR', source='', checked_on=None))
    >>> price_of("US").price
    Decimal('0.0083')
    """
    return _own(own) or _listed().get(country.upper())


def _own(written: str) -> Price | None:
    found = _WRITTEN.search(written)
    if found is None:
        return None
    word = found["currency"] or found["sign"]
    price = Decimal(found["price"].replace(",", "."))
    return Price(price, _SIGNS.get(word, word)) if word and price else None


@cache
def _listed() -> dict[str, Price]:
    blocks = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {
        name: Price(Decimal(block["price"]), block["currency"], block["source"], block["checked_on"])
        for name, block in blocks.items()
    }
