"""What a person asks for is what the post is about, in their words, and nothing is made up around it."""

import random

import pytest

from core import content
from core.ai.guard import unsupported
from core.content.offline.asked import framed, in_sentence, topics, unknown_topic
from core.content.offline.bank import trade
from core.content.offline.write import write_post
from core.content.shapes import Offer, PostFacts
from core.content.topic import says_enough
from core.vocab import PostType

SHOP = PostFacts(
    business="Crumb & Co", industry="Bakery", channel="instagram", type=PostType.IMAGE, place="3 Station Road",
    link="https://crumb.example", offers=(Offer(name="Birthday cakes", price="from £28"),), is_asked=True,
)  # fmt: skip
ASKED = [
    "grand opening of our second shop in Leith",
    "We are hiring a Saturday assistant",
    "Closed on Burns Night",
    "Maria joins our team",
    "Post about our charity run for the hospital",
    "Which biscuit should we bring back?",
    "Dog friendly from now on",
]
CHANNELS = (
    ("instagram", PostType.IMAGE),
    ("linkedin", PostType.TEXT),
    ("email", PostType.TEXT),
    ("sms", PostType.TEXT),
)


@pytest.mark.parametrize("topic", ASKED)
def test_every_channel_says_it_and_claims_nothing_else(topic: str) -> None:
    recent: tuple[str, ...] = ()
    for channel, kind in CHANNELS:
        facts = SHOP.model_copy(update={"theme": topic, "channel": channel, "type": kind, "recent": recent})
        post = write_post(facts, random.Random(channel))
        text = f"{post.subject}\n{post.caption}\n{post.cta}"
        assert says_enough(topic, text), text
        assert unsupported(text, [topic, facts.business, facts.place, facts.link]) == []
        assert "Birthday" not in text
        assert post.title.casefold().rstrip("…") in topic.casefold()
        recent = (*recent, text)
    assert len(set(recent)) == len(CHANNELS)


def test_asked_often_it_still_keeps_to_the_topic() -> None:
    recent: tuple[str, ...] = ()
    for number in range(12):
        facts = SHOP.model_copy(update={"theme": ASKED[0], "recent": recent, "ordinal": number})
        post = write_post(facts, random.Random(number))
        assert "Leith" in post.caption
        recent = (*recent, post.caption)
    assert len(set(recent)) > 6


def test_what_the_trade_knows_and_what_a_plan_says_is_written_as_before() -> None:
    bakery = trade("bakery")
    known = bakery.idea[0].about[0]
    assert unknown_topic(SHOP.model_copy(update={"theme": known}), bakery) == ""
    assert unknown_topic(SHOP.model_copy(update={"theme": "Birthday cakes on Saturday"}), bakery) == ""
    assert unknown_topic(SHOP.model_copy(update={"theme": " ... "}), bakery) == ""
    planned = SHOP.model_copy(update={"theme": ASKED[0], "is_asked": False})
    assert unknown_topic(planned, bakery) == ""
    assert unknown_topic(SHOP.model_copy(update={"theme": "write about  our new van."}), bakery) == "Our new van"


@pytest.mark.parametrize("frame", topics().frame, ids=lambda one: one.name)
def test_a_frame_is_found_by_its_own_words(frame) -> None:
    said = (
        f"the {frame.match[0]}"
        if frame.match and frame.match[0] != "?"
        else "Is it?"
        if frame.match
        else "Lost property"
    )
    assert framed(said).name == frame.name


def test_a_subject_line_is_the_topic_where_the_hook_is_too_long() -> None:
    long = "Grand opening of our second and much larger shop at the harbour in Leith"
    facts = SHOP.model_copy(update={"theme": long, "channel": "email", "type": PostType.TEXT})
    for seed in range(6):
        post = write_post(facts, random.Random(seed))
        assert post.subject.startswith("Grand opening of our second")
        assert long in post.caption.replace("the grand", "Grand")


def test_a_name_or_a_sentence_never_gets_an_article() -> None:
    assert [in_sentence(one) for one in ("Leith shop", "Tom wins gold", "Opening", "Our new oven")] == [
        "",
        "",
        "",
        "our new oven",
    ]


def test_the_screen_s_way_to_a_post_writes_about_it(ws) -> None:
    """Also where the topic makes an offer of its own: what was asked for is as good as a fact."""
    asked = content.across(["instagram", "email"], PostType.TEXT, theme="Free delivery in Leith until Friday")
    posts = content.draft_posts(ws, asked)
    assert all("Free delivery in Leith until Friday" in f"{post.subject} {post.caption}" for post in posts)
    assert not content.strays("Free delivery in Leith until Friday", posts)
