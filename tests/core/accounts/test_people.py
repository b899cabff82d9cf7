import pytest

from core import accounts
from core.errors import Conflict, Invalid


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
        with pytest.raises(Invalid) as refusal:
            accounts.sign_in(runtime, email=email, password="not the password")
        words.append(str(refusal.value))
    assert words[0] == words[1]
