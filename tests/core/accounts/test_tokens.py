"""Tokens of programs: bounded by scopes and by their maker, told once, ended at once."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from core import accounts, strategy
from core.accounts.admission import TOKEN, bounded
from core.accounts.members import join
from core.accounts.tokens import AT_ONCE, _check
from core.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from core.keys import Key
from core.tables import ApiToken, AuditEntry
from core.vocab import Permission, Role, Scope
from core.wiring import Runtime


def test_a_token_is_told_once_kept_hashed_and_worthless_once_it_is_ended(runtime: Runtime, key: Key, clock) -> None:
    view, token = accounts.make_token(runtime, key, name=" nightly ", scopes=[Scope.IMPORT, Scope.CONTENT_READ])
    assert token.startswith(TOKEN)
    assert token[-6:] == _check(token[len(TOKEN) : -6])
    assert (view.name, view.scopes, token.startswith(view.start)) == ("nightly", ("content:read", "import"), True)
    with Session(runtime.engine) as session:
        (row,) = session.execute(select(ApiToken)).scalars()
    assert token not in row.model_dump_json()
    let = accounts.let_in(runtime, token, scope=Scope.IMPORT)
    assert let.key.permissions == {Permission.READ, Permission.IMPORT, Permission.WRITE}
    assert (let.key.user_id, let.key.actor) == (key.user_id, "Ana, token nightly")
    (seen,) = accounts.list_tokens(runtime, key)
    assert (seen.last_used_at, seen.is_mine, seen.made_by) == (clock.now, True, "Ana")
    clock.now += timedelta(minutes=9)
    accounts.let_in(runtime, token, key.business_id, scope=Scope.IMPORT)
    assert accounts.list_tokens(runtime, key)[0].last_used_at == seen.last_used_at
    for scope in (Scope.PUBLISH, None):
        with pytest.raises(Forbidden):
            accounts.let_in(runtime, token, scope=scope)
    with runtime.workspace(let.key) as ws:
        assert [one.actor for one in ws.rows.find(AuditEntry) if one.verb == "make_token"] == ["Ana"]
        with pytest.raises(Forbidden):
            strategy.propose_plan(ws, None)
    accounts.end_token(runtime, key, view.id)
    with pytest.raises(NotSignedIn):
        accounts.let_in(runtime, token, scope=Scope.IMPORT)
    with pytest.raises(NotFound):
        accounts.end_token(runtime, key, view.id)


def test_a_token_falls_with_its_maker_and_with_its_time(runtime: Runtime, key: Key, clock) -> None:
    bo = accounts.register(runtime, email="bo@example.com", password="quite a long thing 7", name="Bo")
    join(runtime, bo, key.business_id, Role.MARKETER)
    his = accounts.open_business(runtime, bo, key.business_id)
    day = clock.now + timedelta(days=1)
    view, token = accounts.make_token(runtime, his, name="x", scopes=list(Scope), expires_at=day)
    may = accounts.let_in(runtime, token, scope=Scope.WEBHOOKS).key.permissions
    assert not {Permission.MANAGE, Permission.APPROVE, Permission.CLOCK} & may
    assert [one.id for one in accounts.list_tokens(runtime, key)] == [view.id]
    accounts.change_role(runtime, key, bo.id, Role.VIEWER)
    assert accounts.let_in(runtime, token, scope=Scope.PUBLISH).key.permissions == {Permission.READ}
    mine, _ = accounts.make_token(runtime, key, name="y", scopes=[Scope.EXPORT])
    now_his = accounts.open_business(runtime, bo, key.business_id)
    assert [one.id for one in accounts.list_tokens(runtime, now_his)] == [view.id]
    with pytest.raises(NotFound):
        accounts.end_token(runtime, now_his, mine.id)
    other = accounts.create_business(runtime, bo, name="Elsewhere", industry="cafe", zone="UTC")
    with pytest.raises(NotFound):
        accounts.let_in(runtime, token, other.business_id, scope=Scope.PUBLISH)
    clock.now = day
    with pytest.raises(NotSignedIn, match="ended on"):
        accounts.let_in(runtime, token, scope=Scope.PUBLISH)
    assert accounts.list_tokens(runtime, now_his)[0].is_over
    clock.now = day - timedelta(seconds=1)
    accounts.remove_member(runtime, key, bo.id)
    with pytest.raises(NotSignedIn):
        accounts.let_in(runtime, token, scope=Scope.PUBLISH)


def test_what_cannot_be_a_token_is_refused_by_its_field(runtime: Runtime, key: Key, clock) -> None:
    fits = {"name": "x", "scopes": [Scope.IMPORT]}
    for field, wrong in (
        ("name", {"name": " "}),
        ("name", {"name": "x" * 81}),
        ("scopes", {"scopes": []}),
        ("expires_at", {"expires_at": clock.now}),
        ("expires_at", {"expires_at": clock.now + timedelta(days=400)}),
    ):
        with pytest.raises(Invalid) as refused:
            accounts.make_token(runtime, key, **(fits | wrong))
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        accounts.make_token(runtime, accounts.clock_key(key.business_id), **fits)
    with Session(runtime.engine) as session:
        rows = (
            ApiToken(token_hash=str(n), start="s", business_id=key.business_id, user_id=key.user_id, name="n",
                     scopes=("gone:scope",), created_at=clock.now)
            for n in range(AT_ONCE)
        )  # fmt: skip
        session.add_all(rows)
        session.commit()
    with pytest.raises(Conflict):
        accounts.make_token(runtime, key, **fits)
    assert bounded(key, ["gone:scope"]) == {Permission.READ}
