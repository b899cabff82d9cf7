"""Every refusal as problem+json (RFC 9457): what happened, in which field, what to do; never what was sent."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

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
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "This is needed. Add it.",
        "extra_forbidden": "There is no such field. Leave it out.",
        "string_too_short": "This is too short: at least {min_length} characters are needed.",
        "string_too_long": "This is too long: {max_length} characters are the most.",
        "string_pattern_mismatch": "This is not written as it should be. Look at the field's description.",
        "string_type": "Send text here.",
        "string_unicode": "Send text here in valid UTF-8.",
        "too_long": "These are too many: {max_length} are the most.",
        "too_short": "These are too few: at least {min_length} are needed.",
        "enum": "Choose one of {expected}.",
        "literal_error": "Choose one of {expected}.",
        "uuid_parsing": "Send an id as this API gave it, such as 6f1c2a9e-58a4-4d2b-9a3e-0d5a4f1b7c11.",
        "greater_than_equal": "Send {ge} or more.",
        "greater_than": "Send more than {gt}.",
        "less_than_equal": "Send {le} or less.",
        "less_than": "Send less than {lt}.",
        "timezone_aware": "Add the time zone, such as 2026-03-02T09:00:00+01:00.",
        "model_attributes_type": "Send a JSON object here, with the content type application/json.",
        "model_type": "Send a JSON object here.",
        "dict_type": "Send a JSON object here.",
        "list_type": "Send a list here.",
        "tuple_type": "Send a list here.",
        "bool_parsing": "Send true or false.",
        "bool_type": "Send true or false.",
        "json_invalid": "The body is no valid JSON.",
        "finite_number": "Send a finite number.",
        "no_control": "Leave out control characters such as NUL.",
        "no_address": "Send an e-mail address such as name@example.com.",
    }
)
ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "date": "Send a date such as 2026-03-02.",
        "datetime": "Send a moment such as 2026-03-02T09:00:00+01:00.",
        "int": "Send a whole number.",
        "float": "Send a number.",
        "decimal": "Send a number.",
        "uuid": "Send an id as this API gave it.",
    }
)
"""By how the kind of an error begins, where every such error has one remedy."""
log = structlog.get_logger()


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
    found = [FieldProblem(field=_field(error), detail=_remedy(error)) for error in wrong.errors()]
    if any(error["type"] == "json_invalid" for error in wrong.errors()):
        return problem(400, WORDS["json_invalid"], request_id_of(request), field="body")
    first = found[0]
    return problem(422, first.detail, request_id_of(request), field=first.field, errors=found)


def unserved(request: Request, wrong: Exception) -> Response:
    """No such address, no such method there, or a body that cannot be taken."""
    assert isinstance(wrong, HTTPException)
    if wrong.status_code == HTTPStatus.BAD_REQUEST:
        return problem(400, WORDS["json_invalid"], request_id_of(request), field="body")
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
        """The description, with the shape that every refusal has."""
        whole = describe()
        schemas = whole.setdefault("components", {}).setdefault("schemas", {})
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= shape.pop("$defs", {}) | {"Problem": shape}
        return whole

    app.openapi = described  # type: ignore[method-assign]


def _allowed(request: Request) -> str:
    """Every method that an address takes; Starlette names those of the first route alone that lies there."""
    routes, scope = request.app.routes, request.scope
    tried = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
    taken = (one for one in tried if any(r.matches({**scope, "method": one})[0] is Match.FULL for r in routes))
    return ", ".join(taken)


def _field(error: Mapping[str, Any]) -> str:
    """The field by its path; one that is not ours is not named."""
    place = [str(part) for part in error["loc"]]
    return ".".join(place[1 : -1 if error["type"] == "extra_forbidden" else None]) or place[0]


def _remedy(error: Mapping[str, Any]) -> str:
    """The remedy in our own words: Pydantic's may repeat what was sent."""
    kind = str(error["type"])
    if kind in WORDS:
        return WORDS[kind].format_map({"expected": "", **error.get("ctx", {})})
    return next((words for start, words in ENDINGS.items() if kind.startswith(start)), "This can't be used here.")
