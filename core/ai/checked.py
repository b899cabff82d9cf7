"""No reply of a model is used before the guard has read it."""

from dataclasses import dataclass

from pydantic import BaseModel

from core.ai.guard import in_words
from core.ai.model import Answer, Model
from core.ai.prompt import Prompt, R
from core.errors import ModelFailed


@dataclass(frozen=True)
class Checked:
    """Reads every text in a reply of ``inner`` against the prompt's facts; one claim too many and none of it is used.

    Refused, not mended: a text that was talked into one false claim is not made honest by cutting it out.
    """

    inner: Model

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer as ``inner`` does, if its reply keeps to the facts.

        Raises:
            ModelFailed: the reply says what no fact supports, or holds what no text may; the message names it.
        """
        answer = self.inner.answer(prompt, facts)
        if found := prompt.trust.violations(answer.reply, facts):
            raise ModelFailed(f"The AI model's text was put aside: it held {in_words(found)}, not found in your facts.")
        return answer
