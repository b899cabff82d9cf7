import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session, select, update

from core import accounts
from core.backends.engine import WRITE
from core.errors import Conflict, Invalid, NotSignedIn, TooOften
from core.tables import User


def test_who_registers_can_sign_in_whatever_the_case_of_the_address(runtime) -> None:
    made = accounts.register(runtime, email=" Bo@Example.com ", password="a long enough one", name="Bo")
    assert accounts.sign_in(runtime, email="BO@example.COM", password="a long enough one") == made


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("email", {"email": "nobody"}),
        ("email", {"email": "a@b"}),
        ("name", {"name": "  "}),
        ("password", {"password": "short"}),
        ("password", {"password": "Password"}),
    ],
)
def test_what_cannot_be_an_account_is_named(runtime, field, given) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.register(runtime, **{"email": "bo@example.com", "password": "a long one", "name": "Bo", **given})
    assert refusal.value.field == field


def test_an_address_has_one_account(runtime, person) -> None:
    with pytest.raises(Conflict):
        accounts.register(runtime, email=person.email.upper(), password="another long one", name="Not Ana")


def test_wrong_passwords_and_unknown_addresses_answer_alike(runtime, person) -> None:
    words = []
    for email in (person.email, "nobody@example.com"):
        with pytest.raises(NotSignedIn) as refusal:
            accounts.sign_in(runtime, email=email, password="not the password")
        words.append(str(refusal.value))
    assert words[0] == words[1]


def test_guessing_is_slowed_down_by_account_and_by_caller_and_a_right_guess_begins_anew(runtime, person) -> None:
    def guess(email: str) -> None:
        with pytest.raises(NotSignedIn):
            accounts.sign_in(runtime, email=email, password="a wrong one")

    for _ in range(9):
        guess(person.email)
    assert accounts.sign_in(runtime, email=person.email, password="a long enough one") == person
    for _ in range(10):
        guess(person.email.upper())
    with pytest.raises(TooOften) as refusal:
        accounts.sign_in(runtime, email=person.email, password="a long enough one")
    assert 0 < refusal.value.wait.total_seconds() <= 15 * 60
    assert "minutes" in refusal.value.message
    for place in range(20):
        with pytest.raises(Invalid):
            accounts.register(runtime, email="no address", password="x", name=f"{place}", caller="192.0.2.1")
    with pytest.raises(TooOften):
        accounts.register(runtime, email="bo@example.com", password="a long one", name="Bo", caller="192.0.2.1")


def test_an_older_hash_is_made_anew_at_the_next_sign_in(runtime, person) -> None:
    cheap = PasswordHash((Argon2Hasher(memory_cost=1024, time_cost=1, parallelism=1),)).hash("a long enough one")
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(update(User).values(password_hash=cheap))
        session.commit()
    accounts.sign_in(runtime, email=person.email, password="a long enough one")
    with Session(runtime.engine) as session:
        assert "m=47104,t=1,p=1" in session.execute(select(User.password_hash)).scalar_one()
    assert accounts.sign_in(runtime, email=person.email, password="a long enough one") == person
