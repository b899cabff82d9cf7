"""Changes from measured effects: what is proposed keeps the week, the hours, the distance and the mix."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.effects import Effect, Level
from core.strategy.candidates import Situation, WeakIdea, drops, kind_of, moves, retypes, rewrites
from core.strategy.changes import ChangeKind, OpenPost
from core.vocab import PostStatus, PostType

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)
HOUR = Level("hour", "Posts between 17:00 and 21:00", "posts at other times")
DAY = Level("weekday", "Posts on Tuesdays", "posts on other days")
VIDEO = Level("type", "Video posts", "your other posts")
TEXT = Level("type", "Text posts", "your other posts")


def effect(level: Level, ratio: float = 1.4) -> Effect:
    return Effect(level, ratio, ratio * 0.9, ratio * 1.1, 40, 180, 0.01)


def post(at: datetime | None, channel: str = "instagram", kind: PostType = PostType.IMAGE) -> OpenPost:
    return OpenPost(uuid4(), "Rye", channel, kind, PostStatus.DRAFT, at, None, 1, NOW)


def situation(posts, effects, taken=(), holidays=()) -> Situation:
    return Situation(posts, effects, lambda _: list(taken), FIRST, LAST, LISBON, NOW, frozenset(holidays))


def test_a_post_moves_to_the_better_hour_of_its_own_day() -> None:
    early = post(datetime(2026, 3, 11, 10, 20, tzinfo=UTC))

    (move,) = moves(situation([early], [effect(HOUR)]))

    assert (move.kind, move.post, move.at) == (ChangeKind.MOVE, early, datetime(2026, 3, 11, 17, 20, tzinfo=UTC))
    assert move.lesson == "Posts between 17:00 and 21:00 do 1.4 times as well as posts at other times."
    assert move.gain.words == "+40% engagement (90% interval +26% to +54%; 40 of 180 posts)"
    assert (move.type, move.channel) == (early.type, early.channel)


def test_a_post_moves_to_the_better_weekday_of_its_own_week_at_its_own_hour() -> None:
    thursday = post(datetime(2026, 3, 12, 10, tzinfo=UTC))

    (move,) = moves(situation([thursday], [effect(DAY)]))

    assert move.at == datetime(2026, 3, 10, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("posts", "more"),
    [
        ([post(datetime(2026, 3, 11, 18, tzinfo=UTC))], {}),
        ([post(None)], {}),
        ([post(datetime(2026, 3, 11, 10, tzinfo=UTC))], {"holidays": [date(2026, 3, 11)]}),
        (
            [post(datetime(2026, 3, 11, 10, tzinfo=UTC))],
            {"taken": [datetime(2026, 3, 11, hour, tzinfo=UTC) for hour in (17, 18, 19, 20)]},
        ),
    ],
)
def test_who_is_there_already_or_has_no_room_stays(posts, more) -> None:
    assert list(moves(situation(posts, [effect(HOUR)], **more))) == []


def test_a_move_does_not_give_up_another_merit() -> None:
    tuesday = post(datetime(2026, 3, 10, 18, tzinfo=UTC))
    wednesday = Level("weekday", "Posts on Wednesdays", "posts on other days")

    found = moves(situation([tuesday], [effect(HOUR), effect(DAY), effect(wednesday)]))

    assert [one.at for one in found] == []


def test_an_effect_that_may_be_none_moves_nothing() -> None:
    early = post(datetime(2026, 3, 11, 10, tzinfo=UTC))
    unsure = Effect(HOUR, 1.2, 0.95, 1.5, 40, 180, 0.09)

    assert list(moves(situation([early], [unsure]))) == []


def test_the_poor_kind_gives_way_first_and_the_mix_stays_a_mix() -> None:
    posts = [post(NOW + timedelta(days=n), kind=PostType.IMAGE) for n in range(1, 6)]
    posts += [post(NOW + timedelta(days=n), kind=PostType.TEXT, channel="linkedin") for n in range(6, 11)]

    changes = list(retypes(situation(posts, [effect(VIDEO), effect(TEXT, 0.6)])))

    assert len(changes) == 6
    assert [change.post.type for change in changes][:5] == [PostType.TEXT] * 5
    assert {change.type for change in changes} == {PostType.VIDEO}


def test_a_channel_that_takes_no_other_kind_is_left_alone() -> None:
    assert list(retypes(situation([post(NOW + timedelta(days=1), "sms", PostType.TEXT)], [effect(VIDEO)]))) == []


def test_a_weak_kind_that_has_no_other_may_be_dropped_once_in_ten() -> None:
    texts = [post(NOW + timedelta(days=n), "sms", PostType.TEXT) for n in range(1, 11)]

    (drop,) = drops(situation(texts, [effect(TEXT, 0.5)]))

    assert (drop.kind, drop.post) == (ChangeKind.DROP, texts[0])
    assert drop.gain.value == pytest.approx(10 / 9.5)
    assert drop.gain.low < drop.gain.value < drop.gain.high
    assert list(drops(situation(texts[:9], [effect(TEXT, 0.5)]))) == []


def test_an_idea_that_did_poorly_elsewhere_is_a_hint_without_a_promise() -> None:
    one = post(NOW + timedelta(days=1))

    (change,) = rewrites(situation([one], []), {one.id: WeakIdea("Old", "linkedin", 12.4)})

    assert (change.kind, change.gain) == (ChangeKind.REWRITE, None)
    assert change.evidence == "Engagement score 12 of 100, one post: a hint, not proof."
    assert list(rewrites(situation([one], []), {UUID(int=1): WeakIdea("Old", "linkedin", 12)})) == []


@given(st.sampled_from(list(PostType)))
def test_the_kind_is_read_from_the_effect(kind: PostType) -> None:
    assert kind_of(effect(Level("type", f"{kind.capitalize()} posts", "your other posts"))) is kind
