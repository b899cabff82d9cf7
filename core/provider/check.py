"""Trying an endpoint: whether it answers, who serves, how fast, and how firmly it keeps to a shape."""

from core.ai.endpoint import Endpoint
from core.backends import probe_endpoint
from core.errors import Conflict, Invalid, NotFound
from core.keys import needs
from core.provider.own import endpoint_of
from core.provider.read import EndpointView, view_of
from core.tables import AiEndpoint
from core.tables.endpoint import EndpointCheck
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.MANAGE)
def check_endpoint(ws: Workspace) -> EndpointView:
    """Ask each of the two models a few tiny questions and keep what was found; up to 20 seconds a model.

    Raises:
        NotFound: there is no endpoint yet.
        Invalid: it cannot be asked at all; ``field`` says what has to change.
        Conflict: somebody saved another one meanwhile.
    """
    row = ws.rows.first(AiEndpoint)
    if row is None:
        raise NotFound("There is no endpoint to test yet. Save one first.")
    endpoint, saved_at = endpoint_of(ws, row), row.saved_at
    if endpoint.problem:
        raise Invalid(endpoint.problem, field="api_key" if row.sealed_key else "base_url")
    checks = tuple(tried(endpoint, model) for model in dict.fromkeys(endpoint.models.values()))
    with ws.writing() as rows:
        row = rows.first(AiEndpoint)
        if row is None or row.saved_at != saved_at:
            raise Conflict("The endpoint was changed while it was tested. Test it again.")
        row.checks, row.checked_at = checks, ws.now
        outcome = ", ".join(f"{check.model}: {check.level or 'failed'}" for check in checks)
        ws.audit("check_ai_endpoint", subject=row.base_url, detail=outcome)
        rows.flush()
    return view_of(ws, row)


def tried(endpoint: Endpoint, model: str) -> EndpointCheck:
    """One model asked a few tiny questions: what it does, in a form that can be kept."""
    found = probe_endpoint(endpoint.base_url, endpoint.api_key.get_secret_value(), model, reach=endpoint.reach)
    return EndpointCheck(
        model=model,
        works=found.works,
        words=found.words,
        level=found.level,
        served=found.model[:120],
        latency_ms=found.latency_ms,
    )
