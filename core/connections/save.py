"""Connecting an account behind a channel, and taking it away."""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlmodel import col

from core.channels.rules import channel as rules_of
from core.connections.address import checked_address
from core.connections.kinds import AccountKind, account_kind
from core.connections.read import ConnectionView, view_of
from core.connections.signing import secret_bytes
from core.errors import Invalid
from core.keys import needs
from core.tables import ChannelConnection, Profile
from core.vocab import Channel, Permission
from core.workspace import Workspace

LONGEST_SECRET = 500
SHOWN = 4
"""Characters of a secret's end that may be shown, of secrets that are at least five times as long."""


@dataclass(frozen=True, kw_only=True)
class ConnectionEdit:
    """What to save.

    Attributes:
        secret: None keeps the saved one; an empty one says that a mail server wants none.
        sender: for letters alone, ``Name <address>`` or the address.
    """

    kind: str
    url: str
    account: str = ""
    sender: str = ""
    remembers: bool = False
    secret: SecretStr | None = field(default=None, repr=False)


@needs(Permission.MANAGE)
def connect_channel(ws: Workspace, channel: Channel, edit: ConnectionEdit) -> ConnectionView:
    """Keep an account; from now on this channel's posts really go out.

    Raises:
        Invalid: this is a demo, or the address, the sender or the secret cannot be used; ``field`` says which.
    """
    if ws.business.sandbox_until is not None:
        raise Invalid("A demo sends nothing for real. Make an account for your own business first.", field="channel")
    if edit.kind not in rules_of(channel).accounts:
        raise Invalid(f"That can't be connected behind {channel}.", field="kind")
    kind, url = account_kind(edit.kind), checked_address(edit.kind, edit.url, ws.reach)
    sender = _sender(edit.sender) if kind.letters else ""
    typed = None if edit.secret is None else _secret(edit.secret, kind)
    with ws.writing() as rows:
        rows.lock(Profile, rows.one(Profile).id)  # two people who connect at once wait for each other
        row = rows.first(ChannelConnection, col(ChannelConnection.channel) == channel)
        if row is None:
            row = ChannelConnection(
                business_id=ws.key.business_id, channel=channel, kind=edit.kind, url=url, saved_at=ws.now
            )
            rows.add(row)
        elif typed is None and row.sealed_secret and _host(url) != _host(row.url):
            raise Invalid(
                f"The saved secret was entered for {_host(row.url)}. Enter the one for {_host(url)}, "
                "so that no secret ever goes where it does not belong.",
                field="secret",
            )
        if typed is not None:
            secret = typed.get_secret_value()
            row.sealed_secret = ws.vault.seal(typed) if secret else ""
            row.secret_ends = secret[-SHOWN:] if len(secret) >= 5 * SHOWN else ""
        if not kind.letters and not row.sealed_secret:
            raise Invalid("Enter the secret: without it this account takes nothing.", field="secret")
        row.kind, row.url, row.account, row.sender = edit.kind, url, edit.account.strip()[:200], sender
        row.remembers, row.problem, row.checked_at, row.saved_at = edit.remembers, "", None, ws.now
        ws.audit("connect_channel", subject=channel, detail=f"{edit.kind} at {_host(url)}")
        rows.flush()
    return view_of(ws, row)


@needs(Permission.MANAGE)
def disconnect_channel(ws: Workspace, channel: Channel) -> None:
    """Forget an account with its secret; the channel is simulated again, and says so."""
    with ws.writing() as rows:
        if rows.remove(ChannelConnection, col(ChannelConnection.channel) == channel):
            ws.audit("disconnect_channel", subject=channel)


def _sender(typed: str) -> str:
    _, address = parseaddr(typed)
    if (
        not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+", address)
        or not typed.isprintable()
        or not address.isascii()
    ):
        raise Invalid("Say who the letters come from, such as Crumb & Co <hello@crumb.example>.", field="sender")
    return typed.strip()[:320]


def _secret(typed: SecretStr, kind: AccountKind) -> SecretStr:
    secret = typed.get_secret_value().strip()
    if len(secret) > LONGEST_SECRET or not secret.isprintable():
        raise Invalid("That doesn't look like a secret: it is too long or has line breaks in it.", field="secret")
    if kind.signs:
        secret_bytes(secret)
    return SecretStr(secret)


def _host(url: str) -> str:
    """Scheme, host and port: what a secret is for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.casefold()}"
