from datetime import timedelta

import sqlalchemy as sa

from core import accounts
from core.tables import SignIn


def test_a_browser_is_known_again_until_it_signs_out(runtime, person) -> None:
    token = accounts.remember(runtime, person)
    assert accounts.resume(runtime, token) == person
    accounts.sign_out(runtime, token)
    assert accounts.resume(runtime, token) is None


def test_a_token_ends_with_its_time(runtime, person, clock) -> None:
    token = accounts.remember(runtime, person, lasts=timedelta(hours=1))
    clock.now += timedelta(hours=1)
    assert accounts.resume(runtime, token) is None


def test_the_token_itself_is_not_kept(runtime, person) -> None:
    token = accounts.remember(runtime, person)
    with runtime.engine.connect() as connection:
        assert token not in str(connection.execute(sa.select(SignIn)).all())


def test_a_made_up_token_opens_nothing(runtime) -> None:
    assert accounts.resume(runtime, "guess") is None
