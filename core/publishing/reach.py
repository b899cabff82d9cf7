"""Which channels a post can really go out on."""

from core.backends import CHANNELS
from core.channels.rules import publishable_channels
from core.vocab import Channel


def open_channels() -> tuple[Channel, ...]:
    """The channels whose rules allow publishing and which have an adapter, in the order of the rules.

    >>> open_channels()
    ('instagram', 'linkedin', 'email', 'sms')
    """
    return tuple(name for name in publishable_channels() if name in CHANNELS)
