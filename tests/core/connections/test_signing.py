"""Secrets for signing."""

import pytest

from core.connections import new_secret
from core.connections.signing import secret_bytes
from core.errors import Invalid


def test_a_new_secret_is_one_and_never_the_same() -> None:
    first, second = new_secret(), new_secret()
    assert len(secret_bytes(first)) == 24
    assert first != second


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_no base64!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
)
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(Invalid) as refused:
        secret_bytes(secret)
    assert refused.value.field == "secret"
