"""Addresses as they are typed."""

import pytest

from core.connections.address import LONGEST, checked_address
from core.errors import Invalid


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("smtp", "smtp://Mail.Example.com:587", "smtp://mail.example.com:587"),
        ("smtp", "smtps://mail.example.com/", "smtps://mail.example.com"),
        ("smtp", "smtp+plain://localhost:1025", "smtp+plain://localhost:1025"),
        ("webhook", "https://hooks.example.com/In/42?key=A", "https://hooks.example.com/In/42?key=A"),
        ("webhook", "http://n8n.lan:5678/hook", "http://n8n.lan:5678/hook"),
        ("mastodon", "https://mastodon.social/@bakery", "https://mastodon.social"),
    ],
)
def test_what_is_kept(kind: str, typed: str, kept: str) -> None:
    assert checked_address(kind, typed, "local") == kept


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("smtp", "mail.example.com:587", r"smtp://mail\.example\.com:587"),
        ("smtp", "https://mail.example.com", r"such as smtp://"),
        ("smtp", "smtp+plain://mail.example.com", r"Begin it with smtp://"),
        ("smtp", "smtp://me:secret@mail.example.com", r"fields of their own"),
        ("webhook", "http://hooks.example.com/in", r"Begin it with https://"),
        ("webhook", "https://hooks.example.com/a b", r"such as https://"),
        ("webhook", "https://169.254.169.254/latest", r"may not call"),
        ("mastodon", "@bakery@mastodon.social", r"such as https://mastodon\.social"),
        ("mastodon", "https://mastodon.social:port", r"such as https"),
        ("mastodon", "https://" + "m" * LONGEST, r"too long"),
        ("mastodon", "", r"such as https"),
    ],
)
def test_what_is_refused(kind: str, typed: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        checked_address(kind, typed, "local")
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "typed", ["https://127.0.0.1/in", "https://localhost/in", "https://n8n.lan/in", "https://10.1.2.3/in"]
)
def test_strangers_may_not_name_this_servers_own_network(typed: str) -> None:
    with pytest.raises(Invalid):
        checked_address("webhook", typed, "public")
