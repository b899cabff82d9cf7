import pytest

from core.ai.guard.domains import host, is_look_alike

KNOWN = ["https://northside.example/book", "hello@northside.example"]


@pytest.mark.parametrize(
    "address",
    [
        "https://northside.example.evil.test",
        "https://n0rthside.example",
        "https://northslde.example",
        "https://northside-booking.test",
        "https://n\u043erthside.example",
        "https://xn--nrthside-hbh.example",
        "info@norhtside.example",
    ],
)
def test_what_resembles_is_found(address: str) -> None:
    assert is_look_alike(address, KNOWN)


@pytest.mark.parametrize(
    "address", ["https://northside.example", "https://book.northside.example/x", "https://weather.test"]
)
def test_what_is_the_same_or_different_is_not(address: str) -> None:
    assert not is_look_alike(address, KNOWN)


def test_the_host_behind_a_user_name_is_the_host() -> None:
    assert host("https://northside.example@evil.test:8080/x") == "evil.test"
    assert host("//evil.test/x") == "evil.test"
