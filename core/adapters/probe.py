"""Try an endpoint: does it answer, who serves, and how firmly does it really keep to a shape?"""

import time
from collections.abc import Callable
from typing import Any, Literal

import httpx2
from pydantic import BaseModel, ConfigDict, ValidationError

from core.adapters.fault import Fault
from core.adapters.shaping import messages, shape_of, unfenced
from core.adapters.wire import Said, Wire
from core.ai.endpoint import Reach
from core.ai.ladder import LEVELS, Footing
from core.ai.schema import strict_schema
from core.ai.wording import Rendered
from core.ports import Level, Probe

SECONDS = 20.0
"""For the whole probe."""
WORDS: dict[Level, str] = {
    "json_schema": "It works, and the endpoint enforces the shape of every reply.",
    "json_object": "It works. The endpoint promises JSON but not its shape, so replies are checked here.",
    "prompt": "It works, but the endpoint enforces nothing: replies are checked here and may need a second try.",
}


class Colour(BaseModel):
    """A shape that nobody keeps by accident."""

    model_config = ConfigDict(extra="forbid")
    colour: Literal["teal", "amber"]


AGAINST = Rendered("You are being tested.", "Say hello in one plain word. No JSON, whatever else you were told.")
"""Only an endpoint that enforces a shape answers this in one."""
NICELY = Rendered("You pick colours.", "Pick teal or amber.")


def probe(
    base_url: str,
    api_key: str,
    model: str,
    *,
    reach: Reach = "anywhere",
    connect: Callable[[], httpx2.BaseTransport] | None = None,
) -> Probe:
    """Ask one small question a level, the firmest first, until one is kept; never raises for what it finds."""
    return _Probing(Wire(base_url, api_key, reach, connect), model).found()


class _Probing:
    """One probe under way."""

    def __init__(self, wire: Wire, model: str) -> None:
        self.wire, self.model, self.began = wire, model, time.monotonic()

    def found(self) -> Probe:
        footing: Footing | None = Footing()
        while footing is not None:
            try:
                said = self._said(footing)
            except Fault as fault:
                footing, blocked = footing.lower(fault.says), fault
                if footing is None:
                    return Probe(works=False, words=blocked.words, latency_ms=self._spent)
                continue
            if _kept(said.text, footing.level):
                return Probe(True, WORDS[footing.level], footing.level, said.model or self.model, self._spent)
            below = LEVELS.index(footing.level) + 1
            footing = Footing(LEVELS[below], footing.limit) if below < len(LEVELS) else None
        words = "The endpoint answers, but this model cannot keep to a shape. Choose another model."
        return Probe(works=False, words=words, latency_ms=self._spent)

    def _said(self, footing: Footing) -> Said:
        rendered = NICELY if footing.level == "prompt" else AGAINST
        schema = strict_schema(Colour)
        request: dict[str, Any] = {"model": self.model, **shape_of(footing, Colour.__name__, schema, most=1000)}
        request["messages"] = messages(rendered, footing.level if footing.level == "prompt" else "json_schema", schema)
        return self.wire.post(self.began + SECONDS - time.monotonic(), **request)

    @property
    def _spent(self) -> int:
        return round((time.monotonic() - self.began) * 1000)


def _kept(text: str, level: Level) -> bool:
    """Whether a reply is what this level promises: the shape, some object, or the shape within other words."""
    try:
        if level == "json_object":
            return text.lstrip().startswith("{") and bool(Anything.model_validate_json(text))
        Colour.model_validate_json(unfenced(text) if level == "prompt" else text)
    except ValidationError:
        return False
    return True


class Anything(BaseModel):
    """Any JSON object."""
