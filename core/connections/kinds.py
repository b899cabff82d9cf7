"""What can be connected behind a channel, as each adapter says of itself."""

from dataclasses import dataclass

from core.backends import find_account
from core.channels.rules import channel
from core.vocab import Channel


@dataclass(frozen=True)
class AccountKind:
    """How a person connects an account of one kind; an adapter's module says it in ``ACCOUNT``.

    Attributes:
        label: what it is called, such as "A Mastodon account".
        about: where its owner finds what is asked for, in a sentence or two.
        address, secret: what the two fields are called.
        example: an address as it should be typed.
        schemes: how an address may begin.
        whole: the address is kept with its path; otherwise the server alone is.
        account: what else names the account, such as a user name; empty where nothing does.
        letters: its letters name a sender, and a server that asks for no password is one to be content with.
        signs: the secret is made here and given to the other side, which checks signatures with it.
    """

    label: str
    about: str
    address: str
    example: str
    secret: str
    schemes: tuple[str, ...] = ("https", "http")
    whole: bool = False
    account: str = ""
    letters: bool = False
    signs: bool = False


def account_kind(name: str) -> AccountKind:
    """A kind by its name.

    Raises:
        Invalid: no adapter is called that (field ``kind``).

    >>> account_kind("mastodon").label
    'A Mastodon account'
    """
    kind: AccountKind = find_account(name).ACCOUNT
    return kind


def account_kinds(name: Channel) -> dict[str, AccountKind]:
    """What can be connected behind a channel; the first is offered first.

    >>> list(account_kinds("mastodon"))
    ['mastodon', 'webhook']
    """
    return {kind: account_kind(kind) for kind in channel(name).accounts}
