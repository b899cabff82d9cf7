"""Mastodon over its open API (docs.joinmastodon.org): free accounts, no app review, and a key against doubles."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any, TypeVar

import httpx2

from core.adapters.calls import GREETING, Connect, Line, NoAnswer, NotSent, answered, refusal
from core.connections.connection import Connection
from core.connections.kinds import AccountKind
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, ChannelTotals, Outcome, Parcel, Refused, Transient, Unreachable
from core.vocab import Capability, Origin

T = TypeVar("T")
ACCOUNT = AccountKind(
    label="A Mastodon account",
    about="On your server: Preferences, Development, New application; tick read, write:media and write:statuses.",
    address="Your server",
    example="https://mastodon.social",
    secret="Access token",  # noqa: S106 - what the field is called
)
WHO = "Mastodon"
CLOCKS_APART = timedelta(minutes=2)
"""How much earlier than ours a server's clock may say that something arrived."""
LOOKED_AT = 40
"""An account's newest posts that a page of the API holds at most."""
PROCESSING = 30.0
"""Seconds that a server may take to prepare a picture or film."""


@dataclass(frozen=True)
class _Unready(Exception):  # noqa: N818 - it carries the outcome, and is turned into it
    """Its media could not be handed over, so nothing was published."""

    outcome: Outcome


