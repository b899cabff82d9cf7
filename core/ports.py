"""The things the core needs from outside, each as small as it can be. ``backends`` finds adapters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.vocab import Capability, Origin


class Cache(Protocol):
    """Bytes by key for a while. Losing it must never lose anything but time."""

    def get(self, key: str) -> bytes | None: ...
    def set(self, key: str, value: bytes, *, ttl: timedelta) -> None: ...
    def delete(self, prefix: str) -> None: ...


@dataclass(frozen=True)
class Tally:
    """What is left of a limit, and the seconds after which some of it is there again."""

    left: int
    resets_in: float
    is_over: bool


class Throttle(Protocol):
    """Counts how often something was tried."""

    def count(self, limit: str, *names: str) -> Tally:
        """Count one more of what happens often; somewhat less exact than ``wait``, and cheap however high the limit."""
        ...

    def wait(self, limit: str, *names: str) -> timedelta | None:
        """Count one more try of what ``names`` name; how long to leave it, or None while it is within ``limit``.

        ``limit`` reads like ``"10 per 15 minutes"``.
        """
        ...

    def forget(self, limit: str, *names: str) -> None:
        """Begin to count anew."""
        ...


class MediaStore(Protocol):
    """Files by path. Putting the same path twice is harmless: paths are made of the content's hash."""

    def put(self, path: str, data: bytes, *, content_type: str) -> None: ...
    def get(self, path: str) -> bytes | None: ...
    def delete(self, prefix: str) -> None: ...


Vectors = NDArray[np.float32]
"""One row a text, each of length 1 (or 0 where there was nothing to read): a product of two rows is their cosine."""


class Embedder(Protocol):
    """Texts as vectors whose angle tells how much they are about the same thing.

    ``identity`` names what made them, such as ``wordllama-256``: vectors of two identities cannot be compared.
    """

    @property
    def identity(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order.

        Raises:
            ModelFailed: it is asked over a wire and gave no vectors.
        """
        ...


@dataclass(frozen=True)
class Parcel:
    """What is handed to a channel. ``key`` names this one delivery for ever, on every retry.

    ``media`` are keys in the business's media store, ``alts`` what they show, in the same order; ``due_at`` is the
    moment before which it cannot have gone out.
    """

    key: str
    channel: str
    to: str
    text: str
    subject: str = ""
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    media: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    due_at: datetime | None = None
    traits: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Accepted:
    external_id: str
    at: datetime


@dataclass(frozen=True)
class Transient:
    """Certainly not accepted; worth another try. ``to_person`` says that the recipient's address was refused."""

    reason: str
    raw: str = ""
    after: timedelta | None = None
    to_person: bool = False


@dataclass(frozen=True)
class AuthExpired:
    reason: str
    raw: str = ""


@dataclass(frozen=True)
class Refused:
    """The channel will never take it as it is. ``to_person`` says that the recipient's address was refused."""

    reason: str
    raw: str = ""
    to_person: bool = False


@dataclass(frozen=True)
class Ambiguous:
    """It may have been accepted: the answer never came. ``after`` is how long to wait before it is asked about."""

    reason: str
    raw: str = ""
    after: timedelta | None = None


Outcome = Accepted | Transient | AuthExpired | Refused | Ambiguous


@dataclass(frozen=True)
class ChannelTotals:
    """A post's counts so far; None is "not told"."""

    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    clicks: int | None = None
    watch_seconds: int | None = None
    conversions: int | None = None


class Unreachable(Exception):  # noqa: N818 - it says what is the case
    """A channel could not be asked just now, so nothing is known."""


class Stopped(Exception):  # noqa: N818 - it says what is the case
    """The work stopped in the middle of a send, so nobody hears how it ended."""


class Channel(Protocol):
    """One way to reach people. ``send`` makes at most one call that changes anything.

    ``find`` and ``totals`` raise ``Unreachable`` when the channel cannot be asked: that is not the same as "no".
    ``origin`` is what its numbers are marked with.
    """

    capability: Capability
    origin: Origin

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome: ...
    def find(self, parcel: Parcel) -> Accepted | None: ...
    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None: ...


@dataclass(frozen=True)
class Film:
    """A film's bytes and what they hold; ``length`` in seconds, sides in pixels."""

    data: bytes = field(repr=False)
    width: int
    height: int
    length: float

    @property
    def seconds(self) -> int:
        """Its length in whole seconds, at least 1."""
        return max(1, round(self.length))


class BrokenFilm(Exception):  # noqa: N818 - it says what is the case
    """A film that cannot be read, or not to its end."""


class Films(Protocol):
    """Whatever films are looked at, saved afresh and made with; each raises ``BrokenFilm``, or ``TimeoutError``."""

    def look(self, data: bytes) -> Film: ...
    def clean(self, data: bytes, *, most_side: int, progress: Callable[[float], None]) -> Film: ...
    def frame(self, data: bytes, second: float) -> bytes: ...
    def encoded(self, frames: Iterable[bytes], size: tuple[int, int], fps: int) -> Film: ...


Level = Literal["json_schema", "json_object", "prompt"]
"""How firmly an endpoint keeps a reply to its shape: by grammar, to some JSON, or because it was asked nicely."""


@dataclass(frozen=True)
class Probe:
    """What an AI endpoint showed when it was tried.

    ``words`` is for a person: what works, or what happened and what to do. ``level`` is the firmest shape that was
    really kept; None where nothing came back that could be used. ``model`` is the one that served.
    """

    works: bool
    words: str
    level: Level | None = None
    model: str = ""
    latency_ms: int = 0
