"""A Telegram channel over the Bot API (core.telegram.org/bots/api): a bot that may post there, and its token."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from core.adapters.calls import GREETING, Connect, Line, NoAnswer, NotSent, refusal
from core.connections.connection import Connection
from core.connections.kinds import AccountKind
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, AuthExpired, ChannelTotals, Outcome, Parcel, Refused, Transient
from core.vocab import Capability, Origin

ACCOUNT = AccountKind(
    label="A Telegram bot",
    about="Ask @BotFather for a bot and its token, and make the bot an administrator of your channel.",
    address="Bot server",
    example="https://api.telegram.org",
    account="Your channel, such as @crumbandco",
    secret="Bot token",  # noqa: S106 - what the field is called
)
WHO = "Telegram"


class TelegramChannel:
    """Posts to one channel. A bot cannot read back what it posted, so a lost answer is left for a person to look at.

    The token is part of every address: no address is ever kept or shown.
    """

    capability = Capability.NEITHER
    origin = Origin.LIVE

    def __init__(
        self, connection: Connection, fetch: Callable[[str], bytes | None], *, connect: Connect = None
    ) -> None:
        self._fetch, self._chat = fetch, connection.account
        self._token = connection.secret.get_secret_value()
        self._bot = f"{connection.url}/bot{self._token}"
        self._line = Line(connection.reach, connect=connect)

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:  # noqa: ARG002 - the server says when it took it
        """Post once: words alone, or pictures with the words under the first."""
        files = {f"file{at}": self._fetch(key) for at, key in enumerate(parcel.media)}
        if None in files.values():
            return Refused("A picture of this post is gone. Draw or upload it again.")
        if not files:
            return self._posted("sendMessage", {"chat_id": self._chat, "text": parcel.text}, {})
        shown = [
            {"type": "video" if key.endswith(".mp4") else "photo", "media": f"attach://file{at}"}
            for at, key in enumerate(parcel.media)
        ]
        if len(shown) == 1:
            kind = shown[0]["type"]
            return self._posted(f"send{kind.title()}", {"chat_id": self._chat, "caption": parcel.text},
                                {kind: files["file0"]})  # fmt: skip
        shown[0]["caption"] = parcel.text
        return self._posted("sendMediaGroup", {"chat_id": self._chat, "media": json.dumps(shown)}, files)

    def find(self, _parcel: Parcel) -> Accepted | None:
        """Nobody can be asked."""
        return None

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002 - the port's shape
        """Bots are told no views; bring a channel's numbers in as a file."""
        return None

    def _posted(self, method: str, told: dict[str, str], files: dict[str, bytes | None]) -> Outcome:
        sent = {name: (name, data) for name, data in files.items()}
        try:
            reply = self._line.call("POST", f"{self._bot}/{method}", data=told, files=sent or None)
        except NotSent as unreached:
            return Transient(f"{WHO} could not be reached.", self._safe(str(unreached)))
        except NoAnswer as silent:
            return Ambiguous(f"{WHO} took the call but never answered.", self._safe(str(silent)))
        if refused := refusal(reply, WHO):
            return _in_its_words(refused, reply)
        try:
            result = reply.json()["result"]
            first = result[0] if isinstance(result, list) else result
            return Accepted(str(first["message_id"]), datetime.fromtimestamp(first["date"], UTC))
        except (ValueError, LookupError, TypeError):
            return Ambiguous(f"{WHO}'s answer was garbled.", reply.text[:2000])

    def _safe(self, words: str) -> str:
        return words.replace(self._token, "…")


CHANNEL = TelegramChannel


def greet(connection: Connection, *, connect: Connect = None) -> str:
    """Ask whose token this is, and whether the bot knows the channel.

    Raises:
        Invalid: nobody answered, or the token or the channel is not good.
    """
    line = Line(connection.reach, connect=connect)
    bot = f"{connection.url}/bot{connection.secret.get_secret_value()}"
    try:
        me = line.call("GET", f"{bot}/getMe", seconds=GREETING)
        if me.status_code in {401, 404}:  # 404: it does not even look like a token
            raise Invalid("Telegram does not know this token. Copy it again from @BotFather.", field="secret")
        name = me.json()["result"]["username"]
        asked = line.call("POST", f"{bot}/getChat", data={"chat_id": connection.account}, seconds=GREETING)
        if not asked.is_success:
            words = "Write it as @name, and make the bot an administrator there."
            raise Invalid(f"@{name} does not find the channel “{connection.account}”. {words}", field="account")
        return f"Connected as @{name}, posting to {asked.json()['result']['title']}."
    except (NotSent, NoAnswer) as silent:
        raise Invalid("Nobody answered there. Try again in a minute.", field="url") from silent
    except (ValueError, LookupError, TypeError) as odd:
        raise Invalid("What answered is no Telegram server. Check the address.", field="url") from odd


def _in_its_words(outcome: Outcome, reply: httpx2.Response) -> Outcome:
    """A refusal with the reason that the server gave, and how long it asked to wait."""
    try:
        told: dict[str, Any] = reply.json()
        wait, why = told.get("parameters", {}).get("retry_after"), str(told["description"])[:300]
    except (ValueError, LookupError, TypeError, AttributeError):
        return outcome
    if isinstance(outcome, Transient) and isinstance(wait, int):
        return Transient(outcome.reason, outcome.raw, timedelta(seconds=wait))
    if isinstance(outcome, Refused):
        return Refused(f"{WHO} did not take this: {why}", outcome.raw)
    return AuthExpired(f"{WHO} refused: {why}", outcome.raw) if isinstance(outcome, AuthExpired) else outcome
