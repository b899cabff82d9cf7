"""E-mail over SMTP (RFC 5321): a letter with a text and an HTML half, handed to the owner's mail server."""

import smtplib
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from ssl import SSLCertVerificationError, SSLContext

from core.adapters.calls import GREETING
from core.adapters.deadline import within
from core.adapters.letter import written
from core.adapters.mail_server import opened
from core.adapters.wire import certificates
from core.connections.connection import Connection
from core.connections.kinds import AccountKind
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, AuthExpired, ChannelTotals, Outcome, Parcel, Refused, Transient
from core.vocab import Capability, Origin

ACCOUNT = AccountKind(
    label="Your mail server",
    about="Letters leave through the mail server that you already use. Your provider's help page names it.",
    address="Mail server",
    example="smtp://mail.example.com:587",
    secret="Password",  # noqa: S106 - what the field is called
    schemes=("smtp", "smtps", "smtp+plain"),
    account="User name",
    letters=True,
)
SECONDS = 30.0
"""For one letter, greeting and encryption included."""


class SmtpChannel:
    """Hands over one letter a parcel. A mail server cannot be asked whether it took a letter.

    The ``Message-ID`` is made of the parcel's key, so that a letter which did go out twice is shown once by the mail
    programs that look at it.
    """

    capability = Capability.NEITHER
    origin = Origin.LIVE

    def __init__(
        self,
        connection: Connection,
        fetch: Callable[[str], bytes | None],
        *,
        trust: Callable[[], SSLContext] = certificates,
    ) -> None:
        self._connection, self._fetch, self._trust = connection, fetch, trust

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        """Hand the letter over, once."""
        posting = _Posting(self._connection, self._trust)
        try:
            letter = written(parcel, self._connection.sender, now, self._fetch)
        except ValueError as odd:
            return Refused(f"This letter can't be written: {odd}.")
        try:
            return within(SECONDS, lambda: posting.outcome(letter, parcel.to, now), posting.hang_up)
        except (TimeoutError, OSError, smtplib.SMTPException) as broken:
            if posting.is_handed_over:
                return Ambiguous("The mail server broke off while it was taking this letter.", _raw(broken))
            return Transient("The mail server could not be reached.", _raw(broken))

    def find(self, _parcel: Parcel) -> Accepted | None:
        """Nobody can be asked."""
        return None

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002 - the port's shape
        """Mail servers count nothing; clicks are counted where the links lead."""
        return None


CHANNEL = SmtpChannel


def greet(connection: Connection, *, trust: Callable[[], SSLContext] = certificates) -> str:
    """Sign in at the mail server and hang up.

    Raises:
        Invalid: nobody is there, the line is not safe, or the password is wrong.
    """
    try:
        server = opened(connection, trust(), GREETING)
    except smtplib.SMTPAuthenticationError as refused:
        raise Invalid(f"The mail server refused the password ({refused.smtp_code}).", field="secret") from refused
    except (smtplib.SMTPNotSupportedError, SSLCertVerificationError) as unsafe:
        words = "The mail server offers no safe connection. Check the address, or ask your mail provider."
        raise Invalid(words, field="url") from unsafe
    except (OSError, smtplib.SMTPException) as silent:
        raise Invalid(f"No mail server answered there ({silent}). Check the address and port.", field="url") from silent
    server.close()
    return "The mail server answered and takes letters."


class _Posting:
    """One letter on its way, and whether its last line may have been said: from then on it may have been taken."""

    def __init__(self, connection: Connection, trust: Callable[[], SSLContext]) -> None:
        self._connection, self._trust = connection, trust
        self._server: smtplib.SMTP | None = None
        self.is_handed_over = False

    def outcome(self, letter: EmailMessage, to: str, now: datetime) -> Outcome:
        try:
            self._server = server = opened(self._connection, self._trust(), SECONDS)
        except smtplib.SMTPAuthenticationError as refused:
            return _refused(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPNotSupportedError, SSLCertVerificationError) as unsafe:
            return Refused("The mail server offers no safe connection, so nothing was sent.", _raw(unsafe))
        try:
            code, said = server.mail(self._connection.sender)
            if code >= 400:
                return _refused(code, said)
            code, said = server.rcpt(to)
            if code >= 400:
                return _refused(code, said, to_person=True)
            self.is_handed_over = True
            code, said = server.data(letter.as_bytes())
        except smtplib.SMTPDataError as stopped:
            return _refused(stopped.smtp_code, stopped.smtp_error)
        finally:
            self.hang_up()
        return _refused(code, said) if code >= 400 else Accepted(str(letter["Message-ID"]), now)

    def hang_up(self) -> None:
        if self._server is not None:
            self._server.close()


def _refused(code: int, said: bytes | str, *, to_person: bool = False) -> Outcome:
    """4xx is "not now", 5xx "never" (RFC 5321, section 4.2.1); 530 and 535 are about the password (RFC 4954)."""
    raw = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"[:2000]
    if code in {530, 534, 535}:
        return AuthExpired("The mail server does not accept the saved password. Connect it again in Settings.", raw)
    if code < 500:
        return Transient("The mail server asked to try again later.", raw, to_person=to_person)
    return Refused(f"The mail server did not take this letter: {raw[4:204]}", raw, to_person=to_person)


def _raw(broken: Exception) -> str:
    return f"{type(broken).__name__}: {broken}"[:2000]
