"""Every channel's rules hold, whatever the profile says or leaves out."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ai.guard import unsupported
from core.ai.offline import Offline
from core.channels.compose import outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.sms import Encoding, parts
from core.content.prompts import POST
from core.content.shapes import Offer, PostFacts
from core.vocab import PostType

INDUSTRIES = ["Fitness studio", "Bakery", "B2B software", "Dentist", ""]
CHANNELS = ["instagram", "linkedin", "email", "sms"]
words = st.text("abcdefgh ", min_size=3, max_size=24).map(str.strip).filter(lambda t: len(t) > 2)
profiles = st.builds(
    PostFacts,
    business=words,
    industry=st.sampled_from(INDUSTRIES),
    voice=st.sampled_from(["", "professional"]),
    offers=st.lists(
        st.builds(Offer, name=words, price=st.sampled_from(["", "$29"]), about=st.sampled_from(["", "Made to order"])),
        max_size=3,
    ).map(tuple),
    benefits=st.lists(words, max_size=2).map(tuple),
    place=st.sampled_from(["", "12 Mill Lane"]),
    link=st.sampled_from(["", "https://crumb.example/book"]),
    season=st.sampled_from(["", "Mother's Day"]),
    theme=st.sampled_from(["", "Your week, made easier"]),
    goal=st.sampled_from(["", "More sign-ups", "Sales", "Engagement"]),
    channel=st.sampled_from(CHANNELS),
    type=st.sampled_from(list(PostType)),
    ordinal=st.integers(0, 40),
)


@settings(max_examples=150, deadline=None)
@given(profiles)
def test_rules_and_facts_hold(facts: PostFacts) -> None:
    post = POST.offline(facts, random.Random(1))
    whole = "\n".join([post.caption, post.cta, post.subject, post.preheader, *(s.script for s in post.scenes)])
    assert unsupported(whole, facts.model_dump_json().split('"')) == []
    assert "{" not in whole
    assert "[" not in whole
    assert bool(post.scenes) == (facts.type is PostType.VIDEO)
    assert len(post.hashtags) <= {"instagram": 5, "linkedin": 3}.get(facts.channel, 0)
    match facts.channel:
        case "instagram":
            assert len(post.caption) <= 2200
            assert post.alt_text
        case "linkedin":
            assert len(post.caption) <= 3000
        case "email":
            assert 0 < len(post.subject) <= 50
            assert 0 < len(post.preheader) <= 130
            assert post.caption.endswith(facts.business)
        case _:
            draft = Draft(channel="sms", type=PostType.TEXT, caption=post.caption, cta=post.cta)
            billed = parts(outgoing_text(draft, Sender(facts.sender or facts.business)))
            assert (billed.count, billed.encoding) == (1, Encoding.GSM7)


def test_no_words_that_give_a_machine_away() -> None:
    from core.content.offline.bank import FOLDER

    for file in FOLDER.glob("*.toml"):
        text = file.read_text().casefold()
        assert [
            word for word in ("unlock", "elevate", "game-changer", "game changer", "in today's") if word in text
        ] == []


def test_an_unknown_channel_still_gets_a_post() -> None:
    answer = Offline().answer(POST, PostFacts(business="N", channel="mastodon", type=PostType.TEXT))
    assert answer.reply.caption
    assert answer.prompt_hash == POST.wording.hash


@pytest.mark.parametrize("fact", ["Lunchtime HIIT", "https://n.example", "Mother's Day", "Your week"])
def test_the_rendered_prompt_holds_the_facts(fact: str) -> None:
    facts = PostFacts(
        business="N",
        channel="sms",
        type=PostType.TEXT,
        offers=(Offer(name="Lunchtime HIIT", price="$9", about="Short"),),
        link="https://n.example",
        season="Mother's Day",
        theme="Your week",
        recent=("old",),
    )
    assert fact in POST.rendered(facts, "[mark]").text
