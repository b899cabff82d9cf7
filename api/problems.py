"""Every refusal as problem+json (RFC 9457): what happened, in which field, what to do; never what was sent."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.described import completed
from api.remedies import NO_JSON, field_of, remedy
from core.errors import (
    Conflict,
    Forbidden,
    Invalid,
    ModelFailed,
    NotFound,
    NotReady,
    NotSignedIn,
    QuotaSpent,
    Refusal,
    TooOften,
)

TYPE = "application/problem+json"
STATUS: Mapping[type[Refusal], int] = MappingProxyType(
    {
        NotSignedIn: 401,
        Forbidden: 403,
        NotFound: 404,
        Conflict: 409,
        Invalid: 422,
        QuotaSpent: 429,
        TooOften: 429,
        ModelFailed: 502,
        NotReady: 503,
    }
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "starts_on": "start_date",
        "ends_on": "end_date",
        "channel": "platform",
        "caption": "text_content.caption",
        "hashtags": "text_content.hashtags",
        "cta": "text_content.cta",
        "text": "message_text",
        "handle": "sender_name",
        "colors": "brand_assets.brand_colors",
        "goals": "primary_goals",
        "segments": "target_audience",
        "at": "scheduled_at",
    }
)
"""Where the brief calls a field by another name than the core does."""


class FieldProblem(BaseModel):
    """One field that has to change."""

    field: str
    detail: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="What kind of problem it is: about:blank, the status says it.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What happened and what to do, in words for a person.")
    field: str | None = Field(default=None, description="The input that has to change, if it is one.")
    errors: list[FieldProblem] = Field(default=[], description="Every field that has to change.")
    request_id: str = Field(description="Name it when you ask for help; the log has it too.")


def documented(*codes: int) -> dict[int | str, dict[str, Any]]:
    """What an operation may refuse with, for its description."""
    body = {"content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {code: {"description": HTTPStatus(code).phrase, **body} for code in sorted(codes)}


REFUSED = documented(400, 401, 403, 404, 409, 413, 422, 429, 502, 503)
"""What any operation on a business may refuse with."""


def problem(
    code: int,
    detail: str,
    request_id: str,
    *,
    field: str | None = None,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One refusal as an answer."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(code).phrase,
        status=code,
        detail=detail,
        field=field,
        errors=list(errors),
        request_id=request_id,
    )
    return Response(told.model_dump_json(exclude_defaults=True), code, dict(headers or {}), media_type=TYPE)


def request_id_of(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def refused(request: Request, refusal: Exception) -> Response:
    """A refusal of the core."""
    assert isinstance(refusal, Refusal)
    code, headers = STATUS[type(refusal)], {}
    if code == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(refusal, TooOften):
        headers["Retry-After"] = str(int(-(-refusal.wait.total_seconds() // 1)))
    field = None if refusal.field is None else FIELDS.get(refusal.field, refusal.field)
    return problem(code, refusal.message, request_id_of(request), field=field, headers=headers)


def unreadable(request: Request, wrong: Exception) -> Response:
    """A request that is not as described."""
    assert isinstance(wrong, RequestValidationError)
    found = [FieldProblem(field=field_of(error), detail=remedy(error)) for error in wrong.errors()]
    if any(error["type"] == "json_invalid" for error in wrong.errors()):
        return problem(400, NO_JSON, request_id_of(request), field="body")
    first = found[0]
    return problem(422, first.detail, request_id_of(request), field=first.field, errors=found)


def unserved(request: Request, wrong: Exception) -> Response:
    """No such address, no such method there, or a body that cannot be taken."""
    assert isinstance(wrong, HTTPException)
    if wrong.status_code == HTTPStatus.BAD_REQUEST:
        return problem(400, NO_JSON, request_id_of(request), field="body")
    details = {
        404: "There is nothing at this address. GET /api/openapi.json says what there is.",
        405: "This address does not take that method. The header Allow says which it takes.",
    }
    headers = {"Allow": _allowed(request)} if wrong.status_code == HTTPStatus.METHOD_NOT_ALLOWED else wrong.headers
    detail = details.get(wrong.status_code, HTTPStatus(wrong.status_code).description or "It cannot be served.")
    return problem(wrong.status_code, detail, request_id_of(request), headers=headers)


def told(app: FastAPI) -> None:
    """Have an app tell every refusal as a problem."""
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, unserved)
    describe = app.openapi

    def described() -> dict[str, Any]:
        """The description, with the shape that every refusal has, and all that is the same everywhere."""
        is_new = app.openapi_schema is None
        whole = describe()
        if is_new:
            schemas = whole.setdefault("components", {}).setdefault("schemas", {})
            shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= shape.pop("$defs", {}) | {"Problem": shape}
            completed(whole, app.routes)
        return whole

    app.openapi = described  # type: ignore[method-assign]


def _allowed(request: Request) -> str:
    """Every method that an address takes; Starlette names those of the first route alone that lies there."""
    routes, scope = request.app.routes, request.scope
    tried = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
    taken = (one for one in tried if any(r.matches({**scope, "method": one})[0] is Match.FULL for r in routes))
    return ", ".join(taken)
