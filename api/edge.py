"""Before any route: a name for every request, a cap on every body, and an answer even where we break."""

import re
from collections.abc import Iterable
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

MEGABYTE = 1024 * 1024
MOST, MOST_MEDIA = MEGABYTE, 25 * MEGABYTE
MOST_BROUGHT = ("/inbound/", 8 * MEGABYTE)
"""A message with its files: where the address of the call starts so, and how much it may have."""
MEDIA = ("multipart/", "image/", "video/")
NAME = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""A caller's own name for a request, if it looks like one."""
DEFAULTS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
BROKEN = "Something broke on our side and was written down. Try again; if it stays, name the request id."
log = structlog.get_logger()


class Edge:
    """ASGI middleware. Bodies are read whole before a route runs, so that none holds a thread by dripping."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if NAME.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        has_begun = False

        async def answer(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                said = MutableHeaders(scope=message)
                said["X-Request-Id"] = request_id
                for name, value in DEFAULTS.items():
                    said.setdefault(name, value)
                if "rate" in scope["state"]:
                    said["RateLimit"], said["RateLimit-Policy"] = scope["state"]["rate"], scope["state"]["rate_policy"]
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                most = _most(scope, headers)
                body = await _body(receive, headers, most)
                if body is None:
                    words = f"The body is larger than {most // MEGABYTE} MB, the most that is taken here. Send less."
                    await problem(413, words, request_id)(scope, receive, answer)
                    return
                await self._app(scope, _again(body, receive), answer)
            except Exception:
                log.exception("request_failed", method=scope["method"])
                if has_begun:
                    raise
                await problem(500, BROKEN, request_id)(scope, receive, answer)


def _most(scope: Scope, headers: Headers) -> int:
    if scope["path"].removeprefix(scope.get("root_path", "")).startswith(MOST_BROUGHT[0]):
        return MOST_BROUGHT[1]
    return MOST_MEDIA if headers.get("content-type", "").startswith(MEDIA) else MOST


async def _body(receive: Receive, headers: Headers, most: int) -> list[Message] | None:
    """The whole body as it came; None when it is larger than ``most`` bytes."""
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:12]) > most:
        return None
    if not length and "transfer-encoding" not in headers:
        return []
    messages, size = [], 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > most:
            return None
        if message["type"] != "http.request" or not message.get("more_body", False):
            return messages


def _again(messages: Iterable[Message], receive: Receive) -> Receive:
    """Give what was read once more, and then whatever still comes."""
    left = iter(messages)

    async def read() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return read
