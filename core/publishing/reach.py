"""Which channels a post can really go out on."""

from sqlmodel import col

from core.backends import CHANNELS
from core.channels.rules import publishable_channels
from core.keys import needs
from core.tables import ChannelConnection
from core.vocab import Channel, Permission
from core.workspace import Workspace


def open_channels() -> tuple[Channel, ...]:
    """The channels that are open to every business, because they are simulated without an account.

    >>> open_channels()
    ('instagram', 'linkedin', 'email', 'sms')
    """
    return tuple(name for name in publishable_channels() if name in CHANNELS)


@needs(Permission.READ)
def own_channels(ws: Workspace) -> tuple[Channel, ...]:
    """The channels that this business can publish on: the open ones, and those behind which it has an account."""
    connected = {name for (name,) in ws.rows.columns(col(ChannelConnection.channel))}
    return tuple(name for name in publishable_channels() if name in CHANNELS or name in connected)
