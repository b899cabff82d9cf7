"""From what was measured to changes worth looking at: pure. Nothing is proposed that no number stands behind."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.analytics.effects import Effect, Outcome, levels
from core.channels.rules import channel
from core.publishing.slots import allowed_hours
from core.strategy.changes import Amendment, ChangeKind, Gain, OpenPost
from core.vocab import Channel, PostType

EACH = 5
"""Changes of a kind in one proposal: as many as a person weighs one by one."""
MIX = 0.6
"""No kind of post may take more than this share of what is open: a feed of one kind tires its readers."""
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class WeakIdea:
    """A published post that carries the same idea and scored low, 0-100."""

    title: str
    channel: Channel
    score: float


@dataclass(frozen=True)
class Situation:
    """A campaign's open posts and what its business's own posts taught.

    Args:
        effects: what stands out, with intervals.
        taken: moments of all open posts of the business by channel, for the distance between posts.
        starts_on, ends_on: the campaign's days, by the clock in ``zone``; holidays: days to keep clear.
    """

    posts: Sequence[OpenPost]
    effects: Sequence[Effect]
    taken: Callable[[Channel], Sequence[datetime]]
    starts_on: date
    ends_on: date
    zone: ZoneInfo
    now: datetime
    holidays: frozenset[date] = frozenset()

    @property
    def better(self) -> list[Effect]:
        """What does better for sure (the whole interval says so), the surest first."""
        return sorted((one for one in self.effects if one.low > 1.0), key=lambda one: -one.low)

    @property
    def worse(self) -> list[Effect]:
        """What does worse for sure."""
        return sorted((one for one in self.effects if one.high < 1.0), key=lambda one: one.high)

    def standing(self, kind: PostType, at: datetime) -> frozenset[str]:
        """The levels that a post of this kind at this moment belongs to, in words."""
        return frozenset(level.words for level in levels(Outcome(kind, at.astimezone(self.zone), 0.0)))


def moves(here: Situation) -> Iterator[Amendment]:
    """Posts that would go out at a better hour or weekday, inside the same week of the campaign."""
    for effect in [one for one in here.better if one.level.factor != "type"]:
        for post in here.posts:
            has_it = post.at is None or effect.level.words in here.standing(post.type, post.at)
            at = None if has_it else _better_moment(here, post, effect)
            if at is not None:
                yield _change(ChangeKind.MOVE, post, effect, gain_of(effect), at=at)


def retypes(here: Situation) -> Iterator[Amendment]:
    """Posts that would do better as another kind, as long as the mix stays one."""
    for effect in [one for one in here.better if one.level.factor == "type"]:
        kind = kind_of(effect)
        mix = Counter(post.type for post in here.posts)
        room = int(MIX * len(here.posts)) - mix[kind]
        poor = {kind_of(one) for one in here.worse if one.level.factor == "type"}
        able = [post for post in here.posts if post.type is not kind and kind in channel(post.channel).kinds]
        for post in sorted(able, key=lambda post: post.type not in poor)[: max(0, room)]:
            yield _change(ChangeKind.RETYPE, post, effect, gain_of(effect), kind_after=kind)


def drops(here: Situation) -> Iterator[Amendment]:
    """Posts of a kind that does worse, where the channel takes no other and the campaign has others to send."""
    for effect in [one for one in here.worse if one.level.factor == "type"]:
        kind = kind_of(effect)
        stuck = [post for post in here.posts if post.type is kind and channel(post.channel).kinds == (kind,)]
        many = len(here.posts)
        for post in stuck[: many // 10]:
            yield _change(ChangeKind.DROP, post, effect, _without(effect, many))


def rewrites(here: Situation, weak: Mapping[UUID, WeakIdea]) -> Iterator[Amendment]:
    """Posts whose idea was told before on another channel and did poorly: a hint, so no gain is promised."""
    for post in here.posts:
        if (idea := weak.get(post.id)) is not None:
            text = f"The same idea did poorly on {channel(idea.channel).label}: “{idea.title}”."
            evidence = f"Engagement score {idea.score:.0f} of 100, one post: a hint, not proof."
            yield Amendment(
                ChangeKind.REWRITE, post, text, evidence, None, post.channel, post.type, post.at, post.title, post.week
            )


def gain_of(effect: Effect) -> Gain:
    """What an effect promises to a post that comes to have it."""
    return Gain(effect.ratio, effect.low, effect.high, effect.samples, effect.total)


def kind_of(effect: Effect) -> PostType:
    """The kind of post that a type's effect speaks of."""
    return PostType(effect.level.words.split()[0].lower())


def _without(effect: Effect, many: int) -> Gain:
    """The mean of the posts that remain against the mean with one weak post among so many."""
    value, high, low = (many / (many - 1 + ratio) for ratio in (effect.ratio, effect.low, effect.high))
    return Gain(value, low, high, effect.samples, effect.total)


def _better_moment(here: Situation, post: OpenPost, effect: Effect) -> datetime | None:
    """The nearest moment with the effect that loses no other merit and keeps its distance."""
    now_at = post.at or here.now
    local = now_at.astimezone(here.zone)
    first = here.starts_on + timedelta(days=(local.date() - here.starts_on).days // 7 * 7)
    days = [first + timedelta(days=n) for n in range(7)] if effect.level.factor == "weekday" else [local.date()]
    hours = [local.hour] if effect.level.factor == "weekday" else list(allowed_hours(post.channel))
    good, bad = ({one.level.words for one in some} for some in (here.better, here.worse))
    before = here.standing(post.type, now_at)
    limit = channel(post.channel).limits.spacing_minutes
    spacing = timedelta(minutes=limit.value if limit else 0)
    others = [moment for moment in here.taken(post.channel) if moment != now_at]
    found = []
    for day in days:
        for hour in hours:
            at = datetime.combine(day, time(hour, local.minute), here.zone).astimezone(UTC)
            after = here.standing(post.type, at)
            fits = here.starts_on <= day <= here.ends_on and day not in here.holidays and at > here.now + SOON
            loses = (before & good) - after or (after & bad) - before
            if fits and effect.level.words in after and not loses and all(abs(at - one) >= spacing for one in others):
                found.append(at)
    return min(found, key=lambda at: abs(at - now_at), default=None)


def _change(
    kind: ChangeKind,
    post: OpenPost,
    effect: Effect,
    gain: Gain,
    *,
    at: datetime | None = None,
    kind_after: PostType | None = None,
) -> Amendment:
    return Amendment(
        kind, post, effect.text, effect.evidence, gain, post.channel, kind_after or post.type, at or post.at,
        post.title, post.week,
    )  # fmt: skip
