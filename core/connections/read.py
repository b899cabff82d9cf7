"""What people may know of a connected account: everything but its secret."""

from dataclasses import dataclass
from datetime import datetime

from core.connections.own import connection_of
from core.keys import needs
from core.tables import ChannelConnection
from core.vocab import Channel, Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class ConnectionView:
    """A connected account, without its secret.

    Attributes:
        secret_ends: the secret's last four characters; empty where it is too short to show any.
        problem: why it is paused, in words; empty while it may send.
        checked_at: when it last answered a hello.
    """

    channel: Channel
    kind: str
    url: str
    account: str
    sender: str
    remembers: bool
    has_secret: bool
    secret_ends: str
    problem: str
    checked_at: datetime | None
    saved_at: datetime


@needs(Permission.READ)
def list_connections(ws: Workspace) -> dict[Channel, ConnectionView]:
    """The business's connected accounts by channel; a channel that is not among them is simulated."""
    return {row.channel: view_of(ws, row) for row in ws.rows.find(ChannelConnection)}


def view_of(ws: Workspace, row: ChannelConnection) -> ConnectionView:
    """A saved row as people may see it."""
    return ConnectionView(
        row.channel,
        row.kind,
        row.url,
        row.account,
        row.sender,
        row.remembers,
        bool(row.sealed_secret),
        row.secret_ends,
        connection_of(ws, row).problem,
        row.checked_at,
        row.saved_at,
    )
