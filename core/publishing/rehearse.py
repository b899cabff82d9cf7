"""The failure theatre: let something go wrong on a simulated channel, and see that no post is lost or doubled."""

from collections.abc import Mapping

from core.backends import CHANNELS
from core.channels.rules import channel as rules_of
from core.errors import Conflict, Invalid
from core.keys import needs
from core.vocab import Channel, Origin, Permission
from core.workspace import Workspace
from core.world.mishaps import KEPT, MOST, WORDS, Mishap, as_kept, listed, shelf


@needs(Permission.READ)
def read_rehearsals(ws: Workspace) -> Mapping[Channel, tuple[Mishap, ...]]:
    """The mishaps that wait for each channel's next sends, the next one first."""
    return {name: found for name in CHANNELS if (found := listed(ws.cache.get(shelf(name))))}


@needs(Permission.MANAGE)
def rehearse(ws: Workspace, channel: Channel, mishap: Mishap) -> tuple[Mishap, ...]:
    """Let ``mishap`` happen to one of the next sends, after those that wait already; all that wait now.

    It is kept for a day, in the cache: several processes rehearse together where they share one.

    Raises:
        Invalid: nothing is simulated on this channel (field ``channel``).
        Conflict: as many as may wait are waiting, or its posts really go out.
    """
    if channel not in CHANNELS:
        raise Invalid(f"Nothing is simulated on {rules_of(channel).label}.", field="channel")
    if ws.channel(channel).origin is not Origin.SIMULATED:
        raise Conflict("An account is connected here, and its posts really go out. Failures are rehearsed without one.")
    waiting = listed(ws.cache.get(shelf(channel)))
    if len(waiting) >= MOST:
        raise Conflict(f"{MOST} failures wait already. Let them happen first, or clear them.")
    with ws.writing():
        ws.audit("rehearse_failure", channel, WORDS[mishap])
    ws.cache.set(shelf(channel), as_kept([*waiting, mishap]), KEPT)
    return (*waiting, mishap)


@needs(Permission.MANAGE)
def stop_rehearsing(ws: Workspace, channel: Channel) -> None:
    """Let nothing more go wrong on a channel."""
    ws.cache.delete(shelf(channel))
