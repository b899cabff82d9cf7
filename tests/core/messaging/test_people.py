"""Invented senders are the same for ever and reach nobody real."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from core.messaging.people import invented


@settings(deadline=None)
@given(st.text(), st.sampled_from(["email", "sms", "instagram", "linkedin"]))
def test_the_same_seed_is_the_same_person(seed, channel) -> None:
    assert invented(seed, channel) == invented(seed, channel)


@settings(deadline=None)
@given(st.text())
def test_addresses_and_numbers_reach_nobody(seed) -> None:
    assert invented(seed, "email").handle.endswith("@example.com")
    assert re.fullmatch(r"\+1[2-9]\d\d55501\d\d", invented(seed, "sms").handle)


def test_two_seeds_are_two_people() -> None:
    assert len({invented(str(n), "instagram").handle for n in range(200)}) == 200
