"""A person follows a link, or a machine looks at it."""

from datetime import timedelta

import pytest

from core.audience.passers import AT_ONCE, is_machine

LATER = timedelta(minutes=3)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("headers", "age"),
    [
        ({}, LATER),
        ({"user-agent": PHONE, "sec-purpose": "prefetch;prerender"}, LATER),
        ({"user-agent": PHONE, "purpose": "prefetch"}, LATER),
        ({"user-agent": PHONE, "x-purpose": "preview"}, LATER),
        ({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, LATER),
        ({"user-agent": "facebookexternalhit/1.1"}, LATER),
        ({"user-agent": "Barracuda Sentinel (EE)"}, LATER),
        ({"user-agent": "python-requests/2.32"}, LATER),
        ({"user-agent": PHONE}, None),
        ({"user-agent": PHONE}, AT_ONCE - timedelta(milliseconds=1)),
    ],
)
def test_machines_say_so_or_are_too_quick(headers: dict[str, str], age: timedelta | None) -> None:
    assert is_machine("GET", headers, age)


def test_a_person_is_counted_and_head_is_nobody() -> None:
    assert not is_machine("GET", {"user-agent": PHONE}, AT_ONCE)
    assert is_machine("HEAD", {"user-agent": PHONE}, LATER)
