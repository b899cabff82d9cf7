"""The simulated world, asked for now: what its people do with the posts that are out, and what they write."""

from datetime import timedelta

from core import accounts
from core.errors import Forbidden, Invalid
from core.jobs.schedule import catch_up
from core.jobs.skip import skip
from core.keys import Key
from core.vocab import Permission
from core.wiring import Runtime

FURTHEST = timedelta(days=30)


def simulate(runtime: Runtime, key: Key, ahead: timedelta = timedelta(0)) -> None:
    """Do everything that is due for a business by now; a sandbox's clock may be moved on before.

    Raises:
        Forbidden: the key does not open publishing, or this business is no sandbox and shall skip time.
        Invalid: further than thirty days, or back (field ``days``).
    """
    if Permission.PUBLISH not in key.permissions:
        raise Forbidden("Your role cannot simulate here. Ask an admin of this business.")
    if not timedelta(0) <= ahead <= FURTHEST:
        raise Invalid("Go 0 to 30 days ahead.", field="days")
    with runtime.workspace(accounts.clock_key(key.business_id)) as ws:
        is_sandbox = ws.business.sandbox_until is not None
    if ahead and not is_sandbox:
        raise Forbidden("Only a demo sandbox can skip time. Leave days out to see what happened by now.")
    if ahead:
        skip(runtime, key, ahead)
    else:
        catch_up(runtime, key)
