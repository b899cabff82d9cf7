"""Coming in, being known, and leaving."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header

from api.doors import Caller, CurrentVisitor, Product
from api.problems import documented
from api.shapes.accounts import Admitted, Credentials, Me, Registration, Renewal, SessionOut, TokensOut
from core import accounts

routes = APIRouter(prefix="/auth", tags=["accounts"], responses=documented(400, 413, 422, 429, 503))
Device = Annotated[str, Header(alias="User-Agent", max_length=1000, include_in_schema=False)]


@routes.post("/register", status_code=201, responses=documented(409))
def register(runtime: Product, asked: Registration, caller: Caller, device: Device = "") -> Admitted:
    """Make an account and sign in to it."""
    secret = asked.password.get_secret_value()
    person = accounts.register(runtime, email=asked.email, password=secret, name=asked.name, caller=caller)
    return Admitted.new(person, accounts.open_session(runtime, person, device=device))


@routes.post("/login", responses=documented(401))
def login(runtime: Product, asked: Credentials, caller: Caller, device: Device = "") -> TokensOut:
    """Sign in with an address and a password; tried too often, one has to wait."""
    secret = asked.password.get_secret_value()
    person = accounts.sign_in(runtime, email=asked.email, password=secret, caller=caller)
    return TokensOut.of(accounts.open_session(runtime, person, device=device))


@routes.post("/refresh", responses=documented(401))
def refresh(runtime: Product, asked: Renewal, caller: Caller) -> TokensOut:
    """The next two tokens. A refresh token that comes a second time ends its sign-in: somebody copied it."""
    return TokensOut.of(accounts.renew_session(runtime, asked.refresh_token.get_secret_value(), caller=caller))


@routes.get("/me", responses=documented(401))
def me(runtime: Product, who: CurrentVisitor) -> Me:
    """Who asks, and the businesses they belong to."""
    return Me.seen(who, accounts.places(runtime, who.person))


@routes.post("/logout", status_code=204, responses=documented(401))
def logout(runtime: Product, who: CurrentVisitor) -> None:
    """End this sign-in; its tokens are worthless at once."""
    accounts.end_session(runtime, who)


@routes.get("/sessions", responses=documented(401))
def sessions(runtime: Product, who: CurrentVisitor) -> list[SessionOut]:
    """Where one is signed in, the newest first; browsers too."""
    return [SessionOut.of(one) for one in accounts.list_sessions(runtime, who)]


@routes.delete("/sessions", status_code=204, responses=documented(401))
def end_others(runtime: Product, who: CurrentVisitor) -> None:
    """Sign out everywhere else."""
    accounts.end_other_sessions(runtime, who)


@routes.delete("/sessions/{session_id}", status_code=204, responses=documented(401, 404))
def end(runtime: Product, who: CurrentVisitor, session_id: UUID) -> None:
    """Sign out at one of one's own sign-ins."""
    accounts.end_session(runtime, who, session_id)
