"""From a request to who asks, and from them to a business: a token, a person, a key, a workspace."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Query, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api import rates
from api.scopes import scope_needed
from core import accounts
from core.accounts import Visitor
from core.errors import NotSignedIn
from core.keys import Key
from core.wiring import Runtime, product
from core.workspace import Workspace

BEARER = HTTPBearer(
    auto_error=False,
    description="The access token of POST /auth/login, or an API token, where the operation names its scope.",
)
OF = "The business it is about. It can be left out by those who belong to one business only, and with an API token."
ONCE = "A text of your own for one deed, such as a UUID: sent again with the same one, nothing is made twice."


async def running() -> Runtime:
    """The product of this process; a coroutine, for it costs nothing that would need a thread."""
    return product()


Product = Annotated[Runtime, Depends(running)]


async def caller(request: Request) -> str:
    """The network address that asks; a proxy's, unless the server was told to trust what the proxy says."""
    return request.client.host if request.client else ""


Caller = Annotated[str, Depends(caller)]
Given = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
Business = Annotated[UUID | None, Query(alias="business_id", description=OF)]


class Door:
    """The way in of one request, opened in the thread that does its work."""

    def __init__(self, runtime: Runtime, request: Request, given: HTTPAuthorizationCredentials | None) -> None:
        self.runtime, self._request, self._given = runtime, request, given

    def visitor(self) -> Visitor:
        """Who asks, by their access token.

        Raises:
            NotSignedIn: nobody, or not with an access token.
            TooOften: this minute's requests are used up.
        """
        who = accounts.recognise(self.runtime, self._token())
        self._count(str(who.person.id), None)
        return who

    def key(self, business_id: UUID | None) -> Key:
        """The key to the business that a request is about.

        Raises:
            NotSignedIn, Forbidden, NotFound, Invalid: as ``accounts.let_in``.
            TooOften: this minute's requests are used up.
        """
        let = accounts.let_in(self.runtime, self._token(), business_id, scope=scope_needed(self._request))
        self._count(let.counted, let.until)
        return let.key

    def open(self, business_id: UUID | None) -> AbstractContextManager[Workspace]:
        """That business."""
        return self.runtime.workspace(self.key(business_id))

    def _token(self) -> str:
        if self._given is None:
            raise NotSignedIn("Sign in first: send the access token in the header Authorization, as Bearer.")
        return self._given.credentials

    def _count(self, who: str, until: datetime | None) -> None:
        self._request.state.known = (who, until)
        rates.count(self.runtime, self._request.scope["state"], who)


async def door(runtime: Product, request: Request, given: Given) -> Door:
    """The way in; nobody has come through it yet."""
    return Door(runtime, request, given)


Way = Annotated[Door, Depends(door)]


def visitor(way: Way) -> Visitor:
    """Who asks, by their access token."""
    return way.visitor()


def key(way: Way, business: Business = None) -> Key:
    """The key to the business that a request is about."""
    return way.key(business)


def workspace(way: Way, business: Business = None) -> Iterator[Workspace]:
    """That business, for as long as the request is worked on."""
    with way.open(business) as ws:
        yield ws


CurrentVisitor = Annotated[Visitor, Depends(visitor)]
CurrentKey = Annotated[Key, Depends(key)]
CurrentWorkspace = Annotated[Workspace, Depends(workspace, scope="function")]
ClientToken = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$", description=ONCE),
]
