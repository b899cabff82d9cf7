"""Each channel's own way of saying an idea."""

from collections.abc import Callable
from dataclasses import dataclass

from core.channels.compose import outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.sms import parts, straightened
from core.content.offline.bank import common
from core.content.offline.cut import blocks, bullets, shortened
from core.content.offline.material import Material, closings
from core.content.offline.openings import SUBJECT_MAX, Opening
from core.vocab import Channel, PostType

PREHEADER_MAX = 130
"""Characters of a preheader that mail programs show."""


@dataclass(frozen=True)
class Words:
    caption: str
    cta: str
    hook: str
    subject: str = ""
    preheader: str = ""


def feed(material: Material, opening: Opening) -> Words:
    """A hook before the fold, then air: from a single line to a short list, as people really post."""
    idea, hook, rng = opening.idea, opening.hook, material.rng
    if opening.kind == "moment":
        middle = ""
    elif opening.kind == "own":
        middle = blocks(_reason(material, opening, 2), "\n".join(material.points(idea, rng.randint(0, 2), hook)))
    elif idea.shape == "list":
        middle = bullets(material.points(idea, rng.randint(3, 4), hook))
    elif idea.shape == "question":
        middle = "\n".join(material.points(idea, rng.randint(0, 2), hook))
    else:
        thought = material.thought(idea, beside=hook, sentences=rng.randint(2, 3)) if rng.random() < 0.45 else []
        few = material.points(idea, rng.choice((1, 2, 2, 3)), hook)
        middle = thought[0] if thought else rng.choice(("\n", " ")).join(few)
    body = blocks(hook, middle)
    closing = _closing(material, opening, body)
    return Words(blocks(body, closing), _call(material, opening, closing), hook)


def linkedin(material: Material, opening: Opening) -> Words:
    """A paragraph of substance under the hook, a few points, and somebody who stands behind it."""
    idea, hook, rng = opening.idea, opening.hook, material.rng
    deep = _thought(material, opening)
    is_list = idea.shape == "list"
    points = material.points(idea, 2 + is_list if deep else 4, hook)
    told = bullets(points) if is_list else " ".join(points)
    if not deep or opening.kind == "own":
        middle = [*deep, told]
    else:
        middle = rng.choice(([*deep, told], [told, *deep], deep, [points[0], *deep, *points[1:2]][: 4 - is_list]))
        middle = [*deep, told] if is_list else middle
    body = blocks(hook, *middle)
    is_view = opening.kind == "idea" and idea.shape in {"tip", "pas", "aida", "before_after"} and rng.random() < 0.4
    last = material.least_used(common().view, beside=body) if is_view else []
    closing = last[0] if last else _closing(material, opening, body)
    return Words(blocks(body, closing), _call(material, opening, closing), hook)


def email(material: Material, opening: Opening) -> Words:
    """A letter: greeting, body, sign-off; the hook is its subject, the preheader adds instead of repeating."""
    idea, hook, rng, lines = opening.idea, opening.hook, material.rng, common()
    greeting = material.least_used(lines.greeting_formal if material.is_formal else lines.greeting)
    signoff = material.least_used(lines.signoff_formal if material.is_formal else lines.signoff)
    deep = _thought(material, opening)
    is_list = idea.shape == "list"
    first, *rest = ["", *material.points(idea, 4, hook)] if is_list else [*material.points(idea, 4, hook), ""]
    few = [line for line in rest if line][: 4 if is_list else rng.randint(1, 3) if deep else 4]
    if is_list:
        middle = [*deep, f"{material.least_used(lines.lead_in)[0]}\n{bullets(few)}"]
    else:
        middle = [" ".join(few), *deep] if deep and rng.random() < 0.3 else [*deep, " ".join(few)]
    whole = material.topic if opening.kind == "topic" and len(hook) > SUBJECT_MAX else hook
    subject = shortened(whole, SUBJECT_MAX) if len(whole) > SUBJECT_MAX else whole
    fits = subject.rstrip(".") == hook.rstrip(".")
    body = blocks(*greeting, *([] if fits else [hook]), *middle)
    closing = _closing(material, opening, body)
    letter = blocks(body, closing, f"{signoff[0]}\n{material.facts.business}")
    preheader = first if 0 < len(first) <= PREHEADER_MAX else material.least_used(lines.preheader)[0]
    call = _call(material, opening, closing)
    return Words(letter, call, hook, subject, preheader)


def sms(material: Material, opening: Opening) -> Words:
    """One sentence and a link, in plain characters, within one part where the facts let it."""
    name = material.facts.sender or material.facts.business
    deck = common().cta_sms[material.goal if opening.kind == "own" else "awareness"]
    calls = sorted(material.least_used(deck, 9), key=lambda call: "://" not in call)
    caption = straightened(opening.hook)

    def billed(call: str) -> int:
        draft = Draft(channel="sms", type=PostType.TEXT, caption=caption, cta=call)
        return parts(outgoing_text(draft, Sender(name))).count

    return Words(caption, min((*calls, ""), key=billed), caption)


VOICES: dict[Channel, Callable[[Material, Opening], Words]] = {
    "instagram": feed,
    "mastodon": feed,
    "linkedin": linkedin,
    "email": email,
    "sms": sms,
}


def _closing(material: Material, opening: Opening, body: str) -> str:
    """A line about the business; what is all about it already needs none."""
    if opening.kind == "own" or opening.idea.shape == "question":
        return ""
    return next(iter(material.least_used(material.rng.choice(closings(material.facts)), beside=body)), "")


def _call(material: Material, opening: Opening, closing: str) -> str:
    """What to do next: a question wants an answer, an offer an order, a good tip no more than a friendly address."""
    lines, is_feed = common(), material.facts.channel in {"instagram", "mastodon", "linkedin"}
    calls = lines.cta[material.goal]
    own: tuple[str, ...] = getattr(material.trade, material.goal)
    name = material.slots["name"]
    is_offer = opening.kind == "own" or bool(name and name.casefold() in closing.casefold())
    is_social = is_feed and material.goal in {"engagement", "awareness"} and opening.kind != "own"
    if opening.kind == "topic":
        wants = material.least_used(lines.soft) or (material.least_used(lines.ask) if is_feed else [])
        return next(iter(wants), "")
    if is_feed and opening.idea.shape == "question":
        deck: tuple[str, ...] = lines.ask
    elif is_social and opening.kind == "moment":
        deck = () if material.rng.random() < 0.5 else lines.nod
        return next(iter(material.least_used(deck)), "")
    elif is_social:
        plain = lines.cta["awareness"].plain if opening.kind == "season" else calls.plain
        deck = (*(line for line in own if "{link}" not in line and opening.kind != "season"), *plain)
    elif is_offer:
        deck = (*own, *calls.link)
    else:
        deck = (*own, *lines.soft)
    return next(iter(material.least_used(deck) or material.least_used(calls.plain)), "")


def _thought(material: Material, opening: Opening) -> list[str]:
    """The idea's longer thought; behind an offer, what the trade knows about such a thing comes first."""
    deep = material.thought(opening.idea, beside=opening.hook)
    return [*filter(None, [_reason(material, opening, 4)]), *deep] if opening.kind == "own" else deep


def _reason(material: Material, opening: Opening, sentences: int) -> str:
    """Why anybody would want the offer that a post opens with, as the trade's ideas have it; empty where none is."""
    is_named = bool(name := material.slots["name"]) and name.casefold() in opening.hook.casefold()
    idea = material.kindred() if is_named else None
    return next(iter(material.thought(idea, sentences=sentences)), "") if idea else ""
