"""A list of replies is read item by item: what fits stays, and a text that was cut off gives what came whole."""

import json
from dataclasses import replace

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.ai.checked import Checked
from core.ai.fallback import Fallback
from core.ai.model import Answer
from core.ai.offline import Offline
from core.ai.parts import Parts
from core.errors import ModelFailed


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: int = Field(ge=1)
    words: str = Field(min_length=1)
    lines: tuple[str, ...] = ()


class Items(BaseModel):
    items: tuple[Item, ...]


class Many(BaseModel):
    names: tuple[str, ...]


class One(BaseModel):
    name: str


def own(whole: Many, item: Item) -> One | None:
    return One(name=whole.names[item.number - 1]) if item.number <= len(whole.names) else None


PARTS = Parts("items", own)


def told(*items: object) -> str:
    return json.dumps({"items": items})


def read(text: str, cut: str = "") -> list[int]:
    return [item.number for item in PARTS.read(Items, text, cut).items]


GOOD, BAD = {"number": 1, "words": "Bread."}, {"number": 2, "words": ""}


def test_items_that_do_not_fit_are_left_out() -> None:
    assert read(told(GOOD, BAD, 7, {**GOOD, "number": 3})) == [1, 3]
    assert read(told()) == []


@pytest.mark.parametrize("text", ["no", "[]", "7", '{"other": []}', '{"items": 7}', told(BAD), told(BAD, BAD)])
def test_a_text_without_any_is_a_misfit(text: str) -> None:
    with pytest.raises(ValidationError):
        read(text)


def test_of_a_text_that_was_cut_off_the_whole_ones_stay() -> None:
    whole = told(GOOD, {**GOOD, "number": 2}, {**GOOD, "number": 3, "lines": ["a", "b"]})
    ends = [read("cut", f"Sure: {whole[:end]}") for end in range(whole.index("[") + 1, len(whole))]

    assert ends == sorted(ends, key=len)
    assert ends[0] == []
    assert read("cut", whole[: whole.index('"b"')]) == [1, 2]  # the third seems to fit, and lacks a line
    for cut in ("no", '{"items": nul}', ""):
        with pytest.raises(ValidationError):
            read("cut", cut)


def test_what_came_whole_although_it_was_cut_is_all_taken() -> None:
    assert read(told(GOOD, {**GOOD, "number": 2}), "anything") == [1, 2]


@pytest.fixture
def parted(prompt):  # noqa: ANN201
    return replace(prompt, reply=Items, parts=PARTS, offline=lambda facts, rng: Items(items=()))


class Saying:
    def __init__(self, scripted, plain, *items: Item) -> None:
        self.inner, self.plain, self.items = scripted(), plain, items

    def answer(self, prompt, facts) -> Answer:
        return replace(self.inner.answer(self.plain, facts), reply=Items(items=self.items))


def test_each_item_is_guarded_by_itself_and_on_its_own_facts(parted, prompt, scripted) -> None:
    told = (Item(number=1, words="Only $5."), Item(number=2, words="Only $5."), Item(number=9, words="Hello."))
    answer = Checked(Saying(scripted, prompt, *told)).answer(parted, Many(names=("A roll: $5", "A loaf: $7")))
    assert [item.number for item in answer.reply.items] == [1]


def test_where_none_may_stay_the_reason_is_said(parted, prompt, scripted) -> None:
    with pytest.raises(ModelFailed, match=r"a price \(“\$5”\)"):
        Checked(Saying(scripted, prompt, Item(number=1, words="Only $5."))).answer(parted, Many(names=("A loaf: $7",)))


def test_where_none_was_asked_for_nothing_is_left(parted, prompt, scripted) -> None:
    answer = Checked(Saying(scripted, prompt, Item(number=2, words="Hello."))).answer(parted, Many(names=("A loaf",)))
    assert answer.reply.items == ()


def test_no_understudy_stands_in_for_what_is_then_asked_for_alone(parted, failing) -> None:
    each = replace(parted, parts=replace(PARTS, alone=True))
    with pytest.raises(ModelFailed, match="no answer"):
        Fallback(failing, Offline()).answer(each, Many(names=("A",)))
