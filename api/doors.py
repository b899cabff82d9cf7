"""From a request to who asks, and from them to a business: a token, a person, a key, a workspace."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Query, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from core import accounts
from core.accounts import Visitor
from core.errors import NotSignedIn
from core.keys import Key
from core.wiring import Runtime, product
from core.workspace import Workspace

BEARER = HTTPBearer(auto_error=False, bearerFormat="JWT", description="The access token of POST /auth/login.")
OF = "The business it is about. It can be left out by those who belong to one business only."
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


def _token(given: HTTPAuthorizationCredentials | None) -> str:
    if given is None:
        raise NotSignedIn("Sign in first: send the access token in the header Authorization, as Bearer.")
    return given.credentials


def visitor(runtime: Product, given: Given) -> Visitor:
    """Who asks, by their access token."""
    return accounts.recognise(runtime, _token(given))


def key(runtime: Product, given: Given, business: Business = None) -> Key:
    """The key to the business that a request is about."""
    return accounts.admit(runtime, _token(given), business)


def workspace(runtime: Product, given: Given, business: Business = None) -> Iterator[Workspace]:
    """That business, for as long as the request is worked on."""
    with runtime.workspace(key(runtime, given, business)) as ws:
        yield ws


CurrentVisitor = Annotated[Visitor, Depends(visitor)]
CurrentKey = Annotated[Key, Depends(key)]
CurrentWorkspace = Annotated[Workspace, Depends(workspace, scope="function")]
ClientToken = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$", description=ONCE),
]
