"""Forgotten passwords, confirmed addresses, and people whom another server vouches for."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes

import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from structlog.testing import capture_logs

from core import accounts
from core.accounts.reset_link import main as make_link
from core.errors import Conflict, Invalid, NotFound, NotReady, NotSignedIn, TooOften
from core.tables import MailedLink
from core.wiring import Runtime
from core.wiring.postman import Postman
from tests.core.adapters.mail_servers import Post, mail_server

OLD, NEW = "a long enough one", "quite another long one"
CLAIMS = {"iss": "https://id.example", "sub": "7", "email": "Bo@Example.com", "email_verified": True, "name": "Bo"}


def with_mail(runtime: Runtime, port: int) -> None:
    told = {"mail_url": SecretStr(f"smtp+plain://127.0.0.1:{port}"), "mail_from": "hello@center.example"}
    runtime.__dict__["postman"] = Postman(runtime.settings.model_copy(update=told), runtime.clock)


@pytest.fixture
def post(runtime: Runtime) -> Iterator[Post]:
    made = Post()
    with mail_server(made) as port:
        with_mail(runtime, port)
        yield made


def link_in(post: Post, runtime: Runtime) -> str:
    runtime.postman.wait()
    letter = message_from_bytes(post.letters[-1].original_content or post.letters[-1].content)
    text = letter.get_payload(decode=True).decode()
    (link,) = (line for line in text.split() if line.startswith(runtime.public_url + "/?"))
    return link.partition("=")[2]


def test_a_forgotten_password_is_set_anew_once_and_ends_every_sign_in(runtime, person, post, clock) -> None:
    browser, program = accounts.remember(runtime, person), accounts.open_session(runtime, person)
    accounts.ask_for_reset(runtime, "nobody@example.com", caller="192.0.2.1")
    accounts.ask_for_reset(runtime, " ANA@example.com ", caller="192.0.2.1")
    first = link_in(post, runtime)
    accounts.ask_for_reset(runtime, person.email)
    token = link_in(post, runtime)
    assert [letter.rcpt_tos for letter in post.letters] == [[person.email]] * 2  # nobody's got none
    with runtime.engine.connect() as connection:
        assert token not in str(connection.execute(sa.select(MailedLink)).all())
    for wrong in (first, "made up", "\ud800"):
        with pytest.raises(NotFound):
            accounts.read_reset(runtime, wrong)
    assert accounts.read_reset(runtime, token) == person
    with pytest.raises(Invalid):
        accounts.reset_password(runtime, token, "ana@example.com1")
    assert not accounts.is_confirmed(runtime, person.id)

    def spend(_turn: int) -> bool:
        try:
            return accounts.reset_password(runtime, token, NEW) == person
        except NotFound:
            return False

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(spend, range(2))) == [False, True]
    assert accounts.is_confirmed(runtime, person.id)
    assert accounts.resume(runtime, browser) is None
    with pytest.raises(NotSignedIn):
        accounts.recognise(runtime, program.access)
    with pytest.raises(NotSignedIn):
        accounts.sign_in(runtime, email=person.email, password=OLD)
    assert accounts.sign_in(runtime, email=person.email, password=NEW) == person
    accounts.ask_for_reset(runtime, person.email)
    late = link_in(post, runtime)
    clock.now += timedelta(hours=1)
    with pytest.raises(NotFound):
        accounts.reset_password(runtime, late, NEW)
    with pytest.raises(TooOften):
        accounts.ask_for_reset(runtime, person.email)


def test_an_address_is_confirmed_by_its_owner_who_is_signed_in(runtime, person, post) -> None:
    eve = accounts.register(runtime, email="eve@example.com", password=NEW, name="Eve")
    accounts.ask_to_confirm(runtime, eve)
    token = link_in(post, runtime)
    with pytest.raises(Conflict, match=r"eve@example\.com"):
        accounts.confirm_address(runtime, person, token)
    with pytest.raises(NotFound):  # it confirms, and sets no password
        accounts.reset_password(runtime, token, NEW)
    accounts.confirm_address(runtime, eve, token)
    assert (accounts.is_confirmed(runtime, eve.id), accounts.is_confirmed(runtime, person.id)) == (True, False)
    with pytest.raises(NotFound):
        accounts.confirm_address(runtime, eve, token)


def test_a_server_without_mail_says_what_can_be_done_and_its_keeper_makes_the_link(
    runtime, person, monkeypatch, capsys
) -> None:
    for ask in (
        lambda: accounts.ask_for_reset(runtime, person.email),
        lambda: accounts.ask_to_confirm(runtime, person),
    ):
        with pytest.raises(NotReady, match="sends no letters"):
            ask()
    monkeypatch.setenv("DATABASE_URL", str(runtime.engine.url))
    make_link([person.email])
    link = capsys.readouterr().out.split()[0]
    assert link.startswith("http://localhost:8501/?reset=")
    with pytest.raises(SystemExit, match="no account"):
        make_link(["nobody@example.com"])
    monkeypatch.setenv("MAIL_URL", "pigeon://loft")
    with pytest.raises(SystemExit, match="MAIL_URL"):
        make_link([person.email])


def test_a_letter_that_was_not_taken_is_told_in_the_log_without_its_address(runtime, person) -> None:
    post = Post()
    post.to = "550 5.1.1 No such user"

    def broken() -> None:
        raise ZeroDivisionError

    with mail_server(post) as port, capture_logs() as lines:
        with_mail(runtime, port)
        accounts.ask_for_reset(runtime, person.email)
        runtime.postman.wait()
        runtime.postman.post(broken)
        runtime.postman.wait()
    assert [line["event"] for line in lines] == ["letter_not_sent", "letter_not_written"]
    assert person.email not in str(lines)


def test_a_password_is_changed_by_whoever_knows_it_and_others_are_signed_out(runtime, person) -> None:
    here, there = accounts.remember(runtime, person), accounts.remember(runtime, person, device="a  phone")
    me = accounts.visiting(person, here)
    with pytest.raises(Invalid) as wrong:
        accounts.change_password(runtime, me, old=NEW, new=NEW)
    assert wrong.value.field == "old_password"
    assert {one.device for one in accounts.list_sessions(runtime, me)} == {"", "a phone"}
    accounts.change_password(runtime, me, old=OLD, new=NEW)
    assert (accounts.resume(runtime, here), accounts.resume(runtime, there)) == (person, None)
    assert accounts.sign_in(runtime, email=person.email, password=NEW) == person


def test_a_business_is_entered_again_as_long_as_the_sign_in_stands(runtime, person, key) -> None:
    token = accounts.remember(runtime, person)
    assert accounts.come_back(runtime, person, token, key.business_id) == key
    with pytest.raises(NotFound):
        accounts.come_back(runtime, person, token, person.id)
    accounts.sign_out(runtime, token)
    with pytest.raises(NotSignedIn):
        accounts.come_back(runtime, person, token, key.business_id)


def test_whom_another_server_vouches_for_is_registered_found_again_and_linked_only_when_that_is_safe(
    runtime, person, post
) -> None:
    bo = accounts.vouched_for(runtime, CLAIMS)
    assert (bo.email, bo.name, accounts.places(runtime, bo)) == ("bo@example.com", "Bo", [])
    assert accounts.vouched_for(runtime, {**CLAIMS, "email": "moved@example.com", "email_verified": False}) == bo
    for password in ("", OLD):  # there is none, and none fits
        with pytest.raises(NotSignedIn):
            accounts.sign_in(runtime, email=bo.email, password=password)
    hers = {**CLAIMS, "sub": "8", "email": person.email, "name": "Ana"}
    for odd in (
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"sub": ""},
        {"iss": "x\0"},
        {"exp": 1},
    ):
        with pytest.raises(NotSignedIn):
            accounts.vouched_for(runtime, {**hers, **odd})
    with pytest.raises(Conflict, match="never confirmed"):  # whoever registered it may be a stranger
        accounts.vouched_for(runtime, hers)
    accounts.ask_to_confirm(runtime, person)
    accounts.confirm_address(runtime, person, link_in(post, runtime))
    assert accounts.vouched_for(runtime, hers) == person
    with ThreadPoolExecutor(2) as tabs:
        twice = list(
            tabs.map(
                lambda _: accounts.vouched_for(runtime, {**CLAIMS, "sub": "9", "email": "cy@x.org", "name": "\0"}),
                range(2),
            )
        )
    assert [one.name for one in twice] == ["cy", "cy"]
