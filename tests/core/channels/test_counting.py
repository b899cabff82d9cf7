import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.compose import outgoing_text
from core.channels.counting import counting
from core.channels.draft import Draft, Sender
from core.channels.measure import length
from core.channels.rules import channel, publishable_channels
from core.channels.utm import Tags, tagged
from core.vocab import PostType

SENDER = Sender("Rye", "1 Road")


WORDS = st.text(max_size=80) | st.sampled_from(["See https://k.example.", "https://k.example/a?b#c https://a.example"])
TAGS = st.sampled_from([None, Tags("sms", "sms", "Spring sale"), Tags("", "", "")])


@given(st.sampled_from(publishable_channels()), WORDS, st.text(max_size=20), TAGS)
def test_the_text_its_tags_and_what_is_added_make_the_whole(name: str, caption: str, cta: str, tags: Tags) -> None:
    draft = Draft(channel=name, type=PostType.TEXT, caption=caption, cta=cta, tags=tags)
    found = counting(draft, SENDER)
    leaves = tagged(caption, tags) if found.tag else caption
    units = len(leaves.encode("utf-16-le")) // 2 if name == "sms" else len(leaves)

    assert found.added + units == length(outgoing_text(draft, SENDER), channel(name))


@pytest.mark.parametrize(("name", "has_tags", "has_parts"), [("linkedin", True, False), ("sms", False, True)])
def test_each_channel_counts_what_it_has(name: str, *, has_tags: bool, has_parts: bool) -> None:
    found = counting(Draft(channel=name, type=PostType.TEXT, caption="#a", hashtags=("b", "c")), SENDER)

    assert (found.tags is not None, found.sms is not None) == (has_tags, has_parts)
    if found.tags:
        assert (found.tags.most, found.tags.others) == (5, 2)
    if found.sms:
        assert (found.sms.name, found.most) == ("Rye", 1600)
        assert "€" in found.sms.extended
