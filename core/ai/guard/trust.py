"""Which of a prompt's facts a reply may rest on, and which of its fields may say what stands nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from core.ai.guard.finding import Finding, Kind
from core.ai.guard.grounds import Grounds

OURS = "Us: "
"""How a line of a thread begins that the business itself wrote."""


@dataclass(frozen=True)
class Trust:
    """A prompt's answer to "says who?".

    Attributes:
        heard: fields of the facts that strangers wrote; in a list of them, lines opening with ``OURS`` are our own.
        unsourced: fields that prove nothing: earlier posts, whose offers may be over, and examples of style.
        exempt: kinds of claims that a field of the reply may make on its own, such as arithmetic.
        every_number: whether any number at all must stand in the facts.
    """

    heard: frozenset[str] = frozenset()
    unsourced: frozenset[str] = frozenset()
    exempt: Mapping[str, frozenset[Kind]] = field(default_factory=dict, hash=False)
    every_number: bool = False

    def grounds(self, facts: BaseModel) -> Grounds:
        """What a reply to these facts may rest on."""
        own: list[str] = []
        heard: list[str] = []
        for name, value in facts.model_dump(mode="json").items():
            lines = [said for _, said in spoken(value, name)]
            if name in self.heard:
                mixed = isinstance(value, list)
                own += [line for line in lines if mixed and line.startswith(OURS)]
                heard += [line for line in lines if not (mixed and line.startswith(OURS))]
            elif name not in self.unsourced:
                own += lines
        return Grounds(tuple(own), tuple(heard), self.every_number)

    def violations(self, reply: BaseModel, facts: BaseModel) -> list[Finding]:
        """What the reply says, field by field, that it may not."""
        grounds, none = self.grounds(facts), frozenset[Kind]()
        found = [
            one
            for name, said in spoken(reply.model_dump(mode="json"))
            if said.strip()
            for one in grounds.unsupported(said)
            if one.kind not in self.exempt.get(name, none)
        ]
        return list(dict.fromkeys(found))


def spoken(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string and number in a value, each with the name of the field it stands in.

    >>> list(spoken({"a": ["x", {"b": 2}], "c": None}))
    [('a', 'x'), ('b', '2')]
    """
    if isinstance(value, dict):
        for key, item in value.items():
            yield from spoken(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from spoken(item, name)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield name, str(value)
