"""No reply of a model is used before the guard has read it."""

from dataclasses import dataclass, replace

from pydantic import BaseModel

from core.ai.guard import Finding, in_words
from core.ai.model import Answer, Model
from core.ai.parts import Parts
from core.ai.prompt import Prompt, R
from core.errors import ModelFailed


@dataclass(frozen=True)
class Checked:
    """Reads every text in a reply of ``inner`` against the prompt's facts; one claim too many and none of it is used.

    Refused, not mended: a text that was talked into one false claim is not made honest by cutting it out. Where a reply
    is a list of texts, each is read by itself.
    """

    inner: Model

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer as ``inner`` does, if its reply keeps to the facts.

        Raises:
            ModelFailed: the reply says what no fact supports, or holds what no text may; the message names it.
        """
        answer = self.inner.answer(prompt, facts)
        if prompt.parts is None:
            found, reply = prompt.trust.violations(answer.reply, facts), answer.reply
        else:
            found, reply = _parted(prompt, prompt.parts, answer.reply, facts)
        if found:
            raise ModelFailed(f"The AI model's text was put aside: it held {in_words(found)}, not found in your facts.")
        return replace(answer, reply=reply)


def _parted(prompt: Prompt[R], parts: Parts, reply: R, facts: BaseModel) -> tuple[list[Finding], R]:
    """The items that were asked for and keep to their own facts; where none does, what was found in them."""
    found: list[Finding] = []
    kept: list[BaseModel] = []
    for item in parts.items(reply):
        own = parts.facts(facts, item)
        said = prompt.trust.violations(item, own) if own is not None else []
        found += said
        if own is not None and not said:
            kept.append(item)
    return ([] if kept else found), parts.only(reply, kept)
