"""What is known is learnt once for each set of phrasings."""

from core.messaging import save_faq
from core.messaging.known import known_faqs


def test_the_same_phrasings_share_one_matcher(ws, faqs) -> None:
    first, again = known_faqs(ws), known_faqs(ws)
    assert first.matcher is again.matcher
    save_faq(ws, "Do you rent bicycles?", "No.")
    assert known_faqs(ws).matcher is not first.matcher


def test_the_matchers_keys_lead_to_the_faqs(ws, faqs) -> None:
    known = known_faqs(ws)
    key = known.matcher.auto("are you open monday?")
    assert key is not None
    assert known.faq(key).id == faqs["opening_hours"]
