"""How a question is put so that the reply has a shape: messages, response format, longest reply."""

import base64
import json
import re
from typing import Any

from core.ai.ladder import Footing
from core.ai.wording import Rendered
from core.ports import Level

Message = dict[str, Any]


def shape_of(footing: Footing, name: str, schema: dict[str, Any], *, most: int) -> dict[str, Any]:
    """The parameters that ask for this shape, and for ``most`` tokens at the longest, on the endpoint's terms."""
    limit: dict[str, Any] = {footing.limit: most} if footing.limit else {}
    match footing.level:
        case "json_schema":
            named = {"name": name, "schema": schema, "strict": True}
            return limit | {"response_format": {"type": "json_schema", "json_schema": named}}
        case "json_object":
            return limit | {"response_format": {"type": "json_object"}}
        case "prompt":
            return limit


def messages(rendered: Rendered, level: Level, schema: dict[str, Any]) -> list[Message]:
    """System and user message; where the endpoint takes no schema, it is said; a picture stands beside the words."""
    system = rendered.system if level == "json_schema" else f"{rendered.system}\n\n{in_words(schema)}"
    user: Any = rendered.user
    if rendered.picture:
        url = f"data:image/jpeg;base64,{base64.b64encode(rendered.picture).decode()}"
        user = [{"type": "text", "text": rendered.user}, {"type": "image_url", "image_url": {"url": url}}]
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def in_words(schema: dict[str, Any]) -> str:
    return f"Answer with one JSON object of this schema and nothing else:\n{json.dumps(schema)}"


def unfenced(text: str) -> str:
    """The JSON object inside a text that may wrap it in a code fence or a sentence.

    >>> unfenced('Here: ```json {"a": 1}``` Enjoy!')
    '{"a": 1}'
    """
    found = re.search(r"\{.*\}", text, re.DOTALL)
    return found.group() if found else text
