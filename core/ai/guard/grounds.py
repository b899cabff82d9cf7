"""What a text may rest on, and what in it does not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from core.ai.guard.claims import claims
from core.ai.guard.commitments import commitments
from core.ai.guard.dates import dates, is_appointed, times
from core.ai.guard.domains import is_look_alike
from core.ai.guard.finding import Claim, Finding
from core.ai.guard.markup import forbidden, hidden
from core.ai.guard.reading import seen, sentence
from core.ai.guard.support import covers, opens, quotes, telling
from core.ai.guard.values import addresses, amounts, number, phones

_NUMBER = re.compile(r"(\d[\d.,]*)((?:[\s-]+[^\W\d]+){0,2})")
_REPEATABLE = frozenset({"email", "phone", "price", "percent", "date", "time", "number"})
"""What may be said back to the stranger who said it."""
_REACHES = frozenset({"email", "phone"})
_THEIR_OWN = re.compile(r"\byour (?:e-?mail|mail|phone|mobile|number|address|contact)\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"""\byou\ (?:said|say\ that|wrote|mention(?:ed)?|paid|asked|sent|saw|read|found|had|spent|ordered)\b
    |\byou\ (?:were|have\ been)\ (?:told|charged|quoted)\b
    |\byour\ (?:payment|order|message|budget|invoice|charge|bill|note|question|date|booking|request)\b
    |\b(?:i|we|i'll|we'll|i'd|we'd|let\ me|let\ us|colleague|somebody)\b[^.!?\n]{0,24}\b
    (?:check|look|find\ out|ask|see\ (?:if|whether)|let\ you\ know|get\ back|come\ back|pass|confirm\ with|understand)\b
    |\bsorry\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Grounds:
    """The strings that a text may rest on.

    Attributes:
        own: what the business says of itself.
        heard: what strangers wrote. Amounts, dates and numbers may be repeated from it where the sentence says whose
            they are or that they are being looked into; links, promises and claims never.
        every_number: whether any number at all must stand somewhere.
    """

    own: tuple[str, ...]
    heard: tuple[str, ...] = ()
    every_number: bool = False

    def unsupported(self, text: str) -> list[Finding]:
        """What in ``text`` stands nowhere, in the order it is said; nothing twice."""
        read = seen(text)
        found = [one for one in _said(read, every_number=self.every_number) if not self._stands(one, read)]
        found += hidden(text)
        named = (Finding("look-alike" if self._is_copied(one) else one.kind, one.said) for one in sorted(found))
        return list(dict.fromkeys(named))

    def _stands(self, claim: Claim, read: str) -> bool:
        if claim.kind == "leak":
            return False
        if claim.kind == "markup":
            return any(claim.said in fact for fact in self._own)
        if any(covers(claim, known) for known in self._known):
            return True
        around = sentence(read, claim.start)
        if claim.kind in _REPEATABLE:
            whose = _THEIR_OWN if claim.kind in _REACHES else _THEIRS
            return bool(whose.search(around)) and any(covers(claim, known) for known in self._reported)
        if claim.kind == "hours" and any(opens(read[claim.start :], fact) for fact in self._own):
            return True
        return claim.kind not in {"link", "handle"} and any(quotes(around, fact) for fact in self._own)

    def _is_copied(self, claim: Claim) -> bool:
        known = (one.said for one in self._known if one.kind in {"link", "email"})
        return claim.kind in {"link", "email"} and is_look_alike(claim.said, known)

    @cached_property
    def _own(self) -> tuple[str, ...]:
        return tuple(seen(fact) for fact in self.own)

    @cached_property
    def _known(self) -> tuple[Claim, ...]:
        return tuple(_deduced(self._own))

    @cached_property
    def _reported(self) -> tuple[Claim, ...]:
        return tuple(_deduced(seen(line) for line in self.heard))


def unsupported(text: str, facts: Iterable[str]) -> list[Finding]:
    """What in a text stands in none of the facts, or in no text at all.

    >>> unsupported("Join for $19, normally $29.", ["Membership: $29/month"])
    [Finding(kind='price', said='$19')]
    """
    return Grounds(tuple(facts)).unsupported(text)


def _deduced(facts: Iterable[str]) -> Iterator[Claim]:
    """Everything that facts say, with the bare host of each link: the front page of the business's own site."""
    for fact in facts:
        for one in _said(fact, every_number=True):
            yield one
            if one.kind == "link" and "/" in one.key:
                yield Claim(one.start, one.end, "link", one.said, one.key.split("/")[0])


def _said(read: str, *, every_number: bool) -> Iterator[Claim]:
    """Every claim in a text as it is read; each value is found once, by the pattern that knows most about it."""
    rest = bare = read
    for extract in (addresses, dates, times, amounts, phones):
        found = sorted(set(extract(rest)))
        yield from (one for one in found if every_number or one.kind != "time" or is_appointed(read, one))
        for one in found:
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        bare = rest if extract is addresses else bare
    yield from sorted({*claims(bare), *commitments(bare), *forbidden(read)})
    for hit in _NUMBER.finditer(rest) if every_number else ():
        beside = telling(" ".join(rest[: hit.start()].split()[-2:]) + " " + hit[2])
        key = " ".join([number(hit[1]), *sorted(beside)])
        yield Claim(hit.start(), hit.end(), "number", hit[1].rstrip(".,") + hit[2], key)
