"""Invented people for the simulated world: a name and a handle that are the same for the same seed, for ever."""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from core.messaging.words import plain
from core.vocab import Channel

if TYPE_CHECKING:
    from faker import Faker


@dataclass(frozen=True)
class Sender:
    """Who writes, and under which address, number or account on the channel."""

    name: str
    handle: str


@cache
def _faker() -> "Faker":
    from faker import Faker  # noqa: PLC0415 - half the start-up time, and only the simulated world needs it

    return Faker("en_US", providers=["faker.providers.person"], use_weighting=False)


def invented(seed: str, channel: Channel) -> Sender:
    """The person behind a seed. Addresses end in example.com and numbers in the 555-01 block: nobody owns them.

    >>> invented("a", "email") == invented("a", "email"), invented("a", "email").handle.endswith("@example.com")
    (True, True)
    """
    faker = _faker()
    faker.seed_instance(seed)
    name = f"{faker.first_name()} {faker.last_name()}"
    mark = hashlib.blake2b(seed.encode(), digest_size=4).hexdigest()
    short = plain(name).replace(" ", ".")
    if channel == "email":
        return Sender(name, f"{short}.{mark}@example.com")
    if channel == "sms":
        number = int(mark, 16)
        return Sender(name, f"+1{200 + number % 800}55501{number // 800 % 100:02}")
    return Sender(name, f"{short}.{mark}")
