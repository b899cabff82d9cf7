"""One HTTP call to a channel that a customer connected: within reach and time, never redirected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from core.adapters.deadline import within
from core.adapters.dialled import Dialled
from core.adapters.fault import asked_to_wait
from core.adapters.wire import certificates
from core.ai.endpoint import Reach
from core.errors import Invalid
from core.ports import Ambiguous, AuthExpired, Outcome, Refused, Transient

SECONDS = 20.0
"""For one call: below a third of the lease under which it is made."""
GREETING = 15.0
"""Seconds for a hello, which a person waits for."""
Connect = Callable[[], httpx2.BaseTransport] | None
BEFORE = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)
RAW = 2_000


class NotSent(Exception):  # noqa: N818 - says what is known, and is turned into an outcome
    """The call certainly did not arrive."""


class NoAnswer(Exception):  # noqa: N818
    """The call may have arrived: its answer never came."""


@dataclass(frozen=True)
class Line:
    """A way to one account; ``connect`` makes what carries one call, in place of the network."""

    reach: Reach
    headers: tuple[tuple[str, str], ...] = ()
    connect: Connect = None

    def call(self, method: str, url: str, *, seconds: float = SECONDS, **request: Any) -> httpx2.Response:
        """Send one request and read its whole answer, whatever its status.

        Raises:
            NotSent: nobody was reached.
            NoAnswer: it was sent, or may have been, and nothing usable came back.
        """
        road = self.connect() if self.connect else Dialled(self.reach, certificates())
        http = httpx2.Client(transport=road, headers=dict(self.headers), timeout=seconds, follow_redirects=False)
        try:
            return within(seconds, lambda: _whole(http, method, url, request), http.close)
        except (*BEFORE, httpx2.InvalidURL, UnicodeError) as unreached:
            raise NotSent(str(unreached)) from unreached
        except (TimeoutError, httpx2.HTTPError) as silent:
            raise NoAnswer(str(silent) or "time was up") from silent


def _whole(http: httpx2.Client, method: str, url: str, request: dict[str, Any]) -> httpx2.Response:
    with http:
        return http.request(method, url, **request)


def answered(call: Callable[[], httpx2.Response]) -> httpx2.Response:
    """The answer to a hello.

    Raises:
        Invalid: nobody answered, or not well; the message says what to do.
    """
    try:
        reply = call()
    except (NotSent, NoAnswer) as silent:
        raise Invalid(f"Nobody answered there ({silent}). Check the address.", field="url") from silent
    if reply.status_code in {401, 403}:
        raise Invalid("The account refused the secret. Make a new one there and enter it here.", field="secret")
    if not reply.is_success:
        raise Invalid(f"The address answered with status {reply.status_code}. Check it.", field="url")
    return reply


def refusal(reply: httpx2.Response, who: str) -> Outcome | None:
    """What a status means for a call that was to publish something; None where it was taken.

    A server that fails in the middle (500, 502, 504) may have taken it first; one that says that it is busy (429,
    503) has not (RFC 9110, section 15.6).
    """
    raw = f"{reply.status_code} {reply.text[:RAW]}"
    status = reply.status_code
    if status in {401, 403}:
        return AuthExpired(f"{who} no longer accepts the saved key. Connect it again in Settings.", raw)
    if status in {429, 503}:
        return Transient(f"{who} asked to wait.", raw, after(reply))
    if status >= 500:
        return Ambiguous(f"{who} failed while it was taking this (status {status}).", raw)
    return Refused(f"{who} did not take this (status {status}).", raw) if status >= 300 else None


def after(reply: httpx2.Response) -> timedelta | None:
    """How long a busy server asked to wait: ``Retry-After``, or the moment in ``X-RateLimit-Reset``."""
    now = datetime.now(UTC)
    seconds = asked_to_wait(reply.headers, now)
    if seconds is None and (told := reply.headers.get("x-ratelimit-reset")):
        try:
            reset = datetime.fromisoformat(told)
        except ValueError:
            return None
        seconds = max(0.0, (reset.replace(tzinfo=reset.tzinfo or UTC) - now).total_seconds())
    return None if seconds is None else timedelta(seconds=min(seconds, 86_400))