class MastodonChannel:
    """Posts to one account.

    ``Idempotency-Key`` is honoured for an hour only, so a lost answer is settled by looking through the account's
    newest posts first, and the key covers the moment between looking and sending.
    """

    capability = Capability.LOOKUP
    origin = Origin.LIVE

    def __init__(
        self,
        connection: Connection,
        fetch: Callable[[str], bytes | None],
        *,
        connect: Connect = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url, self._fetch, self._sleep = connection.url, fetch, sleep
        token = connection.secret.get_secret_value()
        self._line = Line(connection.reach, (("Authorization", f"Bearer {token}"),), connect)

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:  # noqa: ARG002 - the server says when it took it
        """Hand the pictures over, then post once."""
        try:
            held = [self._upload(key, alt) for key, alt in _pictures(parcel)]
        except _Unready as unready:
            return unready.outcome
        status = {"status": parcel.text, "media_ids": held, "visibility": "public"}
        try:
            reply = self._line.call(
                "POST", f"{self._url}/api/v1/statuses", json=status, headers={"Idempotency-Key": parcel.key}
            )
        except NotSent as unreached:
            return Transient(f"{WHO} could not be reached.", str(unreached))
        except NoAnswer as silent:
            return Ambiguous(f"{WHO} took the call but never answered.", str(silent))
        if refused := refusal(reply, WHO):
            return _in_its_words(refused, reply)
        try:
            return _accepted(reply.json())
        except (ValueError, KeyError, TypeError):
            return Ambiguous(f"{WHO}'s answer was garbled.", reply.text[:2000])

    def find(self, parcel: Parcel) -> Accepted | None:
        """The account's post with these very words, taken since this parcel was due.

        Raises:
            Unreachable: the account's posts cannot be read now.
        """
        wanted = _letters(parcel.text)

        def same(told: Any) -> Accepted | None:
            for one in told:
                found = _accepted(one)
                is_late_enough = parcel.due_at is None or found.at >= parcel.due_at - CLOCKS_APART
                if is_late_enough and _letters(_plain(one["content"])) == wanted:
                    return found
            return None

        mine = self._read("/api/v1/accounts/verify_credentials", lambda told: str(told["id"]))
        return self._read(f"/api/v1/accounts/{mine}/statuses?limit={LOOKED_AT}", same)

    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002
        """Favourites, replies and boosts so far, None for a post that is gone; Mastodon counts no views.

        Raises:
            Unreachable: it cannot be asked now.
        """
        return self._read(
            f"/api/v1/statuses/{external_id}",
            lambda told: ChannelTotals(
                likes=int(told["favourites_count"]),
                comments=int(told["replies_count"]),
                shares=int(told["reblogs_count"]),
            ),
        )

    def _upload(self, key: str, alt: str) -> str:
        data = self._fetch(key)
        if data is None:
            raise _Unready(Refused("A picture of this post is gone. Draw or upload it again."))
        try:
            reply = self._line.call(
                "POST", f"{self._url}/api/v2/media", files={"file": (key.rsplit("/", 1)[-1], data)},
                data={"description": alt[:1500]},
            )  # fmt: skip
            if refused := refusal(reply, WHO):
                raise _Unready(_before(_in_its_words(refused, reply)))
            held = str(reply.json()["id"])
            waited = 0.0
            while reply.status_code in {202, 206}:
                if waited >= PROCESSING:
                    raise _Unready(Transient(f"{WHO} is still preparing a picture."))
                self._sleep(1.0)
                waited += 1.0
                reply = self._line.call("GET", f"{self._url}/api/v1/media/{held}")
        except (NotSent, NoAnswer) as unreached:
            raise _Unready(Transient(f"{WHO} could not be handed a picture.", str(unreached))) from unreached
        except (ValueError, KeyError, TypeError) as garbled:
            raise _Unready(Transient(f"{WHO}'s answer was garbled.", str(garbled))) from garbled
        return held

    def _read(self, path: str, seen: Callable[[Any], T]) -> T | None:
        """What stands there, as ``seen`` reads it; None where nothing does."""
        try:
            reply = self._line.call("GET", self._url + path)
            if reply.status_code == 404:
                return None
            if not reply.is_success:
                raise Unreachable(f"{WHO} could not be asked (status {reply.status_code}).")
            return seen(reply.json())
        except (NotSent, NoAnswer) as silent:
            raise Unreachable(f"{WHO} could not be asked.") from silent
        except (ValueError, KeyError, TypeError) as garbled:
            raise Unreachable(f"{WHO}'s answer was garbled.") from garbled


CHANNEL = MastodonChannel


def greet(connection: Connection, *, connect: Connect = None) -> str:
    """Ask whose token this is.

    Raises:
        Invalid: nobody answered, or the token is not good.
    """
    line = Line(connection.reach, (("Authorization", f"Bearer {connection.secret.get_secret_value()}"),), connect)
    where = f"{connection.url}/api/v1/accounts/verify_credentials"
    reply = answered(lambda: line.call("GET", where, seconds=GREETING))
    try:
        return f"Connected as @{reply.json()['acct']}."
    except (ValueError, KeyError, TypeError) as odd:
        raise Invalid("What answered is no Mastodon server. Check the address.", field="url") from odd


def _pictures(parcel: Parcel) -> list[tuple[str, str]]:
    alts = (*parcel.alts, *("" for _ in parcel.media[len(parcel.alts) :]))
    return list(zip(parcel.media, alts, strict=False))


def _accepted(told: dict[str, Any]) -> Accepted:
    return Accepted(str(told["id"]), datetime.fromisoformat(told["created_at"]))


def _in_its_words(outcome: Outcome, reply: httpx2.Response) -> Outcome:
    """A refusal with the reason that the server gave."""
    try:
        told = reply.json()["error"]
    except (ValueError, KeyError, TypeError):
        return outcome
    return (
        Refused(f"{WHO} did not take this: {str(told)[:300]}", outcome.raw) if isinstance(outcome, Refused) else outcome
    )


def _before(outcome: Outcome) -> Outcome:
    """What an unclear end means while nothing was published yet."""
    return Transient(outcome.reason, outcome.raw) if isinstance(outcome, Ambiguous) else outcome


def _plain(content: str) -> str:
    """The words in a post's HTML; a shortened link still holds its whole address."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</p>\s*<p>|<br\s*/?>", "\n", content)))


def _letters(text: str) -> str:
    """A text without blanks: servers set line breaks anew."""
    return re.sub(r"\s+", "", text)
