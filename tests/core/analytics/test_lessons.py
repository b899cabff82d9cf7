from dataclasses import replace

import pytest

from core.analytics import apply_insight, measure, read_evidence, read_insights, read_lessons, refresh_insights
from core.errors import Forbidden
from core.tables import Insight
from core.vocab import PostType
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading, add_talk


def _posts(ws, many: int) -> None:
    for n in range(many):
        at = NOW - 3 * DAY - n * 7 * HOUR
        kind = PostType.VIDEO if n % 2 else PostType.IMAGE
        post = add_post(ws, at, type=kind)
        add_reading(ws, post, at + HOUR, views=1000, likes=(90 if n % 2 else 40) + n * 7 % 13)
    measure(ws)


def test_only_the_clock_looks_for_insights(ws) -> None:
    with pytest.raises(Forbidden):
        refresh_insights(ws)
    ws.key = replace(ws.key, permissions=frozenset())
    for verb in (read_lessons, read_insights):
        with pytest.raises(Forbidden):
            verb(ws)


def test_a_young_business_has_no_lessons(clock_ws, ws) -> None:
    _posts(clock_ws, 12)
    assert refresh_insights(clock_ws) == 0
    assert read_lessons(ws) == ()


def test_what_engages_becomes_a_lesson_with_its_evidence(clock_ws, ws, clock) -> None:
    _posts(clock_ws, 64)
    found = refresh_insights(clock_ws)
    assert found == len(read_insights(ws)) >= 1
    best = next(insight for insight in read_insights(ws) if insight.text.startswith("Video"))
    assert best.low <= best.effect <= best.high
    assert best.effect == pytest.approx(96 / 46, rel=0.15)
    assert best.samples == 32
    lesson = next(lesson for lesson in read_lessons(ws) if lesson.text == best.text)
    assert "32 of 64 posts" in lesson.evidence
    shown = read_evidence(ws, best.id)
    assert {post.type for post, _ in shown.its} == {PostType.VIDEO}
    assert (len(shown.its), len(shown.others)) == (32, 32)
    assert shown.its[0][1] > 1.0 > shown.others[-1][1]
    assert refresh_insights(clock_ws) == 0  # looked at today already
    apply_insight(ws, best.id)
    clock.now = NOW + DAY
    assert refresh_insights(clock_ws) == found == ws.rows.count(Insight)
    asked, *rest = read_lessons(ws)  # looked at anew, it is still asked for, and named first
    assert asked.is_applied
    assert asked.text.startswith("Video")
    assert not any(lesson.is_applied for lesson in rest)


def test_slow_answers_are_a_lesson(clock_ws, ws) -> None:
    for n in range(5):
        asked = NOW - (3 + n) * DAY
        add_talk(clock_ws, asked, asked + 3 * HOUR)
    (lesson,) = read_lessons(ws)
    assert lesson.text == "People wait 3.0 business hours for a first answer; you aim for 60 minutes."
    assert "5 conversations" in lesson.evidence


def test_quick_answers_are_none(clock_ws, ws) -> None:
    for n in range(6):
        asked = NOW - (3 + n) * DAY
        add_talk(clock_ws, asked, asked + HOUR / 2)
    assert read_lessons(ws) == ()


def _brought(ws, name: str, posts: int, leads: int) -> None:
    for n in range(posts):
        at = NOW - (3 + n) * DAY
        post = add_post(ws, at, channel=name, type=PostType.TEXT)
        add_reading(ws, post, at + HOUR, views=500, clicks=20, conversions=leads if n == 0 else 0)


def test_a_channel_that_brings_more_than_its_share_of_leads_is_a_lesson(clock_ws, ws) -> None:
    _brought(clock_ws, "email", 5, leads=9)
    _brought(clock_ws, "instagram", 15, leads=6)
    measure(clock_ws)
    (lesson,) = read_lessons(ws)
    assert lesson.text == "Email brought 9 of 15 leads with 5 of 20 posts."
    assert "90 days" in lesson.evidence


@pytest.mark.parametrize(
    ("email", "instagram"),
    [((5, 4), (15, 4)), ((4, 9), (16, 6)), ((10, 9), (10, 9)), ((5, 4), (5, 6))],
    ids=["too few leads", "too few posts", "no more than its share", "not by half as much again"],
)
def test_leads_that_tell_nothing_are_no_lesson(
    clock_ws, ws, email: tuple[int, int], instagram: tuple[int, int]
) -> None:
    _brought(clock_ws, "email", email[0], leads=email[1])
    _brought(clock_ws, "instagram", instagram[0], leads=instagram[1])
    measure(clock_ws)
    assert read_lessons(ws) == ()
