"""A small shop with facts of every kind, and the corpora written for it."""

import json
from pathlib import Path

from core.ai.guard import Finding, Grounds

OWN = (
    "Crumb & Co",
    "Bakery in Leeds",
    "Opening hours: Tue-Sat 07:00-17:00, Sun 08:00-13:00",
    "Country loaf: £4.20",
    "Birthday cakes from £38",
    "Cinnamon bun: £2.80",
    "Order online until 18:00 the evening before: https://crumb.example/order",
    "Phone: +44 113 496 0123",
    "Email: hello@crumb.example",
    "3 Station Road, Leeds",
    "Delivery is free within 2 miles on orders over £25",
    "Cakes can be refunded until 48 hours before collection",
    "Our bread contains gluten; our kitchen uses nuts",
    "Instagram: @crumbandco",
    "Founded in 2014",
    "Students get 10% off on Wednesdays",
    "Closed on Mondays and from 24 December to 2 January",
    "Mother's Day",
)
HEARD = ("I paid £45 for order 7781", "Do you have room on 14 March?")
DATA = Path(__file__).parents[3] / "data"


def corpus(name: str) -> list[dict[str, str]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found(text: str, *, is_reply: bool = False) -> list[Finding]:
    return Grounds(OWN, HEARD, every_number=is_reply).unsupported(text)
