"""Each channel's own way of saying an idea."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.channels.compose import outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.sms import parts, straightened
from core.content.offline.bank import Idea, common
from core.content.offline.material import SUBJECT_MAX, Material, closings
from core.content.shapes import Scene
from core.vocab import Channel, PostType

PREHEADER_MAX, HEADLINE_MAX = 130, 48
"""Characters: what clients show of a preheader, what a poster can carry."""


@dataclass(frozen=True)
class Words:
    caption: str
    cta: str
    hook: str
    subject: str = ""
    preheader: str = ""


def instagram(material: Material, idea: Idea, hook: str) -> Words:
    """Short lines with air between them, warm, one thought."""
    points = material.points(idea, 3 if idea.shape == "list" else 2, hook)
    middle = _bullets(points) if idea.shape == "list" else "\n".join(points)
    return Words(_blocks(hook, middle, _closing(material)), _call(material), hook)


def linkedin(material: Material, idea: Idea, hook: str) -> Words:
    """A paragraph of substance under the hook, then points, then at most one line about the business."""
    deep = material.thought(idea)
    points = material.points(idea, 3 if deep else 5, hook)
    order = material.rng.randrange(3) if deep else 2
    if order == 0:
        middle = [*deep, " ".join(points[:2])]
    elif order == 1:
        middle = [" ".join(points[:1]), *deep]
    else:
        middle = [_bullets(points[:-1]), *deep, points[-1]]
    return Words(_blocks(hook, *middle, _closing(material)), _call(material), hook)


def email(material: Material, idea: Idea, hook: str) -> Words:
    """A letter: greeting, body, sign-off; the hook is its subject, the preheader adds instead of repeating."""
    lines, formal = common(), material.is_formal
    greeting = material.least_used(lines.greeting_formal if formal else lines.greeting)
    signoff = material.least_used(lines.signoff_formal if formal else lines.signoff)
    deep = material.thought(idea)
    first, *rest = material.points(idea, 4 if deep else 5, hook)
    few = rest[:2] if deep else rest
    body = [*deep, _bullets(rest) if idea.shape == "list" else " ".join(few)]
    fits = len(hook) <= SUBJECT_MAX
    letter = _blocks(
        *greeting, *([] if fits else [hook]), *body, _closing(material), f"{signoff[0]}\n{material.facts.business}"
    )
    preheader = first if len(first) <= PREHEADER_MAX else material.least_used(lines.preheader)[0]
    return Words(letter, _call(material), hook, hook if fits else shortened(hook, SUBJECT_MAX), preheader)


def sms(material: Material, _: Idea, hook: str) -> Words:
    """One sentence and a link, in plain characters, within one part where the facts let it."""
    name = material.facts.sender or material.facts.business
    calls = sorted(material.least_used(common().cta_sms[material.goal], 9), key=lambda call: "://" not in call)
    caption = straightened(hook)

    def billed(call: str) -> int:
        draft = Draft(channel="sms", type=PostType.TEXT, caption=caption, cta=call)
        return parts(outgoing_text(draft, Sender(name))).count

    return Words(caption, min((*calls, ""), key=billed), caption)


VOICES: dict[Channel, Callable[[Material, Idea, str], Words]] = {
    "instagram": instagram,
    "linkedin": linkedin,
    "email": email,
    "sms": sms,
}


def storyboard(material: Material, idea: Idea, words: Words) -> tuple[Scene, ...]:
    """Five shots: the hook, three points, the call; seconds from a calm speaking pace of 2.5 words a second."""
    script = [words.hook, *material.points(idea, 3, words.hook), words.cta or material.facts.business]
    views = material.rng.sample(material.trade.scenes, 4)
    views.append(f"The name {material.facts.business} on a plain background, in the brand's colours")
    return tuple(
        Scene(
            scene=number, script=line, visual_description=view, seconds=min(12, max(3, round(len(line.split()) / 2.5)))
        )
        for number, (line, view) in enumerate(zip(script, views, strict=True), start=1)
    )


_SENTENCES = re.compile(r".{12,}[.?!](?= |$)")


def shortened(text: str, most: int) -> str:
    """Whole sentences where one fits, else whole words; no trailing mark but a question's.

    >>> shortened("Never put bread in the fridge.", 20)
    'Never put bread in'
    >>> shortened("The rye is out. It won't be for long.", 20)
    'The rye is out'
    """
    bare = text.rstrip(".:")
    if len(bare) <= most:
        return bare
    whole = _SENTENCES.match(text[: most + 1])
    return whole[0].rstrip(" .") if whole else bare[: most + 1].rsplit(" ", 1)[0].rstrip(" ,.:;")


def _closing(material: Material) -> str:
    family = material.rng.choice([*closings(material.facts), ()])
    return next(iter(material.least_used(family)), "")


def _call(material: Material) -> str:
    calls = common().cta[material.goal]
    asks_back = material.facts.channel == "instagram" and material.goal in {"engagement", "awareness"}
    own = material.trade.sales if material.goal == "sales" else ()
    deck = () if asks_back else (*own, *own, *calls.link)
    return next(iter(material.least_used(deck) or material.least_used(calls.plain)), "")


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def _blocks(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)
