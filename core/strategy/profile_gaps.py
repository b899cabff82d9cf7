"""What a profile does not say yet, and what that costs the posts: plain consequences, the heaviest first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.content.brief import HOURS, LINKS
from core.rows.brand import voice_of
from core.strategy.profile import ProfileView
from core.tables import Profile

Part = Literal["voice", "goals", "segments", "facts", "look", "settings"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: what, what it costs, and where it is filled in."""

    name: str
    costs: str
    part: Part


@dataclass(frozen=True, slots=True)
class _Check:
    gap: Gap
    is_filled: Callable[[Profile], bool]


def _told(profile: Profile, names: tuple[str, ...]) -> bool:
    return any(fact.key in names and fact.value and fact.use in {"everywhere", "posts"} for fact in profile.facts)


_CHECKS = (
    _Check(
        Gap("No offers", "Posts will name no product or service: they speak about your trade in general.", "facts"),
        lambda profile: bool(profile.offers),
    ),
    _Check(
        Gap("No prices", "Posts will not name any.", "facts"),
        lambda profile: any(offer.price for offer in profile.offers),
    ),
    _Check(
        Gap("No goal", "Plans aim at “More people who know us”, whatever you want most.", "goals"),
        lambda profile: bool(profile.goals),
    ),
    _Check(
        Gap("No voice", "No plan is made until you say how you sound: in a few words, or by a dial.", "voice"),
        lambda profile: bool(voice_of(profile).strip()),
    ),
    _Check(
        Gap("No segments", "Posts speak to everybody, and plans have no one to choose themes for.", "segments"),
        lambda profile: bool(profile.segments),
    ),
    _Check(
        Gap("No link", "Posts ask people to write to you instead of sending them to a page.", "facts"),
        lambda profile: bool(profile.website) or _told(profile, LINKS),
    ),
    _Check(
        Gap("No facts", "Suggested replies have only your offers and FAQs to answer from.", "facts"),
        lambda profile: any(fact.value and fact.use in {"everywhere", "replies"} for fact in profile.facts),
    ),
    _Check(
        Gap("No benefits", "Posts say what you sell, but not what people get from it.", "goals"),
        lambda profile: bool(profile.benefits),
    ),
    _Check(
        Gap("No opening hours", "Posts never say when you are open, and answers count as due around the clock.",
            "settings"),
        lambda profile: bool(profile.hours) or _told(profile, HOURS),
    ),
    _Check(
        Gap("No town", "Posts don't say where you are.", "settings"),
        lambda profile: bool(profile.place),
    ),
    _Check(
        Gap("No audience", "Plans don't know which channels reach anybody, so they leave them out.", "settings"),
        lambda profile: any(line.size for line in profile.audience),
    ),
    _Check(
        Gap("No postal address", "E-mails can't go out: the law asks for one in each.", "settings"),
        lambda profile: bool(profile.postal_address),
    ),
    _Check(
        Gap("No logo", "Posters show your first letter instead.", "look"),
        lambda profile: bool(profile.assets.logo),
    ),
)  # fmt: skip
CHECKED = len(_CHECKS)


def profile_gaps(view: ProfileView) -> tuple[Gap, ...]:
    """What is missing for good posts; nothing where all of it is said."""
    return tuple(check.gap for check in _CHECKS if not check.is_filled(view.profile))


def is_bare(view: ProfileView) -> bool:
    """Whether so little is said that three questions help more than a form."""
    profile = view.profile
    return not (profile.offers or profile.segments or profile.facts or profile.benefits)
