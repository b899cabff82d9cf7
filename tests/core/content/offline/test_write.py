"""A post is written from its facts alone, and each kind of post does what it is for."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.offline.bank import TRADES, common, goal_of, occasion_of, seasons, trade
from core.content.offline.likeness import LIMIT, likeness
from core.content.offline.write import write_post
from core.content.shapes import Offer, PostFacts, PostText
from core.vocab import PostType

OFFERS = (Offer(name="Trial week", price="$29", about="Seven days, every class"), Offer(name="Yin Yoga"))


def facts(**more: object) -> PostFacts:
    plain = {"business": "Northside", "industry": "Gym", "channel": "instagram", "type": PostType.IMAGE}
    return PostFacts.model_validate({**plain, **more})


def many(count: int, **more: object) -> list[PostText]:
    done: list[PostText] = []
    for n in range(count):
        recent = tuple(f"{post.subject}\n{post.caption}\n{post.cta}" for post in done)
        done.append(write_post(facts(**{**more, "ordinal": n, "recent": recent}), random.Random(n)))
    return done


def test_a_theme_about_an_offer_brings_that_offer() -> None:
    posts = many(12, offers=OFFERS, goal="More sales", theme="Yin Yoga: how to begin", link="https://n.example")
    named = [post for post in posts if "yin yoga" in post.caption.casefold()]
    assert len(named) >= 4
    assert [post for post in posts if "trial week" in post.caption.casefold()] == []


def test_sales_posts_speak_of_the_offer_more_than_friendly_ones() -> None:
    def count(goal: str) -> int:
        posts = many(24, offers=OFFERS, goal=goal, link="https://n.example")
        return sum("trial week" in p.caption.casefold() or "yin yoga" in p.caption.casefold() for p in posts)

    assert count("More sales") > count("Engagement")


def test_a_season_is_spoken_of_by_its_name_or_by_what_belongs_to_it() -> None:
    idea = occasion_of("Mother's Day")
    openings = {hook.replace("{Season}", "Mother's Day").replace("{season}", "Mother's Day") for hook in idea.hooks}
    posts = many(7, season="Mother's Day")
    assert sum("Mother's Day" in post.caption or post.caption.split("\n")[0] in openings for post in posts) >= 3
    assert all("Mother" not in post.caption for post in many(7))


@pytest.mark.parametrize("season", ["Black Friday", "Labour Day", "Día de Reyes", "Christmas Day", "Diwali"])
def test_every_season_has_words(season: str) -> None:
    assert len(occasion_of(season).hooks) >= 4
    assert write_post(facts(season=season), random.Random(2)).caption


def test_exactly_one_occasion_serves_all_others() -> None:
    assert [one.idea.about for one in seasons() if not one.names] == [occasion_of("Corpus Christi").about]


def test_a_question_is_answered_rather_than_sold() -> None:
    posts = many(40, offers=OFFERS, goal="More sales", link="https://n.example")
    questions = {hook for idea in trade("fitness").idea if idea.shape == "question" for hook in idea.hooks}
    asked = [post for post in posts if post.caption.split("\n")[0] in questions]
    assert asked
    assert {post.cta for post in asked} <= set(common().ask)


def test_feeds_hold_posts_of_one_line_and_posts_of_a_paragraph() -> None:
    lengths = sorted(len(post.caption.split()) for post in many(40, offers=OFFERS))
    assert lengths[4] <= 15
    assert lengths[-4] >= 35


def test_letters_are_letters() -> None:
    for post in many(12, channel="email", type=PostType.TEXT, offers=OFFERS, slot="Tuesday evening"):
        assert 0 < len(post.subject) <= 50
        assert post.caption.endswith("Northside")
        assert len(post.caption.split()) >= 45
        assert "Good morning" not in post.caption
        assert post.preheader.rstrip(".") != post.subject.rstrip(".")


@pytest.mark.parametrize("industry", [*TRADES, ""])
def test_a_bare_name_is_enough_for_a_month(industry: str) -> None:
    for channel in ("instagram", "linkedin", "email", "sms"):
        captions = [post.caption for post in many(8, industry=industry, channel=channel)]
        assert max(likeness(a, b) for a, b in combinations(captions, 2)) <= LIMIT
        assert all("{" not in caption for caption in captions)


def test_a_formal_voice_keeps_its_distance() -> None:
    posts = many(6, channel="email", type=PostType.TEXT, voice="Professional", slot="Monday morning")
    assert all(post.caption.startswith(("Good morning,", "Hello,", "Dear all,")) for post in posts)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(TRADES), st.sampled_from(["instagram", "linkedin", "email", "sms"]))
def test_the_same_seed_gives_the_same_bytes(seed: int, industry: str, channel: str) -> None:
    one = facts(industry=industry, channel=channel, offers=OFFERS, link="https://n.example")
    first, second = (write_post(one, random.Random(seed)).model_dump_json() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("words", "goal"), [("Increase membership", "leads"), ("sell more", "sales"), ("", "awareness")]
)
def test_a_goal_in_the_owners_words(words: str, goal: str) -> None:
    assert goal_of(words) == goal


@pytest.mark.parametrize("goal", ["More sales", "Engagement"])
def test_a_video_has_its_shots(goal: str) -> None:
    for post in many(8, type=PostType.VIDEO, goal=goal, offers=OFFERS, link="https://n.example"):
        assert [scene.scene for scene in post.scenes] == list(range(1, len(post.scenes) + 1))
        assert 3 <= len(post.scenes) <= 5
        assert post.scenes[0].script.rstrip(".") in post.caption
        assert "Northside" in post.scenes[-1].visual_description
        assert len({scene.visual_description for scene in post.scenes}) == len(post.scenes)


def test_when_everything_is_told_it_says_something_again() -> None:
    told = [line for idea in trade("fitness").idea for line in (*idea.hooks, *idea.points, idea.sms)]
    own = [line for idea in common().own for line in (*idea.hooks, idea.sms)]
    lines = [line.replace("[good|clean]", "good").replace("[fixed|regular]", "fixed") for line in (*told, *own)]
    recent = tuple(line.replace("{business}", "Northside") for line in (*lines, *trade("fitness").moments))
    for channel in ("instagram", "sms"):
        assert write_post(facts(channel=channel, recent=recent), random.Random(4)).caption
