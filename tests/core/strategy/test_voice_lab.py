import pytest

from core import strategy
from core.errors import Invalid
from core.rows.brand import voice_of
from core.strategy.voice_lab import LONGEST, VOICE, Rewriting, VoiceFacts
from core.tables import AiUsage
from core.tables.values import Offer, Swap, Voice
from core.vocab import Engine


def test_a_text_is_heard_metered_and_accounted_for(ws) -> None:
    heard = strategy.hear_voice(ws, " We are open. Do not wait! ", Voice(address="casual", energy="calm"), "Warm")

    assert heard.before == "We are open. Do not wait!"
    assert heard.after == "Hi there,\nWe're open. Don't wait."
    assert any("contract" in one or "Casual" in one for one in heard.changes)
    assert (heard.invented, heard.avoided) == ((), ())
    assert (heard.ai.engine, heard.ai.prompt_id) == (Engine.OFFLINE, "voice")
    assert "Voice: Warm" in heard.ai.prompt_used
    with ws.aside() as own:
        assert [row.prompt_id for row in own.rows.find(AiUsage)] == ["voice"]


def test_hearing_keeps_nothing(ws) -> None:
    before = voice_of(ws.profile)
    strategy.hear_voice(ws, "We are open.", Voice(mood="playful"))
    assert voice_of(ws.profile) == before


def test_a_word_that_had_to_stay_is_named(ws) -> None:
    heard = strategy.hear_voice(ws, "Butter for all.", Voice(avoid=(Swap(word="butter"),)))
    assert heard.avoided == ("butter",)
    assert "“butter” stays" in heard.changes[-1]


@pytest.mark.parametrize(
    ("text", "voice", "field"),
    [
        (" ", Voice(), "text"),
        ("x" * (LONGEST + 1), Voice(), "text"),
        ("Hello.", Voice(sample="x" * 2000), "voice"),
    ],
)
def test_what_cannot_be_heard_names_its_field(ws, text: str, voice: Voice, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        strategy.hear_voice(ws, text, voice)
    assert refusal.value.field == field
    with ws.aside() as own:
        assert own.rows.count(AiUsage) == 0


def test_the_text_to_try_is_made_of_the_profile(ws) -> None:
    said = strategy.text_to_try(strategy.read_profile(ws))
    assert all(fact in said for fact in ("Rye & Shine", "Lisbon", "Country loaf", "€4.20", "https://rye.example.com"))


def test_an_empty_profile_has_a_text_to_try_too(ws) -> None:
    strategy.save_profile(ws, strategy.ProfileEdit(offers=(), website="", place=""))
    said = strategy.text_to_try(strategy.read_profile(ws))
    assert "Rye & Shine" in said
    assert "None" not in said


def test_an_offer_without_a_price_is_named_without_one(ws) -> None:
    strategy.save_profile(ws, strategy.ProfileEdit(offers=(Offer(name="Loaf"),)))
    assert "costs" not in strategy.text_to_try(strategy.read_profile(ws))


def test_every_part_of_the_voice_reaches_a_model() -> None:
    voice = Voice(use=("loaf",), avoid=(Swap(word="cheap", instead="fair"), Swap(word="deal")), sample="Bread at 7.")
    told = VOICE.rendered(VoiceFacts(business="Rye", described="Warm", voice=voice, text="Hi"), "[mark]").text
    for line in (
        "Likes to say: loaf",
        "Never writes: cheap, but fair",
        "Never writes: deal",
        "Bread at 7.",
        "Voice: Warm",
    ):
        assert line in told


def test_a_figure_of_the_sample_is_no_ground_for_one_in_the_text() -> None:
    facts = VoiceFacts(business="Rye", voice=Voice(sample="Only €3 today."), text="Fresh rolls.")
    found = VOICE.trust.violations(Rewriting(text="Fresh rolls for €3.", changes=("3 words",)), facts)
    assert [one.kind for one in found] == ["price"]
