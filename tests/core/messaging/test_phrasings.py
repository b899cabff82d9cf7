"""More ways to ask: new ones, in other words, claiming nothing, and saved by nobody but a person."""

import pytest

from core.ai.offline import understudy
from core.errors import Invalid
from core.messaging import list_faqs, suggest_phrasings
from core.messaging.phrasings import PHRASINGS, Asked, AskedFacts
from core.messaging.words import plain
from core.world.demo import demo_businesses


def test_the_built_in_writer_says_each_faq_of_the_demo_anew_and_claims_nothing() -> None:
    asked = [
        AskedFacts(question=f.title, answer=f.answer, phrasings=f.phrasings) for d in demo_businesses() for f in d.faqs
    ]
    for facts in asked:
        reply = understudy(PHRASINGS, facts)
        told = [plain(line) for line in reply.phrasings]
        assert len(told) <= facts.most
        assert len(set(told) | {plain(line) for line in (facts.question, *facts.phrasings)}) == (
            len(told) + len({plain(line) for line in (facts.question, *facts.phrasings)})
        )
        assert PHRASINGS.trust.violations(reply, facts) == []
        assert understudy(PHRASINGS, facts) == reply
    assert sum(len(understudy(PHRASINGS, facts).phrasings) >= 4 for facts in asked) >= 0.9 * len(asked)


@pytest.mark.parametrize(
    ("question", "some"),
    [
        ("Can I bring my dog?", "May I bring my dog?"),
        ("How much is a loaf?", "What is the price of a loaf?"),
        ("Is it open to children?", "open children?"),
        ("Cancelling or moving a class", "How do I cancel or move a class?"),
        ("Where we are", "Can you tell me where you are?"),
        ("Prices", "What about prices?"),
    ],
)
def test_questions_deeds_topics_and_clauses_are_put_in_their_own_ways(question: str, some: str) -> None:
    assert some in understudy(PHRASINGS, AskedFacts(question=question)).phrasings


@pytest.mark.parametrize("question", ["Posso pagar com cartão?", "Habt ihr offen?"])
def test_words_of_another_language_are_not_mixed_with_ours(question: str) -> None:
    assert understudy(PHRASINGS, AskedFacts(question=question)).phrasings == ()


def test_a_claim_that_nobody_made_is_no_phrasing() -> None:
    facts = AskedFacts(question="Do you deliver?", answer="Yes, for €3.")
    told = Asked(phrasings=("Is delivery still €5?", "Do you deliver for €3?"))
    assert [one.said for one in PHRASINGS.trust.violations(told, facts)] == ["€5"]


def test_nothing_is_saved_and_no_other_faq_s_words_come_back(ws, faqs) -> None:
    before = list_faqs(ws)
    taken = before[0]
    found = suggest_phrasings(ws, "Where do I park my car?", "Behind the shop.", ["", "parking?"])
    assert found.phrasings
    assert found.ai.prompt_id == "phrasings"
    assert "parking" not in {plain(line) for line in found.phrasings}
    assert list_faqs(ws) == before
    assert suggest_phrasings(ws, taken.question, taken.answer, taken.phrasings).phrasings
    for wrong in ("", "?!", "x" * 301):
        with pytest.raises(Invalid):
            suggest_phrasings(ws, wrong)
