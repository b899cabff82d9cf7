"""Kinds of account, by the names of their adapters."""

import pytest

from core.connections.kinds import account_kind, account_kinds
from core.errors import Invalid


def test_a_channel_offers_the_best_first() -> None:
    assert list(account_kinds("email")) == ["smtp", "webhook"]
    assert account_kind("smtp").letters
    assert account_kind("webhook").signs
    assert account_kinds("facebook") == {}


@pytest.mark.parametrize("name", ["", "fax", "letter", "os", "..secret", "mastodon.greet"])
def test_what_is_no_adapter_of_an_account_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        account_kind(name)
    assert refused.value.field == "kind"
