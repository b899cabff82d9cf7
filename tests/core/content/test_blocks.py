"""Texts are kept by kind and name, filled from the profile, and what nothing is known for is named."""

import pytest

from core import content
from core.content import NewBlock
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import Key
from core.tables import Profile, TextBlock
from core.tables.values import BlockText, Fact
from core.vocab import BlockKind, Permission, PostType

K = BlockKind
WORDS = BlockText(
    caption="Order at {order link}. {Price}!", cta="{business}, {place}", hashtags=("rye bread", "#RyeBread")
)


def _kept(
    ws, kind: BlockKind = K.TEMPLATE, name: str = "Order", text: BlockText = WORDS, channel: str = ""
) -> TextBlock:
    return content.save_block(ws, NewBlock(kind, name, text, channel))


def test_slots_are_filled_from_the_profile_and_missing_ones_are_named(ws) -> None:
    told = content.fill_block(ws, _kept(ws).id)
    assert told.text.caption == "Order at https://rye.example.com/order. {Price}!"
    assert told.text.cta == "Rye & Shine, Lisbon"
    assert told.text.hashtags == ("#ryebread", "#RyeBread")
    assert told.missing == ("Price",)


def test_a_fact_that_is_not_for_posts_fills_nothing(ws) -> None:
    with ws.writing() as rows:
        rows.one(Profile).facts = (Fact(key="price", value="€4", use="replies"),)
    assert content.fill_block(ws, _kept(ws).id).missing == ("order link", "Price")
    assert {"business", "hours", "website"} <= set(content.slots(ws))


def test_each_kind_keeps_what_belongs_to_it(ws) -> None:
    assert _kept(ws, K.SNIPPET, "Line").text == BlockText(caption=WORDS.caption)
    assert _kept(ws, K.HASHTAGS, "Bread", channel="instagram").text == BlockText(hashtags=("#ryebread", "#RyeBread"))
    _kept(ws)
    assert [one.name for one in content.list_blocks(ws)] == ["Order", "Line", "Bread"]
    assert [one.name for one in content.list_blocks(ws, channel="email")] == ["Order", "Line"]


def test_a_kept_text_is_changed_deleted_and_kept_again(ws) -> None:
    block = _kept(ws)
    again = content.save_block(ws, NewBlock(K.TEMPLATE, " Order ", BlockText(caption="Come by.")), block_id=block.id)
    assert (again.id, again.name, again.text.caption) == (block.id, "Order", "Come by.")
    gone = content.delete_block(ws, block.id)
    assert content.list_blocks(ws) == ()
    assert content.save_block(ws, gone).text.caption == "Come by."
    with pytest.raises(NotFound):
        content.fill_block(ws, block.id)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewBlock(K.SNIPPET, " ", WORDS), "name"),
        (NewBlock(K.SNIPPET, "x" * 81, WORDS), "name"),
        (NewBlock(K.SNIPPET, "Line", BlockText(cta="Only this")), "caption"),
        (NewBlock(K.HASHTAGS, "Tags", BlockText(caption="No tags", hashtags=("#",))), "hashtags"),
        (NewBlock(K.TEMPLATE, "Long", BlockText(caption="x" * 10_001)), "caption"),
        (NewBlock(K.TEMPLATE, "Long", BlockText(cta="x" * 401)), "cta"),
        (NewBlock(K.TEMPLATE, "Fax", WORDS, "fax"), "channel"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(ws, new, field) -> None:
    with pytest.raises(Invalid) as refusal:
        content.save_block(ws, new)
    assert refusal.value.field == field
    assert content.list_blocks(ws) == ()


def test_two_of_a_kind_have_two_names(ws) -> None:
    _kept(ws)
    _kept(ws, K.SNIPPET)
    with pytest.raises(Conflict, match="called “Order”"):
        _kept(ws)


def test_who_may_only_read_keeps_nothing(ws, runtime) -> None:
    reader = Key(ws.key.business_id, None, "Vi", frozenset({Permission.READ}))
    with runtime.workspace(reader) as own, pytest.raises(Forbidden):
        _kept(own)


def test_slots_that_nobody_filled_are_seen_in_the_post(ws) -> None:
    words = {"title": "Rolls", "caption": "From {price}. Not {}, not { x }.", "cta": "{order link} {price}"}
    made = content.create_post(ws, content.NewPost(channel="linkedin", type=PostType.TEXT, **words))
    assert content.open_slots(made) == ("{price}", "{order link}")
