"""What is wrong with a request and what to do, in our own words: Pydantic's may repeat what was sent."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

NO_JSON = "The body is no valid JSON."
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
        "json_invalid": NO_JSON,
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


def field_of(error: Mapping[str, Any]) -> str:
    """The field by its path; one that is not ours is not named."""
    place = [str(part) for part in error["loc"]]
    return ".".join(place[1 : -1 if error["type"] == "extra_forbidden" else None]) or place[0]


def remedy(error: Mapping[str, Any]) -> str:
    """What to do about one error of a request."""
    kind = str(error["type"])
    if kind in WORDS:
        return WORDS[kind].format_map({"expected": "", **error.get("ctx", {})})
    return next((words for start, words in ENDINGS.items() if kind.startswith(start)), "This can't be used here.")
