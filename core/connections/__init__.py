"""Real accounts behind the channels: what is connected is really sent, and everything else is simulated."""

from core.connections.check import check_connection, pause_connection
from core.connections.kinds import AccountKind, account_kind, account_kinds
from core.connections.read import ConnectionView, list_connections
from core.connections.save import ConnectionEdit, connect_channel, disconnect_channel
from core.connections.signing import new_secret

__all__ = [
    "AccountKind",
    "ConnectionEdit",
    "ConnectionView",
    "account_kind",
    "account_kinds",
    "check_connection",
    "connect_channel",
    "disconnect_channel",
    "list_connections",
    "new_secret",
    "pause_connection",
]
