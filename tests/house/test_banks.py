"""Every bank of ideas is full, asks only for facts that exist, and claims nothing about the business it speaks for."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from core.channels.sms import Encoding, parts
from core.content.offline.asked import topics
from core.content.offline.bank import SLOTS, TRADES, Idea, Shape, common, seasons, trade, words_for
from core.content.offline.grammar import slots_in
from core.content.offline.likeness import folded
from core.content.offline.openings import SUBJECT_MAX

CLAIMS = re.compile(
    r"[$€£]\s?\d|\d\s?(?:[$€£%]|per ?cent|dollars?|euros?|pounds?)|\b(?:19|20)\d\d\b|\bsince \d|\b\d+ years\b"
    r"|\baward|\b(?:top|five|5)[- ](?:rated|stars?)\b|\bcertified\b|\bnumber one\b|\bbest in (?:town|the)\b|\bcheapest price"
    r"|\bguarantee|\b(?:our|a|get) discount|\bdiscount of\b|\b\d+ ?off\b|\bcures? (?:you|pain|back|acne)|\bheals? (?:you|pain|back)|\bpain-?free\b|\brisk-?free\b"
    r"|\bmoney[- ]back (?:guarantee|promise)|\blose weight\b|\btax-?free\b|\blegal advice\b|\bopen (?:from|until|till) \d|\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)
WORN = re.compile(
    r"unlock|elevate|game.?changer|in today's|\bjourney\b|seamless|cutting.edge|\bdelve|supercharge|look no further"
    r"|take (?:it|your \w+) to the next level|world.class|one.stop|passionate about|nestled|tapestry|hidden gem",
    re.IGNORECASE,
)
PICTOGRAM = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


def calls(name: str) -> tuple[str, ...]:
    mine = trade(name)
    return mine.leads + mine.sales + mine.engagement + mine.awareness


def lines(idea: Idea) -> Iterator[str]:
    yield from (*idea.hooks, *idea.points, *idea.deep, idea.sms)


def texts(name: str) -> list[str]:
    return [*(line for idea in trade(name).idea for line in lines(idea)), *trade(name).moments, *calls(name)]


def shared() -> list[str]:
    ideas = [*common().own, *(one.idea for one in seasons()), *(one.idea for one in topics().frame)]
    asks = [line for of_goal in common().cta.values() for line in (*of_goal.link, *of_goal.plain)]
    families = [getattr(common(), name) for name in type(common()).model_fields if name not in {"own", "goals"}]
    flat = [line for family in families if isinstance(family, tuple) for line in family]
    return [*(line for idea in ideas for line in lines(idea)), *asks, *flat]


@pytest.mark.parametrize("name", TRADES)
def test_a_bank_is_full(name: str) -> None:
    mine, everybody = trade(name), common()
    hooks = [hook for idea in mine.idea for hook in idea.hooks]
    assert len(mine.idea) >= 20
    assert len(hooks) >= 70
    assert sum(1 + len(idea.deep) for idea in mine.idea) >= 40
    assert {idea.shape for idea in mine.idea} == set(get_args(Shape))
    assert len(mine.moments) >= 25
    assert len(mine.hashtags) >= 10
    assert len(mine.scenes) >= 6
    assert sum(len(one.link) + len(one.plain) for one in everybody.cta.values()) + len(calls(name)) >= 30
    assert sum(len(hook.rstrip(".")) <= SUBJECT_MAX for hook in hooks) >= 30, "e-mails need short subjects"
    assert mine.match or name == "generic"


@pytest.mark.parametrize("name", TRADES)
def test_nothing_is_said_twice(name: str) -> None:
    said = [folded(line).rstrip(".") for line in texts(name)]
    assert {line for line in said if said.count(line) > 1} == set()


@pytest.mark.parametrize("name", [*TRADES, "shared"])
def test_a_line_asks_only_for_facts_that_exist(name: str) -> None:
    found = shared() if name == "shared" else texts(name)
    known = SLOTS | ({"topic", "thing"} if name == "shared" else set())
    assert [line for line in found if slots_in(line) - known or line.count("{") != line.count("}")] == []
    assert [line for line in found if line.count("[") != line.count("]") or ("[" in line and "|" not in line)] == []


@pytest.mark.parametrize("name", [*TRADES, "shared"])
def test_nothing_is_claimed_and_nothing_is_worn(name: str) -> None:
    found = shared() if name == "shared" else texts(name)
    assert [line for line in found if CLAIMS.search(line) or WORN.search(line) or PICTOGRAM.search(line)] == []


@pytest.mark.parametrize("name", TRADES)
def test_a_text_message_fits_beside_a_name_and_a_link(name: str) -> None:
    for idea in trade(name).idea:
        billed = parts(idea.sms)
        assert (billed.encoding, len(idea.sms) <= 90) == (Encoding.GSM7, True), idea.sms


def test_no_two_trades_answer_to_the_same_word() -> None:
    words = [word for name in TRADES for word in trade(name).match]
    assert {word for word in words if words.count(word) > 1} == set()
    assert [word for word in words if word != word.casefold()] == []


@pytest.mark.parametrize("name", TRADES)
def test_a_trade_is_named_in_the_head_of_its_bank(name: str) -> None:
    assert words_for(name) == tuple(trade(name).match)
