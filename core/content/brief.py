"""What the writer is told: a business's profile and one request, as the facts of a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from core.channels.rules import channel as rules
from core.content.shapes import Offer, PostFacts
from core.rows.brand import tellable, voice_of
from core.tables import Business, Profile
from core.tables.values import OpenBlock
from core.vocab import Channel, PostType

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LINKS = ("order_link", "booking_link", "link")
"""Facts that may hold the address a call to action leads to, the most useful first; then the website."""
HOURS = ("opening_hours", "hours")


@dataclass(frozen=True, kw_only=True)
class DraftRequest:
    """One post to write.

    Attributes:
        title: the post's name inside the product; the writer names it when empty.
        theme: what it is about, in the planner's words; ``about`` narrows it to this one post.
        season: the occasion it may lean on, such as "Mother's Day".
        offer: the one to put forward; tone: how this one sounds, on top of the brand's voice.
        at: when it is planned for, aware; ``week`` is the campaign's, from 1.
        idea: posts of one batch with the same word are channel variants of one idea; alone when empty.
        is_asked: whether a person asked for this theme in their own words.
    """

    channel: Channel
    type: PostType
    goal: str = ""
    title: str = ""
    theme: str = ""
    about: str = ""
    season: str = ""
    offer: str = ""
    tone: str = ""
    at: datetime | None = None
    week: int | None = None
    idea: str = ""
    is_asked: bool = False


def across(channels: Sequence[Channel], kind: PostType, *, theme: str, goal: str = "") -> tuple[DraftRequest, ...]:
    """One idea for several channels: each gets the kind asked for where it takes it, else its own usual one.

    Raises:
        Invalid: unknown channel.

    >>> [(one.channel, one.type.value) for one in across(["instagram", "sms"], PostType.IMAGE, theme="Rolls")]
    [('instagram', 'image'), ('sms', 'text')]
    """
    kinds = {name: rules(name).kinds for name in channels}
    fits = {name: kind if kind in taken else taken[0] for name, taken in kinds.items()}
    return tuple(
        DraftRequest(channel=name, type=fit, theme=theme, goal=goal, idea="one", is_asked=True)
        for name, fit in fits.items()
    )


def facts_of(
    business: Business, profile: Profile, request: DraftRequest, *, recent: Sequence[str], ordinal: int
) -> PostFacts:
    """Everything the writer may use, and nothing that the profile does not say.

    A fact that is only true from some day on stands in a post that is planned for that day or later, and in no other.
    """
    day = request.at.astimezone(ZoneInfo(business.zone)).date() if request.at else date.min
    known = {fact.key: fact.value for fact in tellable(profile.facts, "posts", day)}
    return PostFacts(
        business=business.name,
        industry=business.industry,
        voice=" ".join(filter(None, (voice_of(profile), f"This time: {request.tone}" if request.tone else ""))),
        offers=_offers(profile, request.offer.strip()),
        benefits=profile.benefits,
        audience=tuple(segment.name for segment in profile.segments),
        place=profile.place,
        hours=next((known[key] for key in HOURS if known.get(key)), hours_in_words(profile.hours)),
        link=next((known[key] for key in LINKS if known.get(key)), profile.website),
        sender=profile.sender_name,
        channel=request.channel,
        type=request.type,
        theme=": ".join(filter(None, (request.theme, request.about))),
        goal=request.goal,
        slot=slot_in_words(request.at, ZoneInfo(business.zone)) if request.at else "",
        season=request.season,
        recent=tuple(recent),
        ordinal=ordinal,
        is_asked=request.is_asked,
    )


def _offers(profile: Profile, first: str) -> tuple[Offer, ...]:
    """What the business sells, the one to put forward first; one that the profile does not know has no price."""
    known = [Offer(name=o.name, price=o.price, about=o.detail) for o in profile.offers if o.name]
    if first and first not in {offer.name for offer in known}:
        return (Offer(name=first), *known)
    return tuple(sorted(known, key=lambda offer: offer.name != first))


def slot_in_words(at: datetime, zone: ZoneInfo) -> str:
    """The moment as people say it, on the business's clock.

    >>> from datetime import UTC
    >>> slot_in_words(datetime(2026, 3, 3, 17, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    'Tuesday evening'
    """
    local = at.astimezone(zone)
    part = "morning" if local.hour < 12 else "afternoon" if local.hour < 18 else "evening"
    return f"{local:%A} {part}"


def hours_in_words(blocks: Sequence[OpenBlock]) -> str:
    """Opening hours with equal days next to each other told together.

    >>> day = lambda n: OpenBlock(weekday=n, opens=time(9), closes=time(18))
    >>> hours_in_words([day(0), day(1), day(2), day(5)])
    'Mon-Wed 09:00-18:00, Sat 09:00-18:00'
    """
    days = {n: _spans([b for b in blocks if b.weekday == n]) for n in range(7)}
    open_days = [n for n in range(7) if days[n]]
    runs = [list(run) for _, run in groupby(open_days, key=lambda n: (days[n], n - _rank(n, open_days, days)))]
    return ", ".join(f"{DAYS[run[0]]}{'-' + DAYS[run[-1]] if run[1:] else ''} {days[run[0]]}" for run in runs)


def _rank(day: int, open_days: Sequence[int], spans: dict[int, str]) -> int:
    """The day's place among those with the same hours: neighbours keep the same distance from it."""
    return [n for n in open_days if spans[n] == spans[day]].index(day)


def _spans(blocks: Sequence[OpenBlock]) -> str:
    ordered = sorted(blocks, key=lambda block: block.opens)
    return " and ".join(f"{_clock(block.opens)}-{_clock(block.closes)}" for block in ordered)


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}"
