"""How each model at each endpoint has to be asked, found out once and remembered."""

import re
from dataclasses import dataclass, replace
from threading import Lock
from typing import Literal, get_args

from core.ports import Level

LEVELS: tuple[Level, ...] = get_args(Level)
"""How firmly a reply's shape can be asked for, the firmest first."""
Limit = Literal["max_completion_tokens", "max_tokens", ""]
LIMITS: tuple[Limit, ...] = get_args(Limit)
"""The word for the longest reply: OpenAI's own, the one before it that many servers still know, and none."""
_A_SHAPE = re.compile(r"response_format|json_schema|json_object|structured.?output|json.?mode", re.IGNORECASE)
_A_PICTURE = re.compile(
    r"image|vision|multi-?modal|content type|content\W.{0,60}(string|text)|unknown variant", re.IGNORECASE | re.DOTALL
)
"""How servers say that a model cannot see: OpenAI, vLLM, llama.cpp, Ollama, OpenRouter, Groq, DeepSeek."""
_A_LIMIT = re.compile(r"max_(completion_)?tokens", re.IGNORECASE)


@dataclass(frozen=True)
class Footing:
    """On what terms an endpoint is asked; ``sees`` is whether it may be shown a picture."""

    level: Level = LEVELS[0]
    limit: Limit = LIMITS[0]
    sees: bool = True

    def lower(self, says: str, *, shown: bool = False) -> "Footing | None":
        """One step down for the feature that a refusal names; None where it names none, or nothing is below.

        ``shown`` says that a picture was among what it refused.

        >>> Footing().lower("'response_format' of type 'json_schema' is not supported").level
        'json_object'
        >>> Footing().lower("context length exceeded") is None
        True
        """
        if _A_SHAPE.search(says) and self.level != LEVELS[-1]:
            return replace(self, level=LEVELS[LEVELS.index(self.level) + 1])
        if _A_LIMIT.search(says) and self.limit != LIMITS[-1]:
            return replace(self, limit=LIMITS[LIMITS.index(self.limit) + 1])
        if shown and self.sees and _A_PICTURE.search(says):
            return replace(self, sees=False)
        return None


class Ladder:
    """The footing of each endpoint and model, as long as the process lives."""

    def __init__(self) -> None:
        self._found: dict[str, Footing] = {}
        self._lock = Lock()

    def footing(self, endpoint: str) -> Footing:
        return self._found.get(endpoint, Footing())

    def stepped_down(self, endpoint: str, asked: Footing, says: str, *, shown: bool = False) -> bool:
        """Whether a refusal of what was ``asked`` leaves a softer way; two refusals at once take one step."""
        below = asked.lower(says, shown=shown)
        if below is None:
            return False
        with self._lock:
            if self.footing(endpoint) == asked:
                self._found[endpoint] = below
            return True
