from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, update
from structlog.testing import capture_logs

from core import accounts
from core.accounts.sessions import GRACE, IDLE, MOST
from core.backends.engine import WRITE
from core.errors import NotFound, NotSignedIn
from core.tables import SignIn, User


def test_a_program_is_known_by_its_pass_and_gets_the_next_pair_for_its_refresh_token(runtime, person, clock) -> None:
    first = accounts.open_session(runtime, person, device=" curl\n 8 ")
    assert accounts.recognise(runtime, first.access).person == person
    clock.now += timedelta(minutes=14)
    second = accounts.renew_session(runtime, first.refresh)
    assert second.refresh != first.refresh
    clock.now += timedelta(minutes=14)
    assert accounts.recognise(runtime, second.access).person == person
    with runtime.engine.connect() as connection:
        kept = str(connection.execute(sa.select(SignIn)).all())
    assert "curl 8" in kept
    parts = [part for pair in (first, second) for part in pair.refresh.split(".")]
    assert [part for part in parts if part in kept] == []


def test_a_token_that_was_used_before_ends_the_sign_in_for_everybody(runtime, person, clock) -> None:
    first = accounts.open_session(runtime, person)
    clock.now += timedelta(minutes=5)
    second = accounts.renew_session(runtime, first.refresh)
    clock.now += GRACE + timedelta(seconds=1)
    with capture_logs() as lines, pytest.raises(NotSignedIn, match="used before"):
        accounts.renew_session(runtime, first.refresh)
    assert [(line["event"], line["user"]) for line in lines] == [("refresh_token_reused", str(person.id))]
    with pytest.raises(NotSignedIn):
        accounts.renew_session(runtime, second.refresh)
    with pytest.raises(NotSignedIn, match="ended"):
        accounts.recognise(runtime, second.access)


def test_an_old_one_is_known_however_old_it_is_even_at_once(runtime, person) -> None:
    first = accounts.open_session(runtime, person)
    second = accounts.renew_session(runtime, first.refresh)
    third = accounts.renew_session(runtime, second.refresh)
    with pytest.raises(NotSignedIn, match="used before"):
        accounts.renew_session(runtime, first.refresh)
    with pytest.raises(NotSignedIn, match="not valid"):
        accounts.renew_session(runtime, third.refresh)


def test_two_tabs_at_once_get_the_same_next_token(runtime, person, clock) -> None:
    first = accounts.open_session(runtime, person)
    clock.now += timedelta(minutes=14)
    with ThreadPoolExecutor(4) as pool:
        nexts = {pair.refresh for pair in pool.map(lambda _: accounts.renew_session(runtime, first.refresh), range(4))}
    assert len(nexts) == 1
    clock.now += GRACE
    assert accounts.renew_session(runtime, first.refresh).refresh in nexts
    assert accounts.renew_session(runtime, nexts.pop()).refresh


def test_a_secret_that_changes_in_between_is_no_theft_unless_the_old_one_is_gone(runtime, person) -> None:
    old, new = b"o" * 32, b"n" * 32
    runtime.__dict__["signing_keys"] = [old]
    first = accounts.open_session(runtime, person)
    second = accounts.renew_session(runtime, first.refresh)
    runtime.__dict__["signing_keys"] = [new, old]
    assert accounts.renew_session(runtime, first.refresh).refresh == second.refresh
    runtime.__dict__["signing_keys"] = [new]
    with pytest.raises(NotSignedIn):
        accounts.renew_session(runtime, first.refresh)


@pytest.mark.parametrize("wrong", ["", ".", "made.up", "made up", "\ud800.x"], ids=ascii)
def test_a_made_up_token_renews_nothing(runtime, person, wrong) -> None:
    accounts.open_session(runtime, person)
    with pytest.raises(NotSignedIn):
        accounts.renew_session(runtime, wrong)


def test_a_browser_s_token_is_no_program_s_and_the_other_way_round(runtime, person) -> None:
    browser, program = accounts.remember(runtime, person), accounts.open_session(runtime, person)
    with pytest.raises(NotSignedIn):
        accounts.renew_session(runtime, f"{browser}.x")
    assert accounts.resume(runtime, browser) == person
    assert accounts.resume(runtime, program.refresh.partition(".")[0]) is None


def test_a_sign_in_ends_when_it_rests_and_after_a_season_whatever_it_does(runtime, person, clock) -> None:
    rests = accounts.open_session(runtime, person)
    busy, began = accounts.open_session(runtime, person), clock.now
    clock.now += IDLE
    with pytest.raises(NotSignedIn):
        accounts.renew_session(runtime, rests.refresh)
    clock.now = began
    with pytest.raises(NotSignedIn):  # noqa: PT012 - it is one of these that fails
        while clock.now - began < MOST + IDLE:
            clock.now += IDLE - timedelta(days=1)
            busy = accounts.renew_session(runtime, busy.refresh)
    assert clock.now - began >= MOST


def test_sign_ins_are_seen_and_ended_by_their_owner_alone(runtime, person) -> None:
    eve = accounts.register(runtime, email="eve@example.com", password="a long enough one", name="Eve")
    accounts.remember(runtime, person)
    phone, laptop = (accounts.open_session(runtime, person, device=name) for name in ("phone", "laptop"))
    me = accounts.recognise(runtime, laptop.access)
    seen = {one.device: one for one in accounts.list_sessions(runtime, me)}
    assert {name: (one.is_browser, one.is_this) for name, one in seen.items()} == {
        "": (True, False),
        "phone": (False, False),
        "laptop": (False, True),
    }
    stranger = accounts.recognise(runtime, accounts.open_session(runtime, eve).access)
    with pytest.raises(NotFound):
        accounts.end_session(runtime, stranger, seen["phone"].id)
    accounts.end_session(runtime, me, seen["phone"].id)
    with pytest.raises(NotSignedIn):
        accounts.recognise(runtime, phone.access)
    assert accounts.end_other_sessions(runtime, me) == 1
    assert [one.is_this for one in accounts.list_sessions(runtime, me)] == [True]
    accounts.end_session(runtime, me)
    with pytest.raises(NotSignedIn):
        accounts.recognise(runtime, laptop.access)
    assert accounts.recognise(runtime, accounts.open_session(runtime, eve).access).person == eve


def test_who_may_not_come_any_more_is_out_at_once(runtime, person) -> None:
    pair = accounts.open_session(runtime, person)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(update(User).where(col(User.id) == person.id).values(is_active=False))
        session.commit()
    for door, token in ((accounts.recognise, pair.access), (accounts.renew_session, pair.refresh)):
        with pytest.raises(NotSignedIn):
            door(runtime, token)
