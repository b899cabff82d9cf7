"""Read, ask, write: nobody asks a slow model with writes in hand."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from core.ai.model import Answer, Model
from core.ai.prompt import Prompt, R


@dataclass(frozen=True)
class Guarded:
    """Refuses to ask ``inner`` while ``busy`` says that a write transaction is open."""

    inner: Model
    busy: Callable[[], bool]

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer as ``inner`` does.

        Raises:
            RuntimeError: a bug in the caller, who must ask before writing.
        """
        if self.busy():
            raise RuntimeError(f"{prompt.id} was asked inside a write transaction: read, ask, then write")
        return self.inner.answer(prompt, facts)
