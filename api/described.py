"""What the description says of every operation alike: scopes, ETags, what is left of a minute, and examples."""

from collections.abc import Iterable
from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from api.examples import with_examples
from api.remembered import is_remembered
from api.scopes import scope_of

KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 2000},
    "description": "The ETag of the answer that you have.",
}
UNCHANGED = {"description": "It is as you have it: the ETag is the one that you sent as If-None-Match."}
HEADERS = {
    "RateLimit": {
        "description": 'What is left of this minute, such as "minute";r=599;t=42: requests, and seconds to the next.',
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": 'How many requests a minute has, such as "minute";q=600;w=60.',
        "schema": {"type": "string"},
    },
}
ETAG = {"ETag": {"description": "Names this very answer; send it as If-None-Match.", "schema": {"type": "string"}}}


def completed(whole: dict[str, Any], routes: Iterable[BaseRoute]) -> None:
    """Write it into a description of these routes."""
    for route in routes:
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        for method in route.methods or ():
            operation = whole["paths"][route.path_format][method.lower()]
            if "security" not in operation:
                continue
            scope = scope_of(method, route.path_format)
            said = f"API tokens need the scope `{scope}`." if scope else "For people: no API token will do."
            operation["description"] = f"{operation.get('description', '')}\n\n{said}".strip()
            operation["x-scope"] = scope
            kept = is_remembered(route.endpoint)
            for code, answer in operation["responses"].items():
                if code.startswith("2"):
                    answer["headers"] = {**HEADERS, **(ETAG if kept else {})}
            if kept:
                operation.setdefault("parameters", []).append(KNOWN)
                operation["responses"]["304"] = UNCHANGED
    _clock_times(whole.get("components", {}).get("schemas", {}))
    with_examples(whole)


def _clock_times(schemas: dict[str, Any]) -> None:
    """Times of opening are those of the clock on the wall; the format "time" (RFC 3339) would have an offset."""
    for shape in schemas.values():
        for field in shape.get("properties", {}).values():
            if field.get("format") == "time":
                del field["format"]
                field |= {"pattern": r"^\d\d:\d\d(:\d\d)?$", "examples": ["07:00:00"]}
