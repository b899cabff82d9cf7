"""Who wrote a text and from what, as it is kept beside the text."""

from core.ai.model import Answer
from core.ai.prompt import R
from core.tables.values import AiMetadata


def written_by(answer: Answer[R]) -> AiMetadata:
    """What the "why this?" panel shows of an answer."""
    return AiMetadata(
        engine=answer.engine,
        model=answer.model,
        prompt_id=answer.prompt_id,
        prompt_version=str(answer.prompt_version),
        prompt_hash=answer.prompt_hash,
        prompt_used=answer.asked,
        reply=answer.reply.model_dump_json(),
        cost=answer.cost,
        fallback_reason=answer.fallback_reason,
        level=answer.level,
        notice=answer.notice,
        together=answer.together,
    )
