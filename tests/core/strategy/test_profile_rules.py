from datetime import time
from decimal import Decimal

import pytest

from core.errors import Invalid
from core.strategy.profile_rules import refuse_broken
from core.tables.rhythm import PostingSlot
from core.tables.values import (
    Audience,
    BrandAssets,
    Cadence,
    Fact,
    Offer,
    OpenBlock,
    Segment,
    SmsPrice,
    Swap,
    Voice,
    Weights,
)

DAY = OpenBlock(weekday=0, opens=time(9), closes=time(18))
LUNCH = (
    OpenBlock(weekday=0, opens=time(14), closes=time(18)),
    OpenBlock(weekday=0, opens=time(9), closes=time(14)),
    OpenBlock(weekday=1, opens=time(9), closes=time(14)),
)

GOOD = [
    {"name": "Rye"},
    {"zone": "America/Argentina/Buenos_Aires", "country": "PT"},
    {"sender_email": ""},
    {"sender_email": "ana+news@mail.rye.example"},
    {"website": ""},
    {"website": "https://rye.example/a?b=c"},
    {"assets": BrandAssets(colors=("#0f766e", "#14213D"))},
    {"colors": ("#0f766e",)},
    {"voice": Voice(use=("loaf",), avoid=(Swap(word="cheap", instead="fair"), Swap(word="deal")), sample="Bread.")},
    {"facts": (Fact(key="parking", value="Behind the house"), Fact(key="dogs", value="Welcome"))},
    {"sms_price": SmsPrice()},
    {"sms_price": SmsPrice(amount=Decimal(0), currency="EUR")},
    {"hours": LUNCH},
    {"queue": (PostingSlot(channel="sms", weekday=6, at=time(20, 59), zone="Asia/Tokyo"),)},
    {"weights": Weights(engagement=0.1, consistency=0.2, diversity=0.3, response=0.4)},
    {"audience": (Audience(channel="facebook", size=3),), "cadence": (Cadence(channel="email", per_week=1),)},
    {"offers": (Offer(name="Loaf"),), "response_target_minutes": 1, "monthly_tokens": 0, "soft_cap_percent": 100},
]
BROKEN = [
    ("name", ""),
    ("industry", ""),
    ("brand_voice", "x" * 401),
    ("zone", "Lisbon"),
    ("country", "Portugal"),
    ("sender_email", "ana@rye"),
    ("sender_email", "ana rye@rye.example"),
    ("website", "rye.example"),
    ("website", "javascript:alert(1)"),
    ("website", "https://rye .example"),
    ("assets", BrandAssets(colors=("#FFF",))),
    ("hours", (OpenBlock(weekday=0, opens=time(18), closes=time(9)),)),
    ("queue", (PostingSlot(channel="sms", weekday=0, at=time(21)),)),
    ("queue", (PostingSlot(channel="email", weekday=0, at=time(9), zone="Lisbon"),)),
    ("queue", (PostingSlot(channel="email", weekday=0, at=time(9)),) * 2),
    ("queue", tuple(PostingSlot(channel="instagram", weekday=0, at=time(9, minute % 60)) for minute in range(101))),
    ("hours", (DAY, OpenBlock(weekday=0, opens=time(17), closes=time(20)))),
    ("weights", Weights(engagement=0.5)),
    ("weights", Weights(engagement=1.4, consistency=-0.7)),
    ("weights", Weights(engagement=float("nan"))),
    ("audience", (Audience(channel="email", size=1),) * 2),
    ("cadence", (Cadence(channel="email", per_week=1),) * 2),
    ("offers", (Offer(name=" "),)),
    ("offers", (Offer(name="Loaf"), Offer(name="loaf "))),
    ("segments", (Segment(name="Locals"), Segment(name="Locals"))),
    ("colors", ("teal",)),
    ("facts", (Fact(key="parking", value=" "),)),
    ("facts", (Fact(key="Dogs", value="yes"), Fact(key="dogs", value="no"))),
    ("voice", Voice(use=("x" * 61,))),
    ("voice", Voice(avoid=(Swap(word="a", instead="x" * 61),))),
    ("voice", Voice(use=tuple(map(str, range(31))))),
    ("voice", Voice(use=("Cheap",), avoid=(Swap(word="cheap"),))),
    ("voice", Voice(avoid=(Swap(word="cheap", instead="deal"), Swap(word="deal")))),
    ("voice", Voice(sample="x" * 1201)),
    ("assets", BrandAssets(voice=Voice(sample="x" * 1201))),
    ("sms_price", SmsPrice(amount=Decimal("-0.01"), currency="EUR")),
    ("sms_price", SmsPrice(amount=Decimal("0.0000001"), currency="EUR")),
    ("sms_price", SmsPrice(amount=Decimal("0.01"), currency="eur")),
    ("sms_price", SmsPrice(amount=Decimal("0.01"))),
    ("sms_price", SmsPrice(currency="EUR")),
    ("assets", BrandAssets(sms_price=SmsPrice(currency="EUR"))),
    ("response_target_minutes", 0),
    ("monthly_tokens", -1),
    ("soft_cap_percent", 0),
    ("soft_cap_percent", 101),
    ("weekly_limit", 0),
    ("weekly_limit", 22),
]


@pytest.mark.parametrize("changes", GOOD)
def test_what_a_profile_may_hold(changes: dict[str, object]) -> None:
    refuse_broken(changes)


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_what_it_may_not_names_its_field(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_broken({field: value})

    assert refusal.value.field == field


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(Invalid, match="nowhere"):
        refuse_broken({"audience": (Audience(channel="nowhere", size=1),)})
