"""A prompt: the wording in its file, the shape of the reply, and the understudy that fills it offline."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from core.ai.guard import Trust
from core.ai.parts import Parts
from core.ai.wording import Rendered, Wording, read

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Prompt(Generic[R]):
    """Binds a wording file, a reply schema and an understudy.

    ``offline`` takes the same facts as the model and a seeded generator, and returns the same shape. ``trust`` says
    which of the facts a reply may rest on. ``parts`` is there when one question asks for several replies: each is kept
    or left out by itself. ``picture`` takes the picture to look at out of the facts, for a prompt that shows one.
    """

    id: str
    reply: type[R]
    offline: Callable[[Any, random.Random], R]
    folder: Path
    trust: Trust = field(default_factory=Trust)
    parts: Parts | None = None
    picture: Callable[[Any], bytes] = lambda _facts: b""

    @property
    def wording(self) -> Wording:
        """The wording file, read once.

        Raises:
            ValueError: the file names another prompt or another schema than this one.
        """
        wording = read(self.folder / f"{self.id}.md")
        if (wording.id, wording.schema) != (self.id, self.reply.__name__):
            message = f"{self.id}.md is written for {wording.id}/{wording.schema}, not {self.reply.__name__}"
            raise ValueError(message)
        return wording

    def rendered(self, facts: BaseModel, marker: str) -> Rendered:
        """The two messages for these facts; ``marker`` is random and fences off what strangers wrote."""
        return replace(self.wording.rendered(facts, marker), picture=self.picture(facts))

    def read(self, text: str, cut: str = "") -> R:
        """The reply in a text of JSON; ``cut`` is the whole of what came when the endpoint ended it before its time.

        Raises:
            ValidationError: it is no reply of this prompt.
        """
        return self.reply.model_validate_json(text) if self.parts is None else self.parts.read(self.reply, text, cut)
