from dataclasses import replace

from core.ai.credit import written_by
from core.ai.offline import Offline
from core.content.prompts import POST
from core.content.shapes import PostFacts, PostText
from core.vocab import Engine, PostType


def test_a_text_s_credit_says_who_wrote_it_and_from_what() -> None:
    facts = PostFacts(business="Rye & Shine", channel="linkedin", type=PostType.TEXT)
    answer = Offline().answer(POST, facts)
    credit = written_by(answer)
    assert credit.engine is Engine.OFFLINE
    assert (credit.prompt_id, credit.prompt_hash) == (POST.id, answer.prompt_hash)
    assert "Rye & Shine" in credit.prompt_used
    assert PostText.model_validate_json(credit.reply) == answer.reply
    assert (credit.fallback_reason, credit.level, credit.notice) == (None, "", None)
    asked = written_by(replace(answer, level="json_object", notice="85% is used."))
    assert (asked.level, asked.notice) == ("json_object", "85% is used.")
