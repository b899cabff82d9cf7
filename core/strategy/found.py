"""A new business with all that is known of it, or none at all."""

from core import accounts
from core.accounts import Person
from core.keys import Key
from core.strategy.profile import ProfileEdit, save_profile
from core.strategy.profile_rules import refuse_broken
from core.wiring import Runtime


def found_business(runtime: Runtime, person: Person, told: ProfileEdit, *, token: str | None = None) -> Key:
    """Make a business and fill in its profile; its maker is its admin. The same ``token`` again makes no second one.

    Raises:
        Invalid: a value that cannot be; nothing is made.
    """
    refuse_broken(told.values())
    key = accounts.create_business(
        runtime,
        person,
        name=told.name or "",
        industry=told.industry or "",
        zone=told.zone or "UTC",
        country=told.country or "US",
        token=token,
    )
    with runtime.workspace(key) as ws:
        save_profile(ws, told)
    return key
