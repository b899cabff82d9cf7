"""Tokens by which programs act for a business, each bounded by its scopes and by the role of whoever made it."""

import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zlib import crc32

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from core.accounts.admission import TOKEN
from core.accounts.roster import written_down
from core.accounts.sessions import hashed
from core.backends.engine import WRITE
from core.channels.characters import hidden
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import Key
from core.tables import ApiToken, User
from core.vocab import Permission, Scope
from core.wiring import Runtime

AT_ONCE = 50
"""Tokens of one business."""
LONGEST = timedelta(days=366)
_LETTERS = string.ascii_letters + string.digits
SHOWN = len(TOKEN) + 5
"""Characters by which a token is known again; the other 31 are told once."""


@dataclass(frozen=True)
class TokenView:
    """A token without what opens anything."""

    id: UUID
    name: str
    start: str
    scopes: tuple[str, ...]
    made_by: str
    is_mine: bool
    is_over: bool
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


def make_token(
    runtime: Runtime, key: Key, *, name: str, scopes: Collection[Scope], expires_at: datetime | None = None
) -> tuple[TokenView, str]:
    """Make a token; the second value is the token itself, which is told once and cannot be read back.

    Raises:
        Invalid: the name, the scopes or the end cannot be used; ``field`` says which.
        Conflict: the business has fifty.
        Forbidden: the key is nobody's.
    """
    now, chosen = runtime.clock(), tuple(one for one in Scope if one in set(scopes))
    if key.user_id is None or Permission.READ not in key.permissions:
        raise Forbidden("Only members of this business can make API tokens.")
    if not name.strip() or len(name) > 80 or hidden(name):
        raise Invalid("Say what the token is for, in 1 to 80 characters.", field="name")
    if not chosen:
        raise Invalid("Choose at least one thing that the token may do.", field="scopes")
    if expires_at is not None and not now < expires_at <= now + LONGEST:
        raise Invalid("Let it end within a year, or never.", field="expires_at")
    token = _new()
    row = ApiToken(
        token_hash=hashed(token), start=token[:SHOWN], business_id=key.business_id, user_id=key.user_id,
        name=name.strip(), scopes=chosen, expires_at=expires_at, created_at=now,
    )  # fmt: skip
    with Session(runtime.engine.execution_options(**{WRITE: True}), expire_on_commit=False) as session:
        mine = select(func.count()).select_from(ApiToken).where(col(ApiToken.business_id) == key.business_id)
        if session.execute(mine).scalar_one() >= AT_ONCE:
            raise Conflict(f"This business has {AT_ONCE} API tokens. End one that is not used any more.")
        session.add(row)
        session.commit()
    written_down(runtime, key, "make_token", row.name, ", ".join(chosen))
    return _view(row, key.actor, key, now), token


def list_tokens(runtime: Runtime, key: Key) -> list[TokenView]:
    """The tokens of the business, the newest first: all for an admin, for others their own."""
    query = select(ApiToken, User.name).join(User, col(User.id) == col(ApiToken.user_id)).where(*_reached(key))
    with Session(runtime.engine) as session:
        found = session.execute(query.order_by(col(ApiToken.created_at).desc(), col(ApiToken.id))).all()
    return [_view(row, maker, key, runtime.clock()) for row, maker in found]


def end_token(runtime: Runtime, key: Key, token_id: UUID) -> None:
    """End a token: it is worthless at once.

    Raises:
        NotFound: there is no such token here, or it is somebody else's and the key is no admin's.
    """
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        ended = delete(ApiToken).where(*_reached(key), col(ApiToken.id) == token_id)
        name = session.execute(ended.returning(col(ApiToken.name))).scalar_one_or_none()
        session.commit()
    if name is None:
        raise NotFound("There is no such API token here. It may have been ended already.")
    written_down(runtime, key, "end_token", name)


def _reached(key: Key) -> tuple:  # type: ignore[type-arg]
    here = (col(ApiToken.business_id) == key.business_id,)
    return here if Permission.MANAGE in key.permissions else (*here, col(ApiToken.user_id) == key.user_id)


def _view(row: ApiToken, maker: str, key: Key, now: datetime) -> TokenView:
    is_over = row.expires_at is not None and row.expires_at <= now
    return TokenView(
        row.id, row.name, row.start, row.scopes, maker, row.user_id == key.user_id, is_over,
        row.created_at, row.last_used_at, row.expires_at,
    )  # fmt: skip


def _new() -> str:
    """``mcct_``, 30 letters and digits, and 6 that check them: a scanner tells ours from chance without asking us."""
    body = "".join(secrets.choice(_LETTERS) for _ in range(30))
    return TOKEN + body + _check(body)


def _check(body: str) -> str:
    """The CRC-32 of the letters before, as six letters of base 62.

    >>> _check("a" * 30)
    'b8vMnl'
    """
    left, said = crc32(body.encode()), ""
    while len(said) < 6:
        left, place = divmod(left, len(_LETTERS))
        said = _LETTERS[place] + said
    return said
