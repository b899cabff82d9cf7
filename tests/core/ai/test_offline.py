from decimal import Decimal

from core.ai.offline import Offline


def test_the_same_facts_give_the_same_bytes_and_other_facts_do_not(prompt, facts) -> None:
    first, again = Offline().answer(prompt, facts), Offline().answer(prompt, facts)
    other = Offline().answer(prompt, facts.model_copy(update={"name": "Other"}))
    assert first.reply == again.reply
    assert first.asked == again.asked
    assert first.reply.text.split()[1] != other.reply.text.split()[1]


def test_it_is_free_labelled_and_shows_what_would_have_been_asked(prompt, facts) -> None:
    answer = Offline().answer(prompt, facts)
    assert (answer.engine, answer.cost, answer.usage.total) == ("offline", Decimal(0), 0)
    assert "Be brief." in answer.asked
    assert "Crumb" in answer.asked
