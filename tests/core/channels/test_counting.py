import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.compose import outgoing_text
from core.channels.counting import counting
from core.channels.draft import Draft, Sender
from core.channels.measure import length
from core.channels.rules import channel, publishable_channels
from core.vocab import PostType

SENDER = Sender("Rye", "1 Road")


@given(st.sampled_from(publishable_channels()), st.text(max_size=80), st.text(max_size=20))
def test_the_text_and_what_is_added_make_the_whole(name: str, caption: str, cta: str) -> None:
    draft = Draft(channel=name, type=PostType.TEXT, caption=caption, cta=cta)
    units = len(caption.encode("utf-16-le")) // 2 if name == "sms" else len(caption)

    assert counting(draft, SENDER).added + units == length(outgoing_text(draft, SENDER), channel(name))


@pytest.mark.parametrize(("name", "has_tags", "has_parts"), [("linkedin", True, False), ("sms", False, True)])
def test_each_channel_counts_what_it_has(name: str, *, has_tags: bool, has_parts: bool) -> None:
    found = counting(Draft(channel=name, type=PostType.TEXT, caption="#a", hashtags=("b", "c")), SENDER)

    assert (found.tags is not None, found.sms is not None) == (has_tags, has_parts)
    if found.tags:
        assert (found.tags.most, found.tags.others) == (5, 2)
    if found.sms:
        assert (found.sms.name, found.most) == ("Rye", 1600)
        assert "€" in found.sms.extended
