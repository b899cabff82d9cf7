"""Saying hello at each kind of account."""

import base64

import httpx2
import pytest
from pydantic import SecretStr

from core.adapters.greetings import greet_mail, greet_mastodon, greet_webhook
from core.connections.connection import Connection, ConnectionKind
from core.errors import Invalid
from tests.core.adapters.mail_servers import Post, mail_server

SECRET = SecretStr("whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode())
HOOK = Connection(ConnectionKind.WEBHOOK, "https://hooks.example/in", SECRET)
INSTANCE = Connection(ConnectionKind.MASTODON, "https://mastodon.example", SecretStr("token"))


def answering(answer: httpx2.Response | Exception):  # noqa: ANN201
    def handle(request: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return lambda: httpx2.MockTransport(handle)


def mail(url: str, account: str = "") -> Connection:
    return Connection(ConnectionKind.SMTP, url, SecretStr("guess"), account, "hi@rye.example", reach="local")


def test_a_mail_server_that_answers_and_takes_nothing() -> None:
    post = Post()
    with mail_server(post) as port:
        assert "takes letters" in greet_mail(mail(f"smtp+plain://127.0.0.1:{port}"))
        with pytest.raises(Invalid) as unsafe:
            greet_mail(mail(f"smtp://127.0.0.1:{port}"))
        with pytest.raises(Invalid) as wrong:
            greet_mail(mail(f"smtp+plain://127.0.0.1:{port}", account="rye"))
    assert (unsafe.value.field, wrong.value.field) == ("url", "secret")
    assert post.letters == []


def test_no_mail_server_at_all() -> None:
    with pytest.raises(Invalid, match="No mail server answered") as silent:
        greet_mail(mail("smtp+plain://127.0.0.1:9"))
    assert silent.value.field == "url"


def test_a_webhook_is_pinged_and_a_mastodon_account_named() -> None:
    assert "204" in greet_webhook(HOOK, connect=answering(httpx2.Response(204)))
    told = httpx2.Response(200, json={"acct": "bakery"})
    assert greet_mastodon(INSTANCE, connect=answering(told)) == "Connected as @bakery."


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (httpx2.Response(401), "secret"),
        (httpx2.Response(404), "url"),
        (httpx2.ConnectError("no"), "url"),
        (httpx2.ReadTimeout("late"), "url"),
        (httpx2.Response(200, html="<p>Hello</p>"), "url"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(answer: httpx2.Response | Exception, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        greet_mastodon(INSTANCE, connect=answering(answer))
    assert refused.value.field == field
