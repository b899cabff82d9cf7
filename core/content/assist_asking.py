"""Asking for help with a post's words: what comes back is guarded, and checked against the rules of its channel."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from core.ai.credit import written_by
from core.ai.model import Answer
from core.ai.offline import Offline
from core.ai.prompt import Prompt
from core.channels.preflight import check
from core.content.assist_shapes import HelpFacts, Line, Lines
from core.content.brief import facts_of
from core.content.changing import editable
from core.content.proof import proof_post
from core.content.revise import PostEdit, request_of
from core.errors import Invalid
from core.tables.values import AiMetadata
from core.vocab import Engine
from core.workspace import Workspace

Edit = Callable[[Line], PostEdit]
"""A suggestion as a change of the post."""
PUT_ASIDE = "The AI model's suggestions did not keep the channel's rules."


@dataclass(frozen=True)
class Candidate:
    """One suggestion.

    ``edit`` puts it into the editor, None for a picture's description; ``notes`` explain its parts.
    """

    text: str
    why: str
    edit: PostEdit | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """What may be used, the best first; ``left_out`` were not good enough.

    ``ai`` tells who suggested it and from what. ``cost`` is in US dollars, of a model whose answer was put aside too;
    None is unpriced.
    """

    candidates: tuple[Candidate, ...]
    ai: AiMetadata
    cost: Decimal | None
    left_out: int = 0


class Asking:
    """One wish for help under way: the post with the words of its editor."""

    def __init__(self, ws: Workspace, post_id: UUID, changes: PostEdit | None) -> None:
        self.ws, self.post = ws, editable(ws.rows, post_id)
        proof = proof_post(ws, post_id, changes)
        self.draft, self.sender = proof.draft, proof.sender
        self.before = {finding.code for finding in proof.findings}

    def refuse_without_text(self) -> None:
        if not self.draft.caption.strip():
            raise Invalid("There is no text yet. Write a line or two first.", field="caption")

    def facts(self, **more: object) -> HelpFacts:
        ws, draft = self.ws, self.draft
        told = facts_of(ws.business, ws.profile, request_of(ws, self.post), recent=(), ordinal=0).model_dump()
        words = {name: getattr(draft, name) for name in ("title", "caption", "cta", "subject", "preheader", "hashtags")}
        known = {name: value for name, value in told.items() if name in HelpFacts.model_fields}
        return HelpFacts.model_validate({**known, **words, **more})

    def asked(self, prompt: Prompt[Lines], facts: HelpFacts, edit: Edit | None = None) -> Suggestions:
        """Ask, and keep what may be used; the understudy steps in where nothing of a model's may.

        Raises:
            ModelFailed, QuotaSpent: as the model.
        """
        answer = self.ws.ai.answer(prompt, facts)
        kept, cost = self._kept(prompt, facts, answer, edit), answer.cost
        if not kept and answer.engine is Engine.MODEL:
            answer = replace(Offline().answer(prompt, facts), fallback_reason=PUT_ASIDE)
            kept = self._kept(prompt, facts, answer, edit)
        return Suggestions(kept, written_by(answer), cost, len(answer.reply.lines) - len(kept))

    def _kept(
        self, prompt: Prompt[Lines], facts: HelpFacts, answer: Answer[Lines], edit: Edit | None
    ) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for line in answer.reply.lines:
            change = edit(line) if edit else None
            if not prompt.trust.violations(line, facts) and (change is None or self.does(change)):
                text = line.text.strip()
                found.setdefault(text.casefold(), Candidate(text, line.why.strip(), change))
        return tuple(found.values())[: facts.most]

    def does(self, change: PostEdit) -> bool:
        """Whether the words are other ones, and break no rule that was not broken before."""
        fields = change.values()
        changed = replace(self.draft, **fields)  # type: ignore[arg-type]
        after = check(changed, self.sender)
        broken = any(one.code not in self.before or (one.is_hard and one.field in fields) for one in after)
        return changed != self.draft and not broken
