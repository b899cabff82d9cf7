"""A channel that is any program of the owner's: one signed JSON POST a post (Standard Webhooks 1.0.0)."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import httpx2

from core.adapters.calls import GREETING, Connect, Line, NoAnswer, NotSent, after, answered, refusal
from core.channels.compose import content_id
from core.connections.connection import Connection
from core.connections.kinds import AccountKind
from core.connections.signing import secret_bytes, signature
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, ChannelTotals, Outcome, Parcel, Refused, Transient
from core.vocab import Capability, Origin

ACCOUNT = AccountKind(
    label="A webhook of yours",
    about="Each post is sent as signed JSON to an address of yours, such as n8n, Make or Zapier, which posts it.",
    address="Webhook address",
    example="https://hooks.example.com/in/42",
    secret="Signing secret",  # noqa: S106 - what the field is called
    whole=True,
    signs=True,
)
PING = b'{"type": "ping"}'
PATIENCE = 10.0
"""Seconds for an address that is told something: the receivers of webhooks are to answer at once and work later."""
MOST_MEDIA = 15 * 2**20
"""Bytes of pictures in one call: base64 makes 20 MB of them, which is what automation tools take."""


class WebhookChannel:
    """Posts JSON with ``webhook-id``, ``webhook-timestamp`` and ``webhook-signature``; any 2xx means that it is taken.

    The id stays the same on every retry. A receiver that drops ids it has seen makes this channel idempotent; one
    that does not cannot be asked, so a lost answer is left for a person to look at.
    """

    origin = Origin.LIVE

    def __init__(
        self,
        connection: Connection,
        fetch: Callable[[str], bytes | None],
        *,
        connect: Connect = None,
    ) -> None:
        self._fetch = fetch
        self._connection, self._url = connection, connection.url
        self._line = Line(connection.reach, (("User-Agent", "marketing-command-center"),), connect)
        self.capability = Capability.IDEMPOTENT if connection.remembers else Capability.NEITHER

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        """Hand the parcel over, once."""
        files = {key: self._fetch(key) for key in parcel.media}
        if sum(len(data or b"") for data in files.values()) > MOST_MEDIA or None in files.values():
            return Refused("A picture of this post is gone or too large for a webhook. Choose another.")
        body = json.dumps(contents(parcel, files), ensure_ascii=False).encode()
        headers = _signed(self._connection, parcel.key, body, now)
        try:
            reply = self._line.call("POST", self._url, content=body, headers=headers)
        except NotSent as unreached:
            return Transient("The webhook's address could not be reached.", str(unreached))
        except NoAnswer as silent:
            return Ambiguous("The webhook took the call but never answered.", str(silent))
        return refusal(reply, "The webhook") or Accepted(_reference(reply, parcel), now)

    def find(self, _parcel: Parcel) -> Accepted | None:
        """Nobody can be asked."""
        return None

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002 - the port's shape
        """Nobody counts here; results come in by file or by the API."""
        return None


CHANNEL = WebhookChannel


def greet(connection: Connection, *, connect: Connect = None) -> str:
    """Send a signed ``ping``, which publishes nothing.

    Raises:
        Invalid: nobody answered, or the answer was no 2xx.
    """
    now = datetime.now(UTC)
    headers = _signed(connection, f"ping-{int(now.timestamp())}", PING, now)
    line = Line(connection.reach, connect=connect)
    reply = answered(lambda: line.call("POST", connection.url, content=PING, headers=headers, seconds=GREETING))
    return f"The webhook answered with status {reply.status_code}."


def tell(
    connection: Connection, ref: str, body: bytes, now: datetime, *, connect: Connect = None
) -> tuple[int | None, str, timedelta | None]:
    """Tell an address something, once: the status, or None; why it is not taken; the wait asked."""
    line = Line(connection.reach, (("User-Agent", "marketing-command-center"),), connect)
    try:
        headers = _signed(connection, ref, body, now)
        reply = line.call("POST", connection.url, content=body, headers=headers, seconds=PATIENCE)
    except Invalid:
        return None, "The signing secret can't be opened any more. Make a new one in Settings, Programs.", None
    except NotSent as unreached:
        return None, f"Nobody was reached: {unreached}", None
    except NoAnswer as silent:
        return None, f"No answer came: {silent}", None
    return reply.status_code, "" if reply.is_success else reply.text[:300], after(reply)


def _signed(connection: Connection, ref: str, body: bytes, now: datetime) -> dict[str, str]:
    stamp = str(int(now.timestamp()))
    return {
        "content-type": "application/json",
        "webhook-id": ref,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(secret_bytes(connection.secret.get_secret_value()), ref, stamp, body),
    }


def contents(parcel: Parcel, files: Mapping[str, bytes | None]) -> dict[str, object]:
    """The documented body: what goes out, where, under which key, and the pictures themselves in base64."""
    alts = dict(zip(parcel.media, parcel.alts, strict=False))
    return {
        "type": "post.publish",
        "key": parcel.key,
        "channel": parcel.channel,
        "to": parcel.to,
        "text": parcel.text,
        "subject": parcel.subject,
        "html": parcel.html,
        "media": [
            {"name": key.rsplit("/", 1)[-1], "alt": alts.get(key, ""), "base64": base64.b64encode(data or b"").decode()}
            | _cid(key, parcel.html)
            for key, data in files.items()
        ],
    }


def _cid(key: str, html: str) -> dict[str, str]:
    """The name by which a letter's HTML shows a picture, where it does."""
    return {"cid": content_id(key)} if f"cid:{content_id(key)}" in html else {}


def _reference(reply: httpx2.Response, parcel: Parcel) -> str:
    """What the receiver calls it, where its answer is JSON with an ``id``; else the key it was sent under."""
    try:
        told = reply.json()
    except ValueError:
        return parcel.key
    named = told.get("id") if isinstance(told, dict) else None
    return str(named)[:200] if isinstance(named, str | int) and str(named) else parcel.key
