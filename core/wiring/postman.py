"""Letters of the server itself, about accounts: handed to the mail server of whoever runs it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import structlog
from pydantic import SecretStr

from core.backends import find_account
from core.connections.connection import Connection
from core.ports import Accepted, Ambiguous, AuthExpired, Outcome, Parcel, Refused, Transient
from core.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Letter:
    """A short text for one person."""

    to: str
    subject: str
    text: str


class Postman:
    """Writes and hands over letters after whoever asked was answered, so that an answer's time tells nothing."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._url, self._sender, self._clock = settings.mail_url, settings.mail_from, clock
        self._under_way: set[Future[None]] = set()

    @property
    def is_ready(self) -> bool:
        """Whether this server can send letters."""
        return self._url is not None

    def post(self, write: Callable[[], Letter | None]) -> None:
        """Have a letter written and sent; none, where ``write`` finds that there is nobody to write to."""
        assert self._url is not None
        task = self._hands.submit(self._deliver, write)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def wait(self) -> None:
        """Until every letter under way was handed over, or was not."""
        wait(list(self._under_way))

    @cached_property
    def _hands(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(2, thread_name_prefix="postman")

    def _deliver(self, write: Callable[[], Letter | None]) -> None:
        try:
            letter = write()
            outcome = None if letter is None else self._handed_over(letter)
        except Exception:
            log.exception("letter_not_written")  # in a thread of its own nobody else would say so
            raise
        match outcome:
            case Accepted():
                log.info("letter_sent")
            case Transient() | Refused() | AuthExpired() | Ambiguous():
                log.error("letter_not_sent", why=outcome.reason)
            case None:
                pass

    def _handed_over(self, letter: Letter) -> Outcome:
        assert self._url is not None
        parcel = Parcel(uuid4().hex, "email", letter.to, letter.text, subject=letter.subject)
        channel = find_account("smtp").CHANNEL(connection_of(self._url, self._sender), lambda _key: None)
        outcome: Outcome = channel.send(parcel, now=self._clock())
        return outcome


def connection_of(url: SecretStr, sender: str) -> Connection:
    """The mail server that a setting names, such as ``smtp://user:password@mail.example.com:587``.

    >>> there = connection_of(SecretStr("smtp://ana%40x.org:p%3Aw@mail.x.org:587"), "hello@x.org")
    >>> there.url, there.account, there.secret.get_secret_value()
    ('smtp://mail.x.org:587', 'ana@x.org', 'p:w')
    """
    parts = urlsplit(url.get_secret_value())
    place = parts.netloc.rpartition("@")[2]
    return Connection(
        kind="smtp",
        url=f"{parts.scheme}://{place}",
        secret=SecretStr(unquote(parts.password or "")),
        account=unquote(parts.username or ""),
        sender=sender,
        reach="anywhere",
    )
