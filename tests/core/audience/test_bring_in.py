"""People out of a file: every row kept or told, and nobody who left comes back by it."""

from datetime import UTC, datetime

import pytest

from core import audience
from core.errors import Invalid
from core.tables import Contact
from core.vocab import ConsentStatus
from tests.core.shops import Shop

FILE = """Email;First Name;Last Name;Mobile;List;Consent Source;Consent Date
ann@example.org;Ann;Lee;+1 212 555 0123;Regulars;till;2026-01-05
bo@example.org;Bo;;;;;
not an address;Cy;;;;till;
;Di;;;;till;
eve@example.org;Eve;;;;till;yesterday
"""


def brought(shop: Shop, text: str = FILE, **options: object) -> audience.BroughtIn:
    with shop.opened() as ws:
        return audience.bring_in_contacts(ws, text.encode(), "people.csv", **options)  # type: ignore[arg-type]


def kept(shop: Shop) -> dict[str, Contact]:
    return {one.handle: one for one in shop.all(Contact)}


def test_good_rows_are_kept_and_bad_ones_told_by_number(shop: Shop) -> None:
    found = brought(shop)
    assert (found.added, found.changed, found.stayed_away) == (3, 0, 0)
    assert [(error.row, error.column) for error in found.errors] == [(4, "Email"), (5, "Email"), (6, "Consent Date")]
    people = kept(shop)
    ann = people["ann@example.org"]
    assert (ann.name, ann.segment, ann.consent_source) == ("Ann Lee", "Regulars", "till")
    assert ann.consent_at == datetime(2026, 1, 5, tzinfo=UTC)
    assert people["+12125550123"].channel == "sms"
    assert people["bo@example.org"].consent is ConsentStatus.UNKNOWN


def test_or_nobody_where_one_row_is_bad(shop: Shop) -> None:
    found = brought(shop, all_or_nothing=True)
    assert (found.added, len(found.errors)) == (0, 3)
    assert kept(shop) == {}


def test_the_same_file_again_changes_and_adds_nobody(shop: Shop) -> None:
    brought(shop)
    again = brought(shop, FILE.replace("Ann;Lee", "Anna;Lee"))
    assert (again.added, again.changed) == (0, 3)
    assert kept(shop)["ann@example.org"].name == "Anna Lee"


def test_who_left_stays_away_and_a_file_may_say_who_left(shop: Shop) -> None:
    brought(shop)
    with shop.opened() as ws:
        audience.leave(ws, kept(shop)["ann@example.org"].id, "asked")
    assert brought(shop).stayed_away == 1
    assert kept(shop)["ann@example.org"].consent is ConsentStatus.WITHDRAWN
    brought(shop, "email,unsubscribed\nbo@example.org,yes\nfay@example.org,no\n")
    people = kept(shop)
    assert people["bo@example.org"].suppressed_at is not None
    assert people["fay@example.org"].suppressed_at is None


def test_a_file_without_consent_takes_the_owners_word(shop: Shop) -> None:
    brought(shop, "E-mail,Opt in\nann@example.org,yes\nbo@example.org,no\n")
    assert kept(shop)["ann@example.org"].consent_source == "their file says yes"
    brought(shop, "E-mail\nbo@example.org\n", everyone_agreed="fair in March")
    assert kept(shop)["bo@example.org"].consent_source == "fair in March"


def test_columns_may_be_chosen_and_must_reach_people(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        brought(shop, "who,where\nAnn,Leeds\n")
    assert refused.value.field == "email"
    assert brought(shop, "who,at\nAnn,ann@example.org\n", columns={"email": "at", "name": "who"}).added == 1


def test_what_goes_out_comes_in_again(shop: Shop) -> None:
    brought(shop)
    with shop.opened() as ws:
        audience.leave(ws, kept(shop)["bo@example.org"].id, "asked")
        out = audience.export_contacts(ws)
    again = brought(shop, out.decode("utf-8-sig"))
    assert (again.added, again.changed, again.errors) == (0, 3, ())
    people = kept(shop)
    assert people["bo@example.org"].suppressed_at is not None
    assert people["+12125550123"].consent_source == "till"


def test_a_file_may_be_a_list_of_its_own(shop: Shop) -> None:
    table = b"email,segment\nann@example.org,Regulars\nbo@example.org,\n"
    with shop.opened() as ws:
        audience.bring_in_contacts(ws, table, "list.csv", segment="Christmas fair")
        assert audience.segment_sizes(ws) == {"Christmas fair": 1, "Regulars": 1}
