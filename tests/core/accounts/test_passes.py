from datetime import timedelta
from uuid import uuid4

import jwt
import pytest
from pydantic import SecretStr

from core.accounts.passes import AUDIENCE, ISSUER, cut_pass, read_pass
from core.errors import NotReady, NotSignedIn
from core.vault import Vault

WHO = uuid4()


def claims(runtime, **other: object) -> dict[str, object]:
    now = int(runtime.clock().timestamp())
    whole = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(WHO), "sid": "s", "iat": now, "exp": now + 900, "jti": "1"}
    return {name: value for name, value in {**whole, **other}.items() if value is not None}


def test_a_pass_names_its_holder_until_it_is_over(runtime, clock) -> None:
    token = cut_pass(runtime, WHO, "the sign-in")
    assert (read_pass(runtime, token).user_id, read_pass(runtime, token).session) == (WHO, "the sign-in")
    clock.now += timedelta(minutes=15, seconds=10)
    assert read_pass(runtime, token).user_id == WHO
    clock.now += timedelta(seconds=1)
    with pytest.raises(NotSignedIn, match="over"):
        read_pass(runtime, token)


def test_no_two_passes_are_the_same(runtime) -> None:
    assert cut_pass(runtime, WHO, "s") != cut_pass(runtime, WHO, "s")


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another-api"},
        {"aud": [AUDIENCE.upper()]},
        {"iss": "somebody else"},
        {"sub": "not an id"},
        {"sub": 7},
        *({name: None} for name in ("iss", "aud", "sub", "sid", "iat", "exp", "jti")),
        {"exp": "soon"},
        {"exp": 10**30},
        {"iat": 10**10},
    ],
    ids=str,
)
def test_a_pass_that_is_not_for_here_is_none(runtime, wrong) -> None:
    key = runtime.signing_keys[0]
    assert read_pass(runtime, jwt.encode(claims(runtime), key, algorithm="HS256")).user_id == WHO
    with pytest.raises(NotSignedIn):
        read_pass(runtime, _signed(claims(runtime, **wrong), key))


@pytest.mark.parametrize("algorithm", ["none", "HS384", "HS512"])
def test_no_other_algorithm_is_taken(runtime, algorithm) -> None:
    key = None if algorithm == "none" else runtime.signing_keys[0] * 2
    with pytest.raises(NotSignedIn):
        read_pass(runtime, jwt.encode(claims(runtime), key, algorithm=algorithm))


def test_what_somebody_else_signed_or_changed_is_none(runtime) -> None:
    token = cut_pass(runtime, WHO, "s")
    head, body, mark = token.split(".")
    other = jwt.encode(claims(runtime), b"x" * 32, algorithm="HS256")
    for wrong in (other, f"{head}.{body}.", f"{head}.{body[:-2]}AA.{mark}", "", "a.b.c", "\ud800", token * 20):
        with pytest.raises(NotSignedIn):
            read_pass(runtime, wrong)


def test_a_pass_outlives_a_change_of_the_server_s_secret(runtime) -> None:
    old, new = SecretStr("o" * 32), SecretStr("n" * 32)
    runtime.__dict__["signing_keys"] = Vault((old,)).keys_for("p")
    token = cut_pass(runtime, WHO, "s")
    runtime.__dict__["signing_keys"] = Vault((new, old)).keys_for("p")
    assert read_pass(runtime, token).user_id == WHO
    runtime.__dict__["signing_keys"] = Vault((new,)).keys_for("p")
    with pytest.raises(NotSignedIn):
        read_pass(runtime, token)


def test_a_server_without_a_secret_lets_nobody_in_and_says_what_to_do() -> None:
    with pytest.raises(NotReady, match="SECRET_KEY"):
        Vault().keys_for("p")
    keys = {*Vault((SecretStr("s" * 32),)).keys_for("p"), *Vault((SecretStr("s" * 32),)).keys_for("q")}
    assert sorted(map(len, keys)) == [32, 32]


def _signed(told, key) -> str:
    """PyJWT itself will not write some of these."""
    import json

    from jwt.utils import base64url_encode

    parts = [base64url_encode(json.dumps(one).encode()) for one in ({"alg": "HS256", "typ": "JWT"}, told)]
    mark = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(b".".join(parts), key)
    return b".".join([*parts, base64url_encode(mark)]).decode()
