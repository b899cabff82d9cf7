import pytest

from core import accounts
from core.accounts.members import join
from core.errors import Forbidden, Invalid, NotFound, NotSignedIn
from core.tables import Business, Profile
from core.vocab import Permission, Role


def test_a_maker_is_admin_of_a_business_with_an_empty_profile(runtime, person) -> None:
    key = accounts.create_business(runtime, person, name="North Gym", industry="fitness", zone="Europe/Berlin")
    with runtime.workspace(key) as ws:
        assert ws.business.name == "North Gym"
        assert ws.profile.sender_name == "North Gym"
    assert [place.role for place in accounts.places(runtime, person)] == [Role.ADMIN]
    assert Permission.MANAGE in accounts.open_business(runtime, person, key.business_id).permissions


def test_nobody_opens_a_business_they_do_not_belong_to(runtime, key) -> None:
    stranger = accounts.register(runtime, email="eve@example.com", password="a long enough one", name="Eve")
    with pytest.raises(NotFound):
        accounts.open_business(runtime, stranger, key.business_id)
    assert accounts.places(runtime, stranger) == []


def test_a_viewer_s_key_only_reads(runtime, key) -> None:
    vic = accounts.register(runtime, email="vic@example.com", password="a long enough one", name="Vic")
    join(runtime, vic, key.business_id, Role.VIEWER)
    assert accounts.open_business(runtime, vic, key.business_id).permissions == {Permission.READ}


def test_the_clock_s_key_decides_nothing_a_person_decides(key) -> None:
    held = accounts.clock_key(key.business_id).permissions
    assert Permission.CLOCK in held
    assert not held & {Permission.MANAGE, Permission.PLAN, Permission.APPROVE, Permission.WRITE, Permission.IMPORT}


@pytest.mark.parametrize(
    ("field", "given"),
    [("name", {"name": " "}), ("industry", {"industry": ""}), ("zone", {"zone": "Mars/Base"}), ("zone", {"zone": ""})],
)
def test_what_cannot_be_a_business_is_named(runtime, person, field, given) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.create_business(runtime, person, **{"name": "X", "industry": "cafe", "zone": "UTC", **given})
    assert refusal.value.field == field
    assert accounts.places(runtime, person) == []


def test_two_businesses_share_nothing(runtime, person, ws) -> None:
    other = accounts.create_business(runtime, person, name="Other", industry="cafe", zone="UTC")
    with runtime.workspace(other) as theirs:
        assert theirs.rows.count(Profile) == theirs.rows.count(Business) == 1
        theirs.cache.set("k", "theirs", ttl=__import__("datetime").timedelta(minutes=1))
        theirs.media.put("a.png", b"x", content_type="image/png")
    assert ws.cache.get("k") is None
    assert ws.media.get("a.png") is None


def test_whoever_belongs_to_one_business_need_not_name_it(runtime, person) -> None:
    with pytest.raises(NotFound, match="no business yet"):
        accounts.enter(runtime, person)
    first = accounts.create_business(runtime, person, name="One", industry="cafe", zone="UTC", token="once")
    again = accounts.create_business(runtime, person, name="Another", industry="cafe", zone="UTC", token="once")
    assert first == again == accounts.enter(runtime, person) == accounts.enter(runtime, person, first.business_id)
    access = accounts.open_session(runtime, person).access
    assert accounts.admit(runtime, access) == accounts.admit(runtime, access, first.business_id) == first
    accounts.create_business(runtime, person, name="Two", industry="cafe", zone="UTC")
    for door in (lambda: accounts.enter(runtime, person), lambda: accounts.admit(runtime, access)):
        with pytest.raises(Invalid) as refusal:
            door()
        assert refusal.value.field == "business_id"


def test_a_token_opens_what_its_holder_belongs_to_as_long_as_their_sign_in_stands(runtime, person, key) -> None:
    eve = accounts.register(runtime, email="eve@example.com", password="a long enough one", name="Eve")
    hers, access = (accounts.open_session(runtime, one).access for one in (eve, person))
    assert accounts.admit(runtime, access, key.business_id) == key
    for door in (lambda: accounts.admit(runtime, hers, key.business_id), lambda: accounts.admit(runtime, hers)):
        with pytest.raises(NotFound):
            door()
    accounts.end_session(runtime, accounts.recognise(runtime, access))
    for business_id in (key.business_id, None):
        with pytest.raises(NotSignedIn, match="ended"):
            accounts.admit(runtime, access, business_id)


def test_a_business_goes_with_everything_it_owns_and_only_an_admin_lets_it_go(runtime, person, key, ws) -> None:
    vic = accounts.register(runtime, email="vic@example.com", password="a long enough one", name="Vic")
    join(runtime, vic, key.business_id, Role.MARKETER)
    ws.media.put("a.png", b"x", content_type="image/png")
    with pytest.raises(Forbidden):
        accounts.delete_business(runtime, accounts.open_business(runtime, vic, key.business_id))
    ws.close()
    accounts.delete_business(runtime, key)
    assert accounts.places(runtime, person) == accounts.places(runtime, vic) == []
    assert runtime.media.get(f"{key.business_id}/a.png") is None
    with pytest.raises(NotFound):
        accounts.open_business(runtime, person, key.business_id)
