"""When the model cannot, its understudy does, and says so."""

from dataclasses import dataclass, replace

from pydantic import BaseModel

from core.ai.model import Answer, Model
from core.ai.prompt import Prompt, R
from core.errors import ModelFailed, QuotaSpent


@dataclass(frozen=True)
class Fallback:
    """Asks ``first``; on a refusal ``understudy`` answers, labelled with the reason. Bugs pass through.

    A question for many texts, each of which is then asked for alone, has no understudy: each of those has its own.
    """

    first: Model
    understudy: Model

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        try:
            return self.first.answer(prompt, facts)
        except (ModelFailed, QuotaSpent) as refusal:
            if prompt.parts is not None and prompt.parts.alone:
                raise
            reason = refusal.message
        return replace(self.understudy.answer(prompt, facts), fallback_reason=reason)
