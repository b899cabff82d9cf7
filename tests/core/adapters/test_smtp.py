"""Letters to a real SMTP server: taken, put off, refused, and the doubtful end in between."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.adapters.letter import content_id
from core.adapters.smtp import SmtpChannel, greet
from core.connections.connection import Connection
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, AuthExpired, Parcel, Refused, Transient
from core.vocab import Capability
from tests.core.adapters import certificates
from tests.core.adapters.mail_servers import ACCOUNT, PASSWORD, Post, mail_server

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PICTURES = {"posters/rye.jpg": b"\xff\xd8 a picture"}
PARCEL = Parcel("k1", "email", "ann@example.org", "Fresh rolls.\n.\nToday.", subject="Rolls", html="<p>Fresh rolls</p>")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificates.made(Path(tmp_path_factory.mktemp("tls")))


def channel(
    url: str, *, password: str | None = None, trust: ssl.SSLContext | None = None, reach: str = "local"
) -> SmtpChannel:
    there = Connection(
        "smtp",
        url,
        SecretStr(password or ""),
        account=ACCOUNT if password else "",
        sender="Crumb & Co <hello@crumb.example>",
        reach=reach,  # type: ignore[arg-type]
    )
    return SmtpChannel(there, PICTURES.get, trust=lambda: trust or ssl.create_default_context())


def test_a_letter_arrives_as_it_was_written() -> None:
    post = Post()
    with mail_server(post) as port:
        got = channel(f"smtp+plain://127.0.0.1:{port}").send(PARCEL, now=NOW)
    (letter,) = post.letters
    assert (letter.mail_from, letter.rcpt_tos) == ("hello@crumb.example", ["ann@example.org"])
    told = message_from_bytes(letter.original_content or letter.content)
    assert isinstance(got, Accepted)
    assert told["Message-ID"] == got.external_id
    assert told["From"] == "Crumb & Co <hello@crumb.example>"
    text, html = (part.get_payload(decode=True).decode().splitlines() for part in told.get_payload())
    assert text == ["Fresh rolls.", ".", "Today."]
    assert html == ["<p>Fresh rolls</p>"]


@pytest.mark.parametrize("implicit", [False, True])
def test_the_password_goes_only_through_an_encrypted_line(tls, implicit: bool) -> None:
    post = Post()
    with mail_server(post, tls[0], implicit=implicit) as port:
        url = f"{'smtps' if implicit else 'smtp'}://127.0.0.1:{port}"
        assert isinstance(channel(url, password=PASSWORD, trust=tls[1]).send(PARCEL, now=NOW), Accepted)
        wrong = channel(url, password="guess", trust=tls[1]).send(PARCEL, now=NOW)
        stranger = channel(url, password=PASSWORD).send(PARCEL, now=NOW)
    assert isinstance(wrong, AuthExpired)
    assert "Settings" in wrong.reason
    assert isinstance(stranger, Refused)  # its certificate is signed by nobody we know
    assert len(post.letters) == 1


def test_a_server_without_encryption_is_told_nothing() -> None:
    post = Post()
    with mail_server(post) as port:
        assert isinstance(channel(f"smtp://127.0.0.1:{port}", password=PASSWORD).send(PARCEL, now=NOW), Refused)
    assert post.letters == []


@pytest.mark.parametrize(
    ("to", "end", "outcome"),
    [
        ("550 No such person", "250 OK", Refused),
        ("451 Greylisted", "250 OK", Transient),
        ("250 OK", "554 Looks like spam", Refused),
        ("250 OK", "452 Mailbox full", Transient),
    ],
)
def test_what_the_server_says_is_what_it_means(to: str, end: str, outcome: type) -> None:
    post = Post()
    post.to, post.end = to, end
    with mail_server(post) as port:
        got = channel(f"smtp+plain://127.0.0.1:{port}").send(PARCEL, now=NOW)
    assert isinstance(got, outcome)
    assert post.letters == []


def test_a_line_cut_after_the_letter_leaves_a_doubt() -> None:
    post = Post()
    post.breaks_off = True
    with mail_server(post) as port:
        got = channel(f"smtp+plain://127.0.0.1:{port}").send(PARCEL, now=NOW)
    assert isinstance(got, Ambiguous)
    assert len(post.letters) == 1


def test_nobody_there_is_certain() -> None:
    assert isinstance(channel("smtp+plain://127.0.0.1:9").send(PARCEL, now=NOW), Transient)


def test_a_server_out_of_reach_is_not_called() -> None:
    post = Post()
    with mail_server(post) as port:
        got = channel(f"smtp+plain://127.0.0.1:{port}", reach="public").send(PARCEL, now=NOW)
    assert isinstance(got, Transient)
    assert "reach" in got.raw
    assert post.letters == []


def test_a_letter_to_nobody_is_never_sent() -> None:
    nobody = Parcel("k1", "email", "nobody", "Hi")
    assert isinstance(channel("smtp+plain://127.0.0.1:9").send(nobody, now=NOW), Refused)


def test_a_picture_travels_inside_the_letter_that_shows_it() -> None:
    post, shown = Post(), f'<img src="cid:{content_id("posters/rye.jpg")}">'
    with mail_server(post) as port:
        there = channel(f"smtp+plain://127.0.0.1:{port}")
        for key in ("posters/rye.jpg", "posters/gone.jpg"):
            html = f'<img src="cid:{content_id(key)}">'
            got = there.send(replace(PARCEL, html=html, media=(key,)), now=NOW)
    assert isinstance(got, Refused)
    assert "gone" in got.reason
    (letter,) = post.letters
    told = message_from_bytes(letter.original_content or letter.content)
    (picture,) = (part for part in told.walk() if part.get_content_type() == "image/jpeg")
    assert picture["Content-ID"].strip("<>") in shown
    assert picture.get_payload(decode=True) == PICTURES["posters/rye.jpg"]


def test_it_cannot_be_asked() -> None:
    there = channel("smtp+plain://127.0.0.1:9")
    assert there.capability is Capability.NEITHER
    assert there.find(PARCEL) is None
    assert there.totals("x", now=NOW) is None


def account_at(url: str, account: str = "") -> Connection:
    return Connection("smtp", url, SecretStr("guess"), account, "hi@rye.example", reach="local")


def test_a_mail_server_that_answers_and_takes_nothing() -> None:
    post = Post()
    with mail_server(post) as port:
        assert "takes letters" in greet(account_at(f"smtp+plain://127.0.0.1:{port}"))
        with pytest.raises(Invalid) as unsafe:
            greet(account_at(f"smtp://127.0.0.1:{port}"))
        with pytest.raises(Invalid) as wrong:
            greet(account_at(f"smtp+plain://127.0.0.1:{port}", account="rye"))
    assert (unsafe.value.field, wrong.value.field) == ("url", "secret")
    assert post.letters == []


def test_no_mail_server_at_all() -> None:
    with pytest.raises(Invalid, match="No mail server answered") as silent:
        greet(account_at("smtp+plain://127.0.0.1:9"))
    assert silent.value.field == "url"
