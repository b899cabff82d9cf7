from dataclasses import replace
from datetime import timedelta

from core.ai.remembered import Remembered


class Cache:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str, ttl: timedelta) -> None:
        assert ttl > timedelta(0)
        self.kept[key] = value


def test_the_same_question_is_asked_once_and_the_second_is_free(prompt, facts, scripted) -> None:
    inner, cache = scripted(), Cache()
    model = Remembered(inner, cache, "url m1")
    first, second = model.answer(prompt, facts), model.answer(prompt, facts)
    assert inner.asked == 1
    assert first.reply == second.reply
    assert (first.cached, second.cached, second.usage.total) == (False, True, 0)


def test_other_facts_and_another_model_ask_anew(prompt, facts, scripted) -> None:
    inner, cache = scripted(), Cache()
    Remembered(inner, cache, "url m1").answer(prompt, facts)
    Remembered(inner, cache, "url m1").answer(prompt, facts.model_copy(update={"name": "x"}))
    Remembered(inner, cache, "url m2").answer(prompt, facts)
    assert inner.asked == 3


def test_an_understudy_s_answer_is_not_kept(prompt, facts, scripted) -> None:
    inner, cache = scripted(), Cache()

    class Labelled:
        def answer(self, asked, given) -> object:
            return replace(inner.answer(asked, given), fallback_reason="down")

    Remembered(Labelled(), cache, "url").answer(prompt, facts)
    assert cache.kept == {}
