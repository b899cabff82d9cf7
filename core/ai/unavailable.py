"""A model that is known not to answer, and why."""

from dataclasses import dataclass
from typing import NoReturn

from pydantic import BaseModel

from core.ai.prompt import Prompt, R
from core.errors import ModelFailed


@dataclass(frozen=True)
class Unavailable:
    """Stands where a model would, so that its understudy answers with the reason beside it."""

    reason: str

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> NoReturn:
        """Refuse.

        Raises:
            ModelFailed: always.
        """
        del prompt, facts
        raise ModelFailed(self.reason)
