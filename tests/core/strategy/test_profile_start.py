"""Three answers fill an empty profile, and never a filled one."""

import pytest

from core import strategy
from core.errors import Invalid, ModelFailed
from core.strategy import SOUNDS, FirstAnswers, ProfileEdit
from core.strategy.profile_start import MOST, offers_in
from core.tables import AuditEntry
from core.tables.values import Offer, Voice

EMPTY = ProfileEdit(
    offers=(), segments=(), facts=(), benefits=(), goals=(), brand_voice="", voice=Voice(), sender_name=""
)
ANSWERS = FirstAnswers(sells="Country loaf, €4.20\n- Gift card", goal="More bookings", sound="warm")


def test_an_empty_profile_is_filled_from_three_answers(ws) -> None:
    strategy.save_profile(ws, EMPTY)

    filled = strategy.start_profile(ws, ANSWERS)

    profile = strategy.read_profile(ws).profile
    assert profile.offers == (Offer(name="Country loaf", price="€4.20"), Offer(name="Gift card"))
    assert profile.goals == ("More bookings",)
    assert profile.brand_voice == SOUNDS["warm"].described
    assert profile.assets.voice == SOUNDS["warm"].voice
    assert profile.sender_name == "Rye & Shine"
    assert profile.segments
    assert all(one.why for one in profile.segments)
    assert set(filled) == {
        "the offers", "the goals", "the description of the voice", "the voice", "the segments", "the sender name",
    }  # fmt: skip


def test_what_is_filled_stays(ws) -> None:
    before = strategy.read_profile(ws).profile
    kept = (before.offers, before.goals, before.brand_voice, before.segments)

    filled = strategy.start_profile(ws, ANSWERS)

    after = strategy.read_profile(ws).profile
    assert (after.offers, after.goals, after.brand_voice, after.segments) == kept
    assert "the offers" not in filled
    assert after.assets.voice == SOUNDS["warm"].voice


class Silent:
    """A writer that never answers."""

    def answer(self, prompt, facts) -> None:
        raise ModelFailed("No answer came.")


def test_where_no_writer_answers_the_segments_are_left_for_later(ws) -> None:
    strategy.save_profile(ws, EMPTY)
    ws.__dict__["ai"] = Silent()

    filled = strategy.start_profile(ws, ANSWERS)

    assert "the segments" not in filled
    assert strategy.read_profile(ws).profile.segments == ()
    assert strategy.read_profile(ws).profile.offers


@pytest.mark.parametrize(
    ("change", "field"),
    [({"sells": " \n"}, "sells"), ({"goal": " "}, "goal"), ({"sound": "loud"}, "sound")],
)
def test_a_missing_answer_is_named_and_nothing_is_written(ws, change: dict[str, str], field: str) -> None:
    entries = ws.rows.count(AuditEntry)
    with pytest.raises(Invalid) as refusal:
        strategy.start_profile(ws, FirstAnswers(**({"sells": "Loaf", "goal": "g", "sound": "warm"} | change)))
    assert refusal.value.field == field
    assert ws.rows.count(AuditEntry) == entries


@pytest.mark.parametrize(
    ("line", "name", "price"),
    [
        ("Loaf", "Loaf", ""),
        ("Loaf €4.20", "Loaf", "€4.20"),
        ("Loaf: 4.20 EUR", "Loaf", "4.20 EUR"),
        ("Trial week - from $15", "Trial week", "from $15"),
        ("Membership, $29/month", "Membership", "$29/month"),
        ("Class (£12 per person)", "Class", "£12 per person"),
        ("First visit: free", "First visit", "free"),
        ("Route 66 diner", "Route 66 diner", ""),
        ("24-hour gym", "24-hour gym", ""),
    ],
)
def test_a_price_is_told_from_a_name(line: str, name: str, price: str) -> None:
    assert offers_in(line) == (Offer(name=name, price=price),)


def test_the_same_offer_counts_once() -> None:
    assert len(offers_in("Loaf\nloaf, €4")) == 1


@pytest.mark.parametrize("text", ["", "x" * 121, "\n".join(f"Offer {n}" for n in range(MOST + 1))])
def test_too_little_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        offers_in(text)
    assert refusal.value.field == "sells"


def test_every_sound_can_be_kept(ws) -> None:
    for sound in SOUNDS.values():
        view = strategy.save_profile(ws, ProfileEdit(brand_voice=sound.described, voice=sound.voice))
        assert view.profile.brand_voice == sound.described
