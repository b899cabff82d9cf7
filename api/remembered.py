"""Answers that are given again while nothing at all was committed to the database, and 304 for whoever has them.

An answer is kept under the very credentials and address it was asked for with, so nobody gets another's. It is told
again only while the number of commits is the one from before it was made: no sign-in was ended, no role changed, no
word edited, by whatever process. Where the database does not count (PostgreSQL) nothing is kept, and 304 saves the way
back alone.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, TypeVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import doors, rates
from core.wiring import Runtime

F = TypeVar("F", bound=Callable[..., Any])
MOST, LARGEST = 256, 256 * 1024
"""Answers, and bytes of one."""
_MARKED = "is_remembered"


def remembered(endpoint: F) -> F:
    """Mark an operation whose answer changes with the database and the caller alone, never by itself."""
    setattr(endpoint, _MARKED, True)
    return endpoint


def is_remembered(endpoint: object) -> bool:
    return getattr(endpoint, _MARKED, False)


@dataclass(frozen=True)
class Answer:
    """An answer, when it was true, until when whoever asked may be believed, and whose requests they count among."""

    runtime: Runtime
    commits: int
    until: datetime
    counted: str
    route: Any
    headers: list[tuple[bytes, bytes]]
    etag: str
    body: bytes

    def is_true(self, runtime: Runtime, commits: int | None) -> bool:
        """Whether it is still what would be answered."""
        return self.runtime is runtime and self.commits == commits and runtime.clock() < self.until


class Remembered:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        shown = headers.get("authorization") if headers is not None else None
        if headers is None or shown is None:
            await self._app(scope, receive, send)
            return
        runtime, known = await doors.running(), headers.get("if-none-match", "")
        commits = runtime.commits()
        asked = f"{shown}\n{scope['path']}\n".encode(errors="surrogateescape") + scope["query_string"]
        name = blake2b(asked, digest_size=32).digest()
        found = self._kept.get(name)
        if (
            found is not None
            and found.is_true(runtime, commits)
            and rates.has_room(runtime, scope["state"], found.counted)
        ):
            self._kept.move_to_end(name)
            scope["route"] = found.route
            await tell(send, found.headers, found.etag, found.body, known)
            return

        def keep(start: Message, etag: str, body: bytes) -> None:
            counted, until = scope["state"]["known"]
            if commits is not None and until is not None and len(body) <= LARGEST:
                self._kept[name] = Answer(
                    runtime, commits, until, counted, scope["route"], list(start["headers"]), etag, body
                )
                if len(self._kept) > MOST:
                    self._kept.popitem(last=False)

        await self._app(scope, receive, _Watch(scope, send, known, keep))


class _Watch:
    """Holds an answer back until its body is there: only then is known whether the caller has it already."""

    def __init__(self, scope: Scope, send: Send, known: str, keep: Callable[[Message, str, bytes], None]) -> None:
        self._scope, self._send, self._known, self._keep = scope, send, known, keep
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] == 200 and is_remembered(self._scope.get("endpoint")):
                self._start = message
                return
        elif self._start is not None:
            start, self._start = self._start, None
            body = message.get("body", b"")
            if not message.get("more_body", False):
                etag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
                self._keep(start, etag, body)
                await tell(self._send, start["headers"], etag, body, self._known)
                return
            await self._send(start)
        await self._send(message)


async def tell(send: Send, headers: list[tuple[bytes, bytes]], etag: str, body: bytes, known: str) -> None:
    """Send an answer, or 304 where ``known`` names it."""
    is_known = etag in known or known.strip() == "*"
    start = {"type": "http.response.start", "status": 304 if is_known else 200, "headers": list(headers)}
    said = MutableHeaders(scope=start)
    said["ETag"], said["Cache-Control"], said["Vary"] = etag, "private, no-cache", "Authorization"
    if is_known:
        del said["content-length"], said["content-type"]
    await send(start)
    await send({"type": "http.response.body", "body": b"" if is_known else body})
