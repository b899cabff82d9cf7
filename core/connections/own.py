"""The account that a business connected behind a channel, ready to be used."""

from pydantic import SecretStr
from sqlmodel import col

from core.connections.address import checked_address
from core.connections.connection import Connection
from core.errors import Invalid
from core.tables import ChannelConnection
from core.vocab import Channel
from core.workspace import Workspace

LOCKED = (
    "The saved secret can't be opened any more, because this server's SECRET_KEY or key file has changed. "
    "Connect the account again in Settings."
)


def own_connection(ws: Workspace, channel: Channel) -> Connection | None:
    """The business's own account on a channel, with its secret; None where the channel is simulated.

    It has a ``problem`` when it may not be used: it is never left out silently, for its posts would be simulated then.
    """
    row = ws.rows.first(ChannelConnection, col(ChannelConnection.channel) == channel)
    return None if row is None else connection_of(ws, row)


def connection_of(ws: Workspace, row: ChannelConnection) -> Connection:
    """A saved row as a connection."""
    secret = ws.vault.open(row.sealed_secret) if row.sealed_secret else SecretStr("")
    return Connection(
        row.kind,
        row.url,
        secret or SecretStr(""),
        account=row.account,
        sender=row.sender,
        remembers=row.remembers,
        reach=ws.reach,
        problem=row.problem or (LOCKED if secret is None else _misplaced(ws, row)),
    )


def _misplaced(ws: Workspace, row: ChannelConnection) -> str:
    try:
        checked_address(row.kind, row.url, ws.reach)
    except Invalid as refused:
        return refused.message
    return ""
