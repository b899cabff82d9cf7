"""Links in somebody's mailbox: good once and for a while, and whoever opens one has that mailbox."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, select

from core.accounts.people import Person, find_user
from core.accounts.sessions import hashed
from core.accounts.tries import refuse_flood
from core.backends.engine import WRITE
from core.errors import NotFound, NotReady
from core.tables import MailedLink, User
from core.vocab import LinkPurpose
from core.wiring import Runtime
from core.wiring.postman import Letter

LASTS = {LinkPurpose.RESET: timedelta(hours=1), LinkPurpose.CONFIRM: timedelta(days=3)}
NO_MAIL = (
    "This server sends no letters. Ask whoever runs it for a link: "
    "they make one with `make reset EMAIL=your@address`, or set MAIL_URL."
)
_RESET = """Hello {name},

somebody asked to set a new password for your account at {place}. If that was you, open this link within an hour:

{link}

If it was not, do nothing: your password stays as it is.
"""
_CONFIRM = """Hello {name},

please confirm that this address is yours, signed in to your account at {place}, with this link. It is good for three
days:

{link}

If you have no account there, do nothing: somebody mistyped their address.
"""


def ask_for_reset(runtime: Runtime, email: str, *, caller: str = "") -> None:
    """Have a link for a new password mailed, where the address has an account; nobody is told whether it has.

    Raises:
        NotReady: this server sends no letters.
        TooOften: it was asked for often lately, for this address or by the network address ``caller``.
    """
    address = email.strip().lower()
    if not runtime.postman.is_ready:
        raise NotReady(NO_MAIL)
    refuse_flood(runtime, "forgot", account=address, caller=caller)

    def letter() -> Letter | None:
        user = find_user(runtime, address)
        if user is None or not user.is_active:
            return None
        text = _RESET.format(name=user.name, place=runtime.public_url, link=reset_link(runtime, user.id))
        return Letter(user.email, "Set a new password", text)

    runtime.postman.post(letter)


def ask_to_confirm(runtime: Runtime, person: Person) -> None:
    """Have a link mailed by which a person shows that their address is theirs.

    Raises:
        NotReady: this server sends no letters.
        TooOften: it was asked for often lately.
    """
    if not runtime.postman.is_ready:
        raise NotReady("This server sends no letters, so no address can be confirmed. Whoever runs it sets MAIL_URL.")
    refuse_flood(runtime, "confirm", account=str(person.id))

    def letter() -> Letter:
        link = f"{runtime.public_url}/?confirm={new_link(runtime, person.id, LinkPurpose.CONFIRM)}"
        text = _CONFIRM.format(name=person.name, place=runtime.public_url, link=link)
        return Letter(person.email, "Please confirm your address", text)

    runtime.postman.post(letter)


def reset_link(runtime: Runtime, user_id: UUID) -> str:
    """A link to set a new password with; the one before it is worthless from now on."""
    return f"{runtime.public_url}/?reset={new_link(runtime, user_id, LinkPurpose.RESET)}"


def new_link(runtime: Runtime, user_id: UUID, purpose: LinkPurpose) -> str:
    """A token that is good once; only its hash is kept, and earlier ones for the same are worthless."""
    token, now = secrets.token_urlsafe(24), runtime.clock()
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        mine = (col(MailedLink.user_id) == user_id, col(MailedLink.purpose) == purpose)
        session.execute(delete(MailedLink).where(*mine))
        session.add(
            MailedLink(token_hash=hashed(token), user_id=user_id, purpose=purpose, expires_at=now + LASTS[purpose],
                       created_at=now)
        )  # fmt: skip
        session.commit()
    return token


def owner_of(runtime: Runtime, token: str, purpose: LinkPurpose) -> Person:
    """Whose link it is, as long as it is good.

    Raises:
        NotFound: it was used, replaced, or is over; the answer is the same.
    """
    query = (
        select(User.id, User.name, User.email)
        .join(MailedLink, col(MailedLink.user_id) == col(User.id))
        .where(col(MailedLink.token_hash) == hashed(token), col(MailedLink.purpose) == purpose)
        .where(col(MailedLink.expires_at) > runtime.clock(), col(User.is_active).is_(True))
    )
    with Session(runtime.engine) as session:
        found = session.execute(query).one_or_none()
    if found is None:
        raise gone()
    return Person(*found)


def used_up(session: Session, token: str, purpose: LinkPurpose) -> bool:
    """Spend a link within an open transaction; whether it was there to be spent, which one caller alone is told."""
    mine = (col(MailedLink.token_hash) == hashed(token), col(MailedLink.purpose) == purpose)
    return bool(session.execute(delete(MailedLink).where(*mine)).rowcount)  # type: ignore[attr-defined]


def gone() -> NotFound:
    """What is said about a link that opens nothing."""
    return NotFound("This link was used already, or its time is over. Ask for a new one.", field="token")
