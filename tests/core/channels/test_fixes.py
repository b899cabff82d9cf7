import pytest

from core.channels.draft import Draft, Sender
from core.channels.fixes import apply_fix
from core.channels.sms import Encoding, parts
from core.errors import Invalid
from core.vocab import PostType

NOBODY = Sender("")


def post(channel: str, **fields: object) -> Draft:
    return Draft(**{"channel": channel, "type": PostType.TEXT, **fields})  # type: ignore[arg-type]


def test_trimming_cuts_between_words_and_shows_it() -> None:
    trimmed = apply_fix(post("mastodon", caption="Fresh bread. " * 50, cta="Come by"), "text_too_long", NOBODY)
    assert trimmed.caption.endswith(("bread…", "Fresh…"))
    assert trimmed.cta == "Come by"


def test_trimming_a_text_message_keeps_it_in_gsm() -> None:
    trimmed = apply_fix(post("sms", caption="Fresh bread. " * 200), "text_too_long", Sender("Köhler"))
    assert trimmed.caption.endswith("...")
    assert parts(trimmed.caption).encoding is Encoding.GSM7


def test_extra_hashtags_go_from_the_list_first_then_lose_their_sign() -> None:
    listed = post("instagram", caption="#a #b", hashtags=("c", "d", "e", "f", "g"))
    assert apply_fix(listed, "hashtags_too_many", NOBODY).hashtags == ("c", "d", "e")
    written = post("instagram", caption="#a #b #c #d #e #f now", cta="#g", hashtags=("h",))
    fixed = apply_fix(written, "hashtags_too_many", NOBODY)
    assert (fixed.caption, fixed.cta, fixed.hashtags) == ("#a #b #c #d #e f now", "g", ())


def test_a_missing_preview_line_is_the_first_sentence() -> None:
    fixed = apply_fix(post("email", caption="New hours. More below.\nBye"), "preheader_missing", NOBODY)
    assert fixed.preheader == "New hours."


def test_a_video_on_a_text_channel_becomes_text() -> None:
    fixed = apply_fix(post("sms", type=PostType.VIDEO, media=2, video_seconds=9), "type_not_allowed", NOBODY)
    assert (fixed.type, fixed.media, fixed.video_seconds) == (PostType.TEXT, 0, None)


@pytest.mark.parametrize("code", ["sender_name_missing", "no_such_code", ""])
def test_what_has_no_fix_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        apply_fix(post("sms"), code, NOBODY)
    assert refusal.value.field == "code"
