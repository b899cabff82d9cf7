import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from core.ai.flights import Flights
from core.ai.remembered import Remembered
from core.errors import ModelFailed


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


def test_a_remembered_answer_still_says_how_firmly_it_was_asked(prompt, facts, scripted) -> None:
    inner, cache = scripted(), Cache()

    class Firm:
        def answer(self, asked, given) -> object:
            return replace(inner.answer(asked, given), level="json_object")

    model = Remembered(Firm(), cache, "url m1")
    assert [model.answer(prompt, facts).level for _ in range(2)] == ["json_object", "json_object"]


def test_a_failure_is_not_remembered(prompt, facts, scripted) -> None:
    inner, cache = scripted(failure=ModelFailed("down")), Cache()
    model = Remembered(inner, cache, "url m1")
    with pytest.raises(ModelFailed, match="down"):
        model.answer(prompt, facts)
    inner.failure = None
    assert model.answer(prompt, facts).reply.text == "from the model"


def test_two_at_once_ask_once_and_the_second_is_free_and_has_a_reply_of_its_own(prompt, facts, scripted) -> None:
    inner, asked, landed, flights = scripted(), threading.Event(), threading.Event(), Flights()

    class Slow:
        def answer(self, question, given) -> object:
            asked.set()
            assert landed.wait(20)
            return inner.answer(question, given)

    cache = Cache()
    first, second = (Remembered(Slow(), cache, "url m1", flights) for _ in range(2))
    with ThreadPoolExecutor(2) as crowd:
        leading = crowd.submit(first.answer, prompt, facts)
        assert asked.wait(20)
        joining = crowd.submit(second.answer, prompt, facts)
        landed.set()
        ours, theirs = leading.result(20), joining.result(20)
    assert ours.reply == theirs.reply
    assert ours.reply is not theirs.reply
    assert (inner.asked, ours.cached, theirs.cached) == (1, False, True)


def test_who_waits_too_long_for_somebody_else_s_answer_is_told(prompt, facts, scripted) -> None:
    class Late(Flights):
        def join(self, key, fly) -> str:
            raise TimeoutError

    with pytest.raises(ModelFailed, match="already being written"):
        Remembered(scripted(), Cache(), "url m1", Late()).answer(prompt, facts)
