"""JSON schemas strict enough for every endpoint, and the rules that keep them so."""

import copy
import functools
import hashlib
import json
from typing import Any

from pydantic import BaseModel

MAX_DEPTH = 4
_REFUSED = ("oneOf", "allOf", "prefixItems", "patternProperties", "not")


def strict_schema(reply: type[BaseModel]) -> dict[str, Any]:
    """Export a model for strict decoding: references inlined, every property required, none added. Not to be changed.

    Kept, for one question asks for it several times.
    """
    return _exported(reply)


@functools.lru_cache(maxsize=64)
def _exported(reply: type[BaseModel]) -> dict[str, Any]:
    raw = reply.model_json_schema()
    inlined: dict[str, Any] = _inline(raw, raw.get("$defs", {}))
    inlined.pop("$defs", None)
    return inlined


def schema_hash(reply: type[BaseModel]) -> str:
    return hashlib.sha256(json.dumps(strict_schema(reply), sort_keys=True).encode()).hexdigest()[:16]


def faults(reply: type[BaseModel]) -> list[str]:
    """Name everything in a reply's schema that some endpoint would not enforce; an empty list is a pass."""
    return _faults(strict_schema(reply), reply.__name__, 0)


def _inline(node: Any, defs: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inline(item, defs) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inline(copy.deepcopy(defs[node["$ref"].rsplit("/", 1)[-1]]), defs)
    out = {
        key: {name: _inline(sub, defs) for name, sub in value.items()} if key == "properties" else _inline(value, defs)
        for key, value in node.items()
        if key not in {"title", "default", "$defs"} or (key == "default" and value is not None)
    }
    if out.get("type") == "object" and "properties" in out:
        out |= {"required": list(out["properties"]), "additionalProperties": False}
    return out


def _faults(node: dict[str, Any], at: str, depth: int) -> list[str]:
    found = [f"{at}: {word} is not enforced everywhere" for word in _REFUSED if word in node]
    if depth > MAX_DEPTH:
        found.append(f"{at}: deeper than {MAX_DEPTH}")
    if node.get("default") is not None:
        found.append(f"{at}: a default other than null; make it nullable or required")
    if not node.keys() & {"type", "anyOf", "enum", "const"}:
        found.append(f"{at}: anything goes here; name a type")
    if node.get("type") == "number":
        found.append(f"{at}: use an integer of 0-100; grammars do not enforce number bounds")
    if node.get("type") == "object" and "properties" not in node:
        found.append(f"{at}: a free dictionary; name its keys")
    for name, sub in node.get("properties", {}).items():
        found += _faults(sub, f"{at}.{name}", depth + 1)
    if isinstance(node.get("items"), dict):
        found += _faults(node["items"], f"{at}[]", depth)
    for sub in node.get("anyOf", []):
        found += _faults(sub, at, depth)
    return found
