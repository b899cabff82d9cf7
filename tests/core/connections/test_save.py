"""Connecting: checked first, sealed at rest, one account a channel, and never in a demo."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from core import connections
from core.connections import ConnectionEdit, ConnectionView
from core.errors import Forbidden, Invalid
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry, Business, ChannelConnection
from core.vocab import Role
from tests.core.shops import Shop

TOKEN = SecretStr("token-0123456789-abcdef-WXYZ")
HOOK = SecretStr("whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode())
EDIT = ConnectionEdit(kind="mastodon", url="https://mastodon.example", secret=TOKEN)
MAIL = ConnectionEdit(
    kind="smtp", url="smtp://mail.example.com", account="rye", sender="Rye <hi@rye.example>", secret=TOKEN
)


def connected(shop: Shop, edit: ConnectionEdit = EDIT, channel: str = "mastodon", **changes: object) -> ConnectionView:
    with shop.opened() as ws:
        return connections.connect_channel(ws, channel, replace(edit, **changes))


def test_an_account_is_kept_without_its_secret_being_readable(shop: Shop) -> None:
    view = connected(shop)
    assert (view.kind, view.url, view.has_secret, view.secret_ends) == (
        "mastodon", "https://mastodon.example", True, "WXYZ",
    )  # fmt: skip
    (row,) = shop.all(ChannelConnection)
    assert TOKEN.get_secret_value() not in str(row.model_dump()) + repr(view) + repr(EDIT)
    assert shop.vault.open(row.sealed_secret, owner=shop.business_id) == TOKEN
    (entry,) = shop.all(AuditEntry)
    assert (entry.verb, entry.subject, entry.detail) == (
        "connect_channel", "mastodon", "mastodon at https://mastodon.example",
    )  # fmt: skip


def test_a_second_save_changes_the_one_account(shop: Shop) -> None:
    connected(shop)
    view = connected(shop, secret=None)
    assert view.secret_ends == "WXYZ"
    assert len(shop.all(ChannelConnection)) == 1


def test_a_saved_secret_never_goes_to_another_host(shop: Shop) -> None:
    connected(shop)
    with pytest.raises(Invalid, match=r"entered for https://mastodon\.example") as refused:
        connected(shop, url="https://evil.example", secret=None)
    assert refused.value.field == "secret"


@pytest.mark.parametrize(
    ("edit", "channel", "field"),
    [
        (EDIT, "email", "kind"),
        (EDIT, "facebook", "kind"),
        (replace(EDIT, secret=None), "mastodon", "secret"),
        (replace(EDIT, secret=SecretStr("")), "mastodon", "secret"),
        (replace(EDIT, secret=SecretStr("x" * 501)), "mastodon", "secret"),
        (replace(EDIT, secret=SecretStr("a\nb")), "mastodon", "secret"),
        (replace(EDIT, url="mastodon"), "mastodon", "url"),
        (replace(MAIL, sender=""), "email", "sender"),
        (replace(MAIL, sender="Rye"), "email", "sender"),
        (replace(MAIL, sender="Rye <hi@rye.example>\nBcc: x@y.example"), "email", "sender"),
        (replace(EDIT, kind="webhook", url="https://x.example/in"), "instagram", "secret"),
    ],
)
def test_what_cannot_work_is_refused_and_nothing_is_kept(
    shop: Shop, edit: ConnectionEdit, channel: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        connected(shop, edit, channel)
    assert refused.value.field == field
    assert shop.all(ChannelConnection) == []


def test_a_mail_server_may_want_no_password_and_a_webhook_has_its_secret(shop: Shop) -> None:
    assert not connected(shop, MAIL, "email", secret=SecretStr("")).has_secret
    hook = replace(EDIT, kind="webhook", url="https://x.example/in", secret=HOOK, remembers=True)
    assert connected(shop, hook, "instagram").remembers
    assert len(shop.all(ChannelConnection)) == 2


def test_a_demo_sends_nothing_for_real(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Business).sandbox_until = ws.now + timedelta(hours=1)
    with pytest.raises(Invalid, match="demo"):
        connected(shop)


def test_taking_it_away_forgets_the_secret(shop: Shop) -> None:
    connected(shop)
    with shop.opened() as ws:
        connections.disconnect_channel(ws, "mastodon")
        connections.disconnect_channel(ws, "mastodon")
    assert shop.all(ChannelConnection) == []
    assert sorted(entry.verb for entry in shop.all(AuditEntry)) == ["connect_channel", "disconnect_channel"]


def test_only_who_manages_connects(shop: Shop) -> None:
    marketer = Key(shop.business_id, None, "Bo", PERMISSIONS[Role.MARKETER])
    with shop.opened(marketer) as ws, pytest.raises(Forbidden):
        connections.connect_channel(ws, "mastodon", EDIT)
