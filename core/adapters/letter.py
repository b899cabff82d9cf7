"""A parcel as a letter (RFC 5322): multipart text and HTML, with what mail programs need to let people leave."""

import hashlib
import mimetypes
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from core.channels.compose import content_id
from core.ports import Parcel

PLAIN = SMTP.clone(cte_type="7bit")
"""Not every server on the way takes letters with more than ASCII in them (RFC 6152)."""


def written(
    parcel: Parcel, sender: str, now: datetime, fetch: Callable[[str], bytes | None] = lambda _key: None
) -> EmailMessage:
    r"""Write the letter; the pictures that its HTML shows by ``cid:`` travel inside it.

    Raises:
        ValueError: an address, the subject or a header cannot stand in a letter, or a picture is gone.

    >>> from datetime import UTC
    >>> parcel = Parcel(key="k1", channel="email", to="ann@example.org", text="Hi", subject="Hi", html="<p>Hi</p>")
    >>> letter = written(parcel, "Gym <hello@gym.example>", datetime(2026, 3, 2, tzinfo=UTC))
    >>> letter["From"], letter.get_content_type(), letter["Message-ID"].endswith("@gym.example>")
    ('Gym <hello@gym.example>', 'multipart/alternative', True)
    """
    letter = EmailMessage(policy=PLAIN)
    letter["From"], letter["To"] = _address(sender), _address(parcel.to)
    letter["Subject"] = parcel.subject
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{_fingerprint(parcel.key)}@{_address(sender).domain}>"
    for name, value in parcel.headers.items():
        letter[name] = value
    letter.set_content(parcel.text)
    if parcel.html:
        letter.add_alternative(parcel.html, subtype="html")
        for key in parcel.media:
            if f"cid:{content_id(key)}" in parcel.html:
                _enclose(letter, key, fetch(key))
    return letter


def _enclose(letter: EmailMessage, key: str, data: bytes | None) -> None:
    if data is None:
        raise ValueError("a picture of it is gone; draw or upload it again")
    kind = (mimetypes.guess_type(key)[0] or "image/jpeg").partition("/")[2]
    html = letter.get_body(("html",))
    assert html is not None
    html.add_related(data, maintype="image", subtype=kind, cid=f"<{content_id(key)}>")


def _address(written_as: str) -> Address:
    name, address = parseaddr(written_as)
    if not address.isascii() or "@" not in address:
        raise ValueError(f"“{written_as[:80]}” is no address")
    return Address(display_name=name, addr_spec=address)


def _fingerprint(key: str) -> str:
    """The same for the same parcel on every try, and nothing of the key itself."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
