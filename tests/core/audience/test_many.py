"""Several people at once: all or nothing, and nobody is hit who was not meant."""

import pytest

from core import audience
from core.errors import Invalid
from core.tables import Contact
from core.vocab import ConsentStatus
from tests.core.shops import Shop


def test_many_agree_leave_move_and_go(shop: Shop, person) -> None:
    ids = [person(f"p{number}@example.org", consent_source="").id for number in range(3)]
    with shop.opened() as ws:
        assert audience.agree_many(ws, ids, "at the till") == 3
        assert audience.put_in_segment(ws, ids[:2], "  Early   birds ") == 2
        assert audience.headcount(ws, "email", "Early birds").people == 2
        assert audience.put_in_segment(ws, ids[:1], "") == 1
        assert audience.put_in_zone(ws, ids[2:], " Asia/Tokyo ") == 1
        assert audience.leave_many(ws, ids[1:2], "asked") == 1
        assert audience.headcount(ws, "email").people == 2
        assert audience.forget_many(ws, ids[:2]) == 2
        assert audience.forget_many(ws, ids[:2]) == 0  # the second half of a double click
    (left,) = shop.all(Contact)
    assert (left.id, left.consent, left.zone) == (ids[2], ConsentStatus.GIVEN, "Asia/Tokyo")


def test_a_refusal_changes_nobody(shop: Shop, person) -> None:
    ids = [person(f"p{number}@example.org", consent_source="").id for number in range(2)]
    with shop.opened() as ws:
        with pytest.raises(Invalid, match="Say where they agreed"):
            audience.agree_many(ws, ids, " ")
        with pytest.raises(Invalid, match="at most"):
            audience.put_in_segment(ws, ids, "x" * 121)
        with pytest.raises(Invalid, match="no time zone"):
            audience.put_in_zone(ws, ids, "Tokyo")
    assert {one.consent for one in shop.all(Contact)} == {ConsentStatus.UNKNOWN}
