"""Addresses and numbers as they are kept."""

import pytest

from core.audience.handles import checked_handle
from core.errors import Invalid


@pytest.mark.parametrize(
    ("channel", "typed", "country", "kept"),
    [
        ("email", " Ann@Example.org ", "US", "ann@example.org"),
        ("sms", "020 7946 0018", "GB", "+442079460018"),
        ("sms", "+351 912 345 678", "US", "+351912345678"),
    ],
)
def test_what_is_kept(channel: str, typed: str, country: str, kept: str) -> None:
    assert checked_handle(channel, typed, country=country) == kept


@pytest.mark.parametrize(
    ("channel", "typed", "field"),
    [
        ("email", "ann", "email"),
        ("email", "ann@@example.org", "email"),
        ("email", "änn@example.org", "email"),
        ("email", "", "email"),
        ("sms", "call me", "phone"),
        ("sms", "12", "phone"),
        ("sms", "+999 12 34", "phone"),
        ("instagram", "@ann", "channel"),
    ],
)
def test_what_is_refused_by_its_field(channel: str, typed: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_handle(channel, typed, country="GB")
    assert refused.value.field == field
