"""Help by rules: it says what the text says, in other words, in part, or in another order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content import assist_offline as offline
from core.content import assist_prompts as prompts
from core.content.assist_shapes import HelpFacts, Wish
from core.content.shapes import Offer
from core.vocab import PostType

LETTER = (
    "Hello Ana,\n\nThe rye is back, and we are glad. Would you like a slice?\n\n• One loaf\n• Two rolls\n\n"
    "Order by six. We will keep it warm.\n\nWarmly,\nRye & Shine"
)
FACTS = HelpFacts(
    business="Rye & Shine", industry="bakery", channel="email", type=PostType.TEXT, caption=LETTER, title="Rye is back",
    offers=(Offer(name="Country loaf", price="€4.20"),), link="https://rye.example.com", most=5, theme="Bread: Rye",
)  # fmt: skip


def texts(understudy, **more: object) -> list[str]:
    return [line.text for line in understudy(FACTS.model_copy(update=more), random.Random(1)).lines]


def test_shorter_keeps_greeting_and_close() -> None:
    ends, firsts = texts(offline.reword, kind=Wish.SHORTER)

    assert all(text.startswith("Hello Ana,\n\n") and text.endswith("Warmly,\nRye & Shine") for text in (ends, firsts))
    assert "The rye is back, and we are glad. Would you like a slice?\n\nOrder by six. We will keep it warm." in ends
    assert "The rye is back, and we are glad.\n\n• One loaf\n\nOrder by six." in firsts
    assert texts(offline.reword, kind=Wish.SHORTER, caption="One. Two here. Three here. Four here.") == [
        "One.", "One. Two here.",
    ]  # fmt: skip


def test_one_sentence_cannot_be_shortened() -> None:
    assert texts(offline.reword, kind=Wish.SHORTER, caption="Come in.") == []


def test_friendlier_and_plainer_change_the_voice_alone() -> None:
    long = "We are open on every day of the week, and you can order until six. Do not wait!"
    casual, short = texts(offline.reword, kind=Wish.FRIENDLIER, caption=long)
    assert casual == "We're open on every day of the week, and you can order until six. Don't wait!"
    assert short == "We're open on every day of the week. You can order until six. Don't wait!"
    plain, calm = texts(offline.reword, kind=Wish.PLAINER, caption=long)
    assert plain == "We are open on every day of the week. You can order until six. Do not wait."
    assert calm.endswith("Do not wait.")


def test_a_segment_is_spoken_to_and_lists_stay_lists() -> None:
    first, last = texts(offline.reword, kind=Wish.SEGMENT, segment="Early birds")
    assert first.startswith("Hello Ana,\n\nFor Early birds:\n\nThe rye")
    assert "This one is for Early birds.\n\nWarmly," in last
    assert "• One loaf\n• Two rolls" in first


def test_a_free_wish_takes_a_model() -> None:
    assert texts(offline.reword, kind=Wish.OWN, wish="rhyme") == []


def test_subjects_are_whole_and_short() -> None:
    assert texts(offline.subjects, longest=33) == [
        "Would you like a slice?", "The rye is back, and we are glad", "Order by six", "We will keep it warm", "The rye is back",
    ]  # fmt: skip
    assert "Rye is back" in texts(offline.subjects, longest=20, most=9)
    assert texts(offline.subjects, caption="Yes.", title="Cut off…", theme="") == []


def test_calls_lead_to_the_link_or_ask() -> None:
    told = offline.calls(FACTS, random.Random(1)).lines
    assert len({line.text for line in told}) == len(told) == 5
    assert {line.why for line in told if "https://rye.example.com" in line.text} == {"Leads to your link"}
    assert all("http" not in text for text in texts(offline.calls, link="", channel="linkedin"))


def test_own_hashtags_first_then_what_is_named_and_usual() -> None:
    told = texts(offline.tags, ranked=("#Best", "#Good"), tags=("#RealBread",), caption="A country loaf.")
    assert told == ["#Best", "#Good", "#CountryLoaf", "#RyeShine", "#RealBread"]
    assert texts(offline.tags, ranked=("#A", "#B", "#C"), tags=(), most=2) == ["#A", "#RyeShine"]
    assert offline.trade_tags("bakery")


def test_a_poster_is_described_by_its_words_and_a_photo_by_whose_it_is() -> None:
    assert texts(offline.described, shown="Warm rye")[0] == "A poster by Rye & Shine that reads “Warm rye”."
    first = offline.described(FACTS, random.Random(1)).lines[0]
    assert first.text == "A picture by Rye & Shine: Rye is back."
    assert "say in your own words" in first.why


@settings(max_examples=60, deadline=None)
@given(
    st.text("Aab .!?,\n•:", max_size=120), st.sampled_from([*Wish]), st.sampled_from(["", "bakery"]), st.integers(1, 4)
)
@pytest.mark.parametrize(
    "prompt", [prompts.REWORD, prompts.SUBJECTS, prompts.TAGS, prompts.ALT_TEXT], ids=lambda one: one.id
)
def test_every_suggestion_is_new_guarded_and_within_number(prompt, caption, kind, industry, most) -> None:
    facts = FACTS.model_copy(
        update={"caption": caption, "kind": kind, "industry": industry, "most": most, "segment": "Early birds"}
    )
    lines = prompt.offline(facts, random.Random(1)).lines
    assert len(lines) <= most
    assert len({line.text.strip().casefold() for line in lines}) == len(lines)
    same = {line.text.strip().casefold() for line in lines} & {caption.strip().casefold()}
    assert prompt is not prompts.REWORD or not same
    assert [prompt.trust.violations(line, facts) for line in lines] == [[]] * len(lines)
