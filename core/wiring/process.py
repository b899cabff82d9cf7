"""The product of this process."""

from functools import cache
from threading import RLock

from core.settings import settings_in_force
from core.wiring.logs import set_up_logs
from core.wiring.runtime import Runtime

_ONCE = RLock()


def product() -> Runtime:
    """The product of this process, made on first use from the environment.

    Raises:
        BadSettings: a setting, or the database it names, cannot be used.
    """
    with _ONCE:  # a cache alone does not lock: two first visitors would make two products
        return _made()


@cache
def _made() -> Runtime:
    settings = settings_in_force()
    set_up_logs(settings.log_level)
    return Runtime(settings)


def forget_product() -> None:
    """Let the next ``product()`` read the environment anew: for tests, which each bring their own."""
    _made.cache_clear()
    settings_in_force.cache_clear()
