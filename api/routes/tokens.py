"""Tokens for programs: made, listed, ended. People do that; a token makes no tokens."""

from uuid import UUID

from fastapi import APIRouter

from api.doors import CurrentKey, Product
from api.problems import REFUSED
from api.shapes.machines import TokenMade, TokenNew, TokenOut
from core import accounts

routes = APIRouter(prefix="/tokens", tags=["programs"], responses=REFUSED)


@routes.get("")
def tokens(runtime: Product, key: CurrentKey) -> list[TokenOut]:
    """The API tokens of a business, the newest first: all for an admin, for others their own."""
    return [TokenOut.of(one) for one in accounts.list_tokens(runtime, key)]


@routes.post("", status_code=201)
def make(runtime: Product, key: CurrentKey, asked: TokenNew) -> TokenMade:
    """Make a token; it is told this once, so the same request again makes another."""
    made = accounts.make_token(runtime, key, name=asked.name, scopes=asked.scopes, expires_at=asked.expires_at)
    return TokenMade.new(*made)


@routes.delete("/{token_id}", status_code=204)
def end(runtime: Product, key: CurrentKey, token_id: UUID) -> None:
    """End a token: it is worthless at once."""
    accounts.end_token(runtime, key, token_id)
