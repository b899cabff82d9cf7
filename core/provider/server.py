"""Trying the server's own endpoint on behalf of a business that it answers for."""

from datetime import datetime, timedelta

from core.errors import NotFound
from core.keys import needs
from core.provider.check import tried
from core.tables.endpoint import EndpointCheck
from core.tables.values import Value
from core.vocab import Permission
from core.workspace import Workspace

REMEMBERED = timedelta(minutes=10)
"""For how long a test stands: its questions are on nobody's allowance, so that it is not asked at every click."""
_SHELF = "server endpoint"


class ServerCheck(Value):
    """What a test of the server's endpoint found, one line a model; ``of`` says which endpoint that was."""

    of: str
    checks: tuple[EndpointCheck, ...]
    checked_at: datetime


@needs(Permission.READ)
def last_server_check(ws: Workspace) -> ServerCheck | None:
    """The last test from within this business, while it stands; None where the server has another endpoint by now."""
    told = ws.cache.get(_SHELF)
    found = None if told is None else ServerCheck.model_validate_json(told)
    return found if found is not None and found.of == _name(ws) else None


@needs(Permission.MANAGE)
def check_server_endpoint(ws: Workspace) -> ServerCheck:
    """Ask each of the server's models a few tiny questions; up to 20 seconds a model. A test that stands is told again.

    Raises:
        NotFound: the server has no endpoint.
    """
    endpoint = ws.server_endpoint
    if endpoint is None:
        raise NotFound("This server has no AI endpoint of its own. Whoever runs it sets OPENAI_API_KEY.")
    if standing := last_server_check(ws):
        return standing
    checks = tuple(tried(endpoint, model) for model in dict.fromkeys(endpoint.models.values()))
    made = ServerCheck(of=_name(ws), checks=checks, checked_at=ws.now)
    with ws.writing():
        outcome = ", ".join(f"{check.model}: {check.level or 'failed'}" for check in checks)
        ws.audit("check_server_endpoint", subject=endpoint.base_url, detail=outcome)
    ws.cache.set(_SHELF, made.model_dump_json(), REMEMBERED)
    return made


def _name(ws: Workspace) -> str:
    one = ws.server_endpoint
    return "" if one is None else f"{one.base_url} {one.quick_model} {one.quality_model}"
