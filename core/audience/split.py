"""Who gets which version of a post that is tried on a part of the list each: chance, drawn once for each person."""

from hashlib import sha256
from typing import Literal
from uuid import UUID

Part = Literal["a", "b", "rest"]
SHARES = (50, 25, 20, 15, 10, 5)
"""Percent of the people that each of two versions may go to."""


def part_of(experiment_id: UUID, contact_id: UUID, share: int) -> Part:
    """Which part a person is in: always the same one in one trial, and another draw in the next.

    Args:
        experiment_id: the trial.
        contact_id: the person.
        share: percent of the people that each version goes to, at most 50.

    >>> [part_of(UUID(int=7), UUID(int=person), 20) for person in range(6)]
    ['rest', 'a', 'a', 'rest', 'a', 'b']
    """
    drawn = int.from_bytes(sha256(experiment_id.bytes + contact_id.bytes).digest()[:8]) / 2**64 * 100
    return "a" if drawn < share else "b" if drawn < 2 * share else "rest"
