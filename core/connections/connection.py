"""A real account behind a channel: where it is, and what opens it."""

from dataclasses import dataclass, field

from pydantic import SecretStr

from core.ai.endpoint import Reach


@dataclass(frozen=True)
class Connection:
    """What an adapter needs to reach one account.

    Attributes:
        kind: the name of its adapter's module.
        url: ``smtps://host:465`` (TLS from the first byte), ``smtp://host:587`` (STARTTLS, or nothing is sent),
            ``smtp+plain://localhost:1025`` (no encryption, near addresses alone), or a web address.
        secret: a mail password, a webhook's signing secret or an access token; its repr hides it.
        account: the user name at a mail server.
        sender: the address that letters come from.
        remembers: whether a webhook's receiver drops what it already took, by its ``webhook-id``.
        reach: where it may lie; it holds at every connection, whatever the name resolves to by then.
        problem: why it can't be used now, in words for a person; empty when it can.
    """

    kind: str
    url: str
    secret: SecretStr = field(default_factory=lambda: SecretStr(""))
    account: str = ""
    sender: str = ""
    remembers: bool = False
    reach: Reach = "public"
    problem: str = ""
