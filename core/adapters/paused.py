"""An account that may not be used just now: nothing goes out through it, and nothing is simulated in its place."""

from datetime import datetime

from core.connections.connection import Connection
from core.ports import Accepted, AuthExpired, Channel, ChannelTotals, Outcome, Parcel, Unreachable


class PausedChannel:
    """Stands before a connected account that has a problem."""

    def __init__(self, connection: Connection, inner: Channel) -> None:
        self._problem = connection.problem
        self.capability, self.origin = inner.capability, inner.origin

    def send(self, _parcel: Parcel, *, now: datetime) -> Outcome:  # noqa: ARG002 - the port's shape
        """Send nothing, and say why."""
        return AuthExpired(self._problem)

    def find(self, _parcel: Parcel) -> Accepted | None:
        """Nobody can be asked.

        Raises:
            Unreachable: always.
        """
        raise Unreachable(self._problem)

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002
        """Nobody can be asked.

        Raises:
            Unreachable: always.
        """
        raise Unreachable(self._problem)
