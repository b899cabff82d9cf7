"""People: added once, found, forgotten whole."""

import pytest

from core import audience
from core.audience import NewContact
from core.errors import Conflict, Forbidden, Invalid
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry, Contact, Profile
from core.tables.values import Segment
from core.vocab import ConsentStatus, Role
from tests.core.shops import Shop


def test_consent_says_where_it_came_from(shop: Shop, person) -> None:
    with_it, without = person(), person("bo@example.org", consent_source="")
    assert (with_it.consent, with_it.consent_source, with_it.consent_at) == (
        ConsentStatus.GIVEN, "sign-up form", shop.clock.now,
    )  # fmt: skip
    assert (without.consent, without.consent_at) == (ConsentStatus.UNKNOWN, None)


def test_one_address_is_one_person(shop: Shop, person) -> None:
    person()
    with pytest.raises(Conflict):
        person("ANN@example.org")
    person("+12125550123", "sms")
    assert len(shop.all(Contact)) == 2


@pytest.mark.parametrize(("changes", "field"), [({"zone": "Mars/Base"}, "zone"), ({"name": "x" * 121}, "name")])
def test_what_cannot_be_kept_is_refused(shop: Shop, person, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        person(**changes)
    assert refused.value.field == field
    assert shop.all(Contact) == []


def test_people_are_found_by_channel_segment_and_words(shop: Shop, person) -> None:
    person(segment="Regulars")
    person("bo_1@example.org", name="Bo")
    person("+12125550123", "sms", name="Cy")
    with shop.opened() as ws:

        def names(**where: str) -> list[str]:
            return [one.name for one in audience.list_contacts(ws, **where)]  # type: ignore[arg-type]

        assert names() == ["Ann", "Bo", "Cy"]
        assert names(channel="sms") == ["Cy"]
        assert names(segment="Regulars") == ["Ann"]
        assert names(search="BO_1") == ["Bo"]
        assert names(search="%") == []
        assert b"Ann" in audience.export_contacts(ws, segment="Regulars")
        assert b"bo_1" not in audience.export_contacts(ws, segment="Regulars")


def test_segments_of_the_profile_and_of_people(shop: Shop, person) -> None:
    person(segment="Regulars")
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).segments = (Segment(name="Families"), Segment(name="Regulars"))
    with shop.opened() as ws:
        assert audience.segments(ws) == ["Families", "Regulars"]
        assert audience.segment_sizes(ws) == {"Families": 0, "Regulars": 1}


def test_forgetting_leaves_nothing_of_them(shop: Shop, person) -> None:
    ann = person()
    with shop.opened() as ws:
        audience.forget_contact(ws, ann.id)
    assert shop.all(Contact) == []
    forgotten = next(entry for entry in shop.all(AuditEntry) if entry.verb == "forget_contact")
    assert "ann" not in forgotten.subject + forgotten.detail
    marketer = Key(shop.business_id, None, "Bo", PERMISSIONS[Role.MARKETER])
    with shop.opened(marketer) as ws, pytest.raises(Forbidden):
        audience.forget_contact(ws, ann.id)


def test_a_person_lives_by_their_own_clock(shop: Shop, person) -> None:
    with shop.opened() as ws:
        assert audience.zone_of(ws, person()).key == "Europe/Lisbon"
        assert audience.zone_of(ws, person("bo@example.org", zone="Asia/Tokyo")).key == "Asia/Tokyo"


def test_a_row_is_made_before_it_is_kept(shop: Shop) -> None:
    with shop.opened() as ws:
        made = audience.contacts.contact_of(ws, NewContact(channel="email", handle="ann@example.org"))
    assert made.name == "ann@example.org"
    assert shop.all(Contact) == []
