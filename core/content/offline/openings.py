"""Ways to begin a post: an idea of the trade, the business's own facts, a moment, or the season."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from core.content.offline.asked import framed
from core.content.offline.bank import Goal, Idea, common, occasion_of
from core.content.offline.likeness import grams
from core.content.offline.material import TOLD, Material
from core.vocab import PostType

SUBJECT_MAX = 50
"""Characters of a subject that a phone shows."""
ENOUGH = 8
"""With fewer untold hooks than this, a good point may open a post too."""
STANDS_ALONE = {"tip", "story", "pas", "before_after"}
FEEDS = {"instagram", "mastodon"}
"""Where one line and a picture are a whole post."""
OWN: dict[Goal, float] = {"sales": 0.4, "leads": 0.32, "awareness": 0.22, "engagement": 0.12}
"""How often a post speaks plainly of the business itself, by goal; a feed of nothing but offers is soon muted."""
SEASONAL, MOMENTARY = 0.6, 0.22

Kind = Literal["idea", "own", "moment", "season", "topic"]


class Opening(NamedTuple):
    """One way to begin. A post is chosen from more than a hundred, so that making one has to be cheap."""

    kind: Kind
    idea: Idea
    hook: str


def wanted(material: Material) -> Kind:
    """What kind of post it is to be this time."""
    if material.topic:
        return "topic"
    draw = material.rng.random()
    if material.facts.season and draw < SEASONAL:
        return "season"
    draw = material.rng.random()
    share = max(OWN[material.goal], 0.5 if material.names_offer else 0)
    if draw < share:
        return "own"
    is_feed = material.facts.channel in FEEDS and material.facts.type is not PostType.VIDEO
    return "moment" if is_feed and draw < share + MOMENTARY else "idea"


def openings(material: Material) -> list[Opening]:
    """Every opening not told yet: those about the theme first, then the least told ideas."""
    trade, is_sms = material.trade, material.facts.channel == "sms"
    if material.topic:
        return _untold(material, "topic", (framed(material.topic).idea,), _any if is_sms else _hooks)
    decks: list[tuple[Kind, tuple[Idea, ...]]] = [("idea", trade.idea), ("own", common().own)]
    if material.facts.season:
        decks.append(("season", (occasion_of(material.facts.season),)))
    found = [one for kind, ideas in decks for one in _untold(material, kind, ideas, _texts if is_sms else _hooks)]
    found += _moments(material)
    if sum(one.kind == "idea" for one in found) < (1 if is_sms else ENOUGH):
        found += _untold(material, "idea", trade.idea, _standing if is_sms else _points)
    material.rng.shuffle(found)
    ideas = {id(one.idea): one.idea for one in found}.values()
    place = {id(idea): (not material.fits_theme(idea), _weariness(material, idea)) for idea in ideas}
    return sorted(found, key=lambda one: place[id(one.idea)])


def _untold(
    material: Material, kind: Kind, ideas: Iterable[Idea], lines: Callable[[Idea], tuple[str, ...]]
) -> list[Opening]:
    said = ((idea, material.said(line)) for idea in ideas for line in lines(idea))
    return [Opening(kind, idea, hook) for idea, hook in said if hook is not None and _is_new(material, hook, kind)]


def _moments(material: Material) -> list[Opening]:
    if material.facts.channel not in FEEDS or material.facts.type is PostType.VIDEO:
        return []
    quiet = Idea.model_construct(about=(), shape="story", hooks=(), points=(), deep=(), sms="")
    return [Opening("moment", quiet, line) for line in material.trade.moments if _is_new(material, line, "moment")]


def _is_new(material: Material, hook: str, kind: Kind) -> bool:
    """Not told yet, and short enough for a subject where it has to be one; what was asked for may be cut there."""
    fits = material.facts.channel != "email" or kind == "topic" or len(hook.rstrip(".")) <= SUBJECT_MAX
    return fits and not material.has_told(hook)


def _weariness(material: Material, idea: Idea) -> int:
    """How many of the idea's points were made before."""
    return sum(len(mine & material.used) > TOLD * len(mine) for mine in map(grams, idea.points))


def _hooks(idea: Idea) -> tuple[str, ...]:
    return idea.hooks


def _texts(idea: Idea) -> tuple[str, ...]:
    """A text message has its own sentence."""
    return (idea.sms,)


def _any(idea: Idea) -> tuple[str, ...]:
    return (idea.sms, *idea.hooks)


def _points(idea: Idea) -> tuple[str, ...]:
    return idea.points


def _standing(idea: Idea) -> tuple[str, ...]:
    """Hooks that say something even with nothing after them."""
    return tuple(hook for hook in idea.hooks if idea.shape in STANDS_ALONE and hook.endswith("."))
