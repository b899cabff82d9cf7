"""An example of every body, made from its own description: it always fits, and shows what a call looks like."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SAID: Mapping[str, Any] = MappingProxyType(
    {
        "uuid": "6f1c2a9e-58a4-4d2b-9a3e-0d5a4f1b7c11",
        "date-time": "2026-03-02T09:00:00Z",
        "date": "2026-03-02",
        "time": "09:00:00",
        "binary": "title,caption",
        "password": "a long enough one",
    }
)
"""By the format of a text."""
NAMED: Mapping[str, Any] = MappingProxyType(
    {
        "title": "Rolls at seven",
        "name": "Spring",
        "goal": "More online orders",
        "caption": "Fresh rolls from seven.",
        "message_text": "How much is membership?",
        "platform": "linkedin",
        "email": "ana@example.com",
        "token_type": "bearer",
        "per_week": 2,
        "url": "https://example.com/in/42",
    }
)
"""By the name of a field; taken where it is of the field's type."""
KINDS: Mapping[str, type | tuple[type, ...]] = MappingProxyType(
    {"string": str, "integer": int, "number": (int, float), "boolean": bool}
)


def example_of(shape: Mapping[str, Any], schemas: Mapping[str, Any], name: str = "", depth: int = 0) -> Any:
    """An example that fits a JSON schema: its own if it has one, else the first of what it allows.

    >>> example_of({"type": "object", "properties": {"n": {"type": "integer", "minimum": 3}}}, {})
    {'n': 3}
    """
    while inner := _behind(shape, schemas):
        shape = inner
    for known in ("const", "default"):
        if known in shape:
            return shape[known]
    if told := shape.get("examples") or shape.get("enum"):
        return told[0]
    match shape.get("type"):
        case "object":
            fields = shape.get("properties", {})
            needed = fields if depth < 3 else {one: fields[one] for one in shape.get("required", ())}
            return {one: example_of(inner, schemas, one, depth + 1) for one, inner in needed.items()}
        case "array":
            few = shape.get("minItems", 0) or depth < 3
            return [example_of(shape["items"], schemas, name, depth + 1)] if few and "items" in shape else []
        case kind:
            return _plain(kind, shape, name)


def _behind(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a reference names, or the first of several that may stand here; None where the shape is plain."""
    if "$ref" in shape:
        named: Mapping[str, Any] = schemas[shape["$ref"].rpartition("/")[2]]
        return named
    several = shape.get("anyOf") or shape.get("oneOf") or shape.get("allOf")
    return None if "examples" in shape or "default" in shape or not several else dict(several[0])


def _plain(kind: str | None, shape: Mapping[str, Any], name: str) -> Any:
    if kind and kind in KINDS and name in NAMED and isinstance(NAMED[name], KINDS[kind]) and "format" not in shape:
        return NAMED[name]
    plain = {
        "string": SAID.get(shape.get("format", ""), "text"),
        "integer": shape.get("minimum", shape.get("exclusiveMinimum", 0) + 1),
        "number": shape.get("minimum", shape.get("exclusiveMinimum", 0) + 1),
        "boolean": True,
    }
    return plain.get(kind or "null")


def with_examples(whole: dict[str, Any]) -> dict[str, Any]:
    """A description in which every JSON body, asked or answered, has an example."""
    schemas = whole.get("components", {}).get("schemas", {})
    for operations in whole["paths"].values():
        for operation in operations.values():
            answers = [told for code, told in operation["responses"].items() if code.startswith("2")]
            for told in (operation.get("requestBody", {}), *answers):
                for kind, body in told.get("content", {}).items():
                    if kind == "application/json" and "schema" in body:
                        body.setdefault("example", example_of(body["schema"], schemas))
    return whole
