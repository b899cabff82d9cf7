"""What a part of a text message costs: the business's own price, else a list price with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "sms_prices.toml"
PLACES = 6
"""Digits after the point that a price may have: gateways quote up to five."""
_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
"""Money in use (ISO 4217, without metals, funds and tests)."""


@dataclass(frozen=True, slots=True)
class Price:
    """One part's price in a currency (ISO 4217); ``source`` is empty where the business named it itself."""

    price: Decimal
    currency: str
    source: str = ""
    checked_on: date | None = None


def list_price(country: str) -> Price | None:
    """The list price of one part in a country (ISO 3166); None where nobody has named one.

    >>> list_price("PT") is None, list_price("us").price
    (True, Decimal('0.0083'))
    """
    return _listed().get(country.upper())


@cache
def _listed() -> dict[str, Price]:
    blocks = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {
        name: Price(Decimal(block["price"]), block["currency"], block["source"], block["checked_on"])
        for name, block in blocks.items()
    }
