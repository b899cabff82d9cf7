"""The REST API: the same verbs as the screens, behind doors; and what operators look at."""

from fastapi import APIRouter, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api import problems
from api.edge import Edge
from api.metrics import Requests, registry
from api.remembered import Remembered
from api.routes import (
    accounts,
    analytics,
    business,
    campaign_calendar,
    campaigns,
    clicked,
    content,
    faqs,
    feed,
    files,
    hooks,
    inbound,
    leads,
    leave,
    mail_reports,
    messages,
    passwords,
    strategist,
    tokens,
    usage,
)
from core import pulse
from core.wiring import product

REGISTRY = registry(lambda: pulse.read_figures(product()))
operations = APIRouter(tags=["operations"])
# FastAPI's own documentation pages fetch their scripts from an outside host; the description itself is served here.
app = FastAPI(title="AI Marketing Command Center", version="0.1.0", docs_url=None, redoc_url=None)


@operations.get("/livez")
def livez() -> dict[str, str]:
    """The process answers; nothing else is promised."""
    return {"status": "alive"}


@operations.get("/readyz", responses={503: {"description": "Something it needs is missing; the answer says what."}})
def readyz(response: Response) -> dict[str, bool]:
    """The database answers, its tables are this release's, and the clock beats (where one should)."""
    found = pulse.read_readiness(product())
    response.status_code = 200 if found.is_ready else 503
    return {"database": found.database, "migrations": found.migrations, "clock": found.clock}


@operations.get("/metrics", response_class=Response)
def metrics() -> Response:
    """Prometheus's text format; counts over the whole server, nothing of what a business wrote."""
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


# Flat, and those that are asked most first: a router within a router is searched twice at every request.
REST = (content, campaign_calendar, messages, campaigns, analytics, business, strategist, accounts, passwords)
for rest in (*REST, usage, faqs, files, tokens, hooks):
    app.router.routes.extend(rest.routes.routes)
app.router.routes.extend(operations.routes)
for own in (clicked, feed, inbound, leads, leave, mail_reports):
    app.router.routes.extend(own.routes.routes)
problems.told(app)
app.add_middleware(Remembered)
app.add_middleware(Edge)
app.add_middleware(Requests, registry=REGISTRY)
