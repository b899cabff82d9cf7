"""When one thing that is known supports another that is said."""

import re

from core.ai.guard.dates import dates, same_date, same_time, weekdays
from core.ai.guard.finding import Claim
from core.ai.guard.values import same_price

QUOTED = 0.75
"""Share of a sentence's telling words that one fact must hold before the sentence counts as the business's own."""
FEW_DIGITS = 2
"""A number of so few digits stands somewhere by chance; a neighbour has to be the same too."""
_CLOSED = re.compile(r"\b(?:closed|shut)\b", re.IGNORECASE)
_COMMON = frozenset(
    """about all and any are but can for from have our out that the there they this was were what when will with you
    your we're it's""".split()  # noqa: SIM905 - a table of words, not of marks
)


def covers(claim: Claim, known: Claim) -> bool:
    """Whether something known is what a claim says. A longer number may stand in any amount, date or time."""
    if claim.kind == "number" and known.kind != "number":
        mine = claim.key.split(" ")[0]
        return len(mine) > FEW_DIGITS and mine in {known.key.split(" ")[0], *re.findall(r"\d+", known.said)}
    return claim.kind == known.kind and _says_the_same(claim, known)


def _says_the_same(claim: Claim, known: Claim) -> bool:
    mine, its = claim.key, known.key
    compared = {
        "price": same_price,
        "date": same_date,
        "time": same_time,
        "number": _same_number,
        "percent": _same_share,
    }
    if claim.kind in compared:
        return compared[claim.kind](mine, its)
    return mine == its or (" " in mine and f" {mine} " in f" {its} ")


def _same_share(mine: str, its: str) -> bool:
    return its in {mine, f"{mine} off"}


def _same_number(mine: str, its: str) -> bool:
    (number, *words), (other, *others) = mine.split(" "), its.split(" ")
    return number == other and (len(number) > FEW_DIGITS or bool(set(words) & set(others)))


def quotes(said: str, fact: str) -> bool:
    """Whether a sentence says nearly what a fact says, with the same numbers.

    >>> quotes("We refund cakes until 48 hours before.", "Cakes: we refund until 48 hours before collection")
    True
    >>> quotes("We refund you in full right now.", "Cakes: we refund until 48 hours before collection")
    False
    """
    mine = telling(said)
    has_numbers = set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", fact))
    return len(mine) > 1 and has_numbers and len(mine & telling(fact)) >= QUOTED * len(mine)


def opens(said: str, fact: str) -> bool:
    """Whether a fact about opening, or about closing, names every weekday or date of the clause.

    >>> opens("open on Sundays, of course", "Opening hours: Fri-Sun 08:00-13:00")
    True
    """
    clause = re.split(r"[,;.!?](?:\s|$)|\n", said)[0]
    days, keys = weekdays(clause), {one.key for one in dates(clause)}
    same = bool(_CLOSED.search(fact)) == bool(_CLOSED.search(clause))
    return bool(days or keys) and same and days <= weekdays(fact) and keys <= {one.key for one in dates(fact)}


def telling(text: str) -> frozenset[str]:
    """The words that say what a sentence is about; endings are dropped and weekdays cut to three letters."""
    words = (word for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _COMMON)
    return frozenset(
        word[:3] if word.endswith(("day", "days")) else re.sub(r"(?:ing|ed|es|s)$", "", word) for word in words
    )
