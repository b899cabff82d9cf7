"""Who gets a post, and who is left out by what."""

import pytest

from core import audience, outbox
from core.audience.recipients import ENOUGH, LEFT, NOT_ASKED, WEEK, Headcount
from core.tables import Profile, Publication
from core.vocab import PublicationKind, PublicationStatus
from tests.core.shops import Shop


def test_only_who_agreed_and_stayed(shop: Shop, person) -> None:
    ann, left = person(), person("bo@example.org")
    person("cy@example.org", consent_source="")
    person("+12125550123", "sms")
    with shop.opened() as ws:
        audience.leave(ws, left.id, "asked")
        found = audience.recipients(ws, "email")
    assert [one.id for one in found.people] == [ann.id]
    assert found.left_out == {LEFT: 1, NOT_ASKED: 1}
    assert found.headcount.in_words() == "1 person; left out: 1 not asked, 1 left."


def test_a_segment_is_only_its_people(shop: Shop, person) -> None:
    person(segment="Regulars")
    person("bo@example.org")
    with shop.opened() as ws:
        assert len(audience.recipients(ws, "email", "Regulars").people) == 1
        assert len(audience.recipients(ws, "email").people) == 2
        assert audience.headcount(ws, "email", "Regulars") == Headcount(1, {})


@pytest.mark.parametrize(
    ("status", "ago", "is_left_out"),
    [
        (PublicationStatus.PUBLISHED, 0, True),
        (PublicationStatus.SCHEDULED, 0, True),
        (PublicationStatus.CANCELLED, 0, False),
        (PublicationStatus.PUBLISHED, 1, False),
    ],
)
def test_nobody_is_written_to_too_often(
    shop: Shop, person, status: PublicationStatus, ago: int, is_left_out: bool
) -> None:
    ann = person()
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).weekly_limit = 2
    for _ in range(2):
        post_id = shop.post("email")
        with shop.opened() as ws, ws.writing() as rows:
            made = outbox.enqueue(
                ws,
                kind=PublicationKind.POST,
                channel="email",
                run_at=ws.now - ago * WEEK,
                post_id=post_id,
                contact_id=ann.id,
            )
            rows.flush()
            rows.get(Publication, made.id).status = status
    with shop.opened() as ws:
        assert audience.headcount(ws, "email").left_out == ({ENOUGH: 1} if is_left_out else {})
        assert audience.recipients(ws, "email").left_out == ({ENOUGH: 1} if is_left_out else {})
        with ws.writing() as rows:
            rows.one(Profile).weekly_limit = 3
        assert audience.headcount(ws, "email").left_out == {}
