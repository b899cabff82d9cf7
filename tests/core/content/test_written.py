from core.channels.draft import Draft, Sender
from core.channels.preflight import check
from core.content.written import mended, told
from core.vocab import PostType

SENDER = Sender("Rye & Shine", "Rua das Flores 12")


def test_whatever_has_a_fix_is_fixed() -> None:
    letter = Draft(
        channel="email",
        type=PostType.VIDEO,
        caption="Order early. Thank you.",
        hashtags=("#bread",),
        subject="Braided bread,\nordered early, ready when you come " * 6,
    )

    fixed = mended(letter, SENDER)

    assert check(fixed, SENDER) == ()
    assert (fixed.type, fixed.hashtags, fixed.preheader) == (PostType.TEXT, (), "Order early.")
    assert len(fixed.subject) <= 50


def test_what_only_a_person_can_mend_is_left() -> None:
    bare = Draft(channel="instagram", type=PostType.IMAGE, caption="Warm at seven.")

    assert mended(bare, SENDER) == bare


def test_a_post_is_told_without_its_empty_parts() -> None:
    assert told("", "Warm at seven.", "Come in.") == "Warm at seven.\nCome in."
