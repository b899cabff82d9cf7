"""Saying hello at a connected account, and pausing one that no longer lets us in."""

from sqlmodel import col

from core.backends import find_account
from core.connections.own import connection_of
from core.connections.read import ConnectionView, view_of
from core.errors import Conflict, Invalid, NotFound
from core.keys import needs
from core.tables import ChannelConnection
from core.vocab import Channel, Permission
from core.workspace import Workspace


@needs(Permission.MANAGE)
def check_connection(ws: Workspace, channel: Channel) -> tuple[ConnectionView, str]:
    """Ask the account whether it is there, without posting anything: the view, and who answered.

    Raises:
        NotFound: nothing is connected behind this channel.
        Invalid: it did not answer, or refused; the message says what to do.
        Conflict: somebody connected another one meanwhile.
    """
    row = ws.rows.first(ChannelConnection, col(ChannelConnection.channel) == channel)
    if row is None:
        raise NotFound("Nothing is connected here yet. Save an account first.")
    connection, saved_at = connection_of(ws, row), row.saved_at
    if connection.problem and not row.problem:
        raise Invalid(connection.problem, field="secret")
    said: str = find_account(connection.kind).greet(connection)
    with ws.writing() as rows:
        row = rows.first(ChannelConnection, col(ChannelConnection.channel) == channel)
        if row is None or row.saved_at != saved_at:
            raise Conflict("The account was changed while it was asked. Test it again.")
        row.checked_at, row.problem = ws.now, ""
        ws.audit("check_channel", subject=channel, detail=said)
        rows.flush()
    return view_of(ws, row), said


@needs(Permission.CLOCK)
def pause_connection(ws: Workspace, channel: Channel, problem: str) -> bool:
    """Send nothing more through an account until somebody looks at it; part of the open transaction."""
    mine = col(ChannelConnection.channel) == channel
    return ws.rows.change(ChannelConnection, mine, col(ChannelConnection.problem) == "", problem=problem) > 0
