"""A text said again in a voice, by rules alone: tone, length, avoided words. What it claims stays as it was."""

import random
import re
from dataclasses import dataclass

from core.content.sentences import joined, longer, paragraphs, shorter
from core.content.wordings import Pair, pairs, replaced, stands_in, wordings
from core.tables.values import Voice

_GREETED = re.compile(
    r"\s*(?:hi|hey|hello|dear|good (?:day|morning|afternoon|evening))\b[^.!,\n]{0,30}[.!,]\s*", re.IGNORECASE
)
# Pictures as Unicode blocks have them; signs that are also used as type, such as arrows and ticks, stay.
_EMOJI = re.compile(
    "\\s?[\u231a\u231b\u23e9-\u23fa\u2600-\u26ff\u2728\u2753-\u2757\u2764\u2795-\u2797\u2b50\u2b55"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)
_STOPLESS = re.compile(f"(?<=\\w)(?:{_EMOJI.pattern})+(?=\\s+[A-Z])")
"""Pictures that stand where a full stop should."""
CALLS = 2
"""Exclamation marks that a lively text gets: more is shouting."""


@dataclass(frozen=True, slots=True)
class Revoiced:
    """The text, what was changed and why in words, and the avoided words that had to stay."""

    text: str
    changes: tuple[str, ...]
    left: tuple[str, ...] = ()


def revoiced(text: str, voice: Voice, rng: random.Random, *, whole: bool = True, emoji: bool = True) -> Revoiced:
    """Say a text again in a voice. The rules are for English; the same text, voice and seed give the same words.

    Args:
        text: what to say; links, numbers and names stay as they are.
        voice: the dials and the words to avoid. Words to use are put in only where a word to avoid names them.
        rng: chooses among wordings that say the same.
        whole: whether it is a text of its own, which may be greeted and closed; a caption is not.
        emoji: whether the place bears emoji at all.

    >>> voice = Voice(address="casual", energy="calm")
    >>> revoiced("We are open. Do not wait!", voice, random.Random(1), whole=False).text
    "We're open. Don't wait."
    """
    changes: list[str] = []
    text = _without_avoided(text.strip(), voice, changes)
    text = _addressed(text, voice, changes, whole=whole)
    parts = _measured(paragraphs(text), voice, changes)
    parts = _in_spirits(parts, voice, rng, changes, whole=whole)
    done = _dressed(joined(parts), voice, rng, changes, emoji=emoji)
    return Revoiced(done, tuple(changes), stands_in(done, (one.word for one in voice.avoid)))


def _without_avoided(text: str, voice: Voice, changes: list[str]) -> str:
    own = [(one.word, one.instead) for one in voice.avoid if one.instead]
    bare = {one.word.casefold() for one in voice.avoid if not one.instead}
    house = [pair for pair in pairs("instead") if pair[0] in bare]
    text, used = replaced(text, [*own, *house])
    _note(changes, "Words you avoid", used)
    return text


def _addressed(text: str, voice: Voice, changes: list[str], *, whole: bool) -> str:
    if voice.address == "neutral":
        return text
    short = pairs("contractions")
    if voice.address == "casual":
        text, words = replaced(text, pairs("to_casual"))
        text, shut = replaced(text, [one for one in short if one[0].endswith("not") or one[0] == "cannot"])
        text, run = replaced(text, short, followed=True)
        _note(changes, "Casual address", (*words, *shut, *run))
    else:
        text, run = replaced(text, [*pairs("expansions"), *pairs("contractions", turned=True)])
        text, words = replaced(text, pairs("to_formal"))
        _note(changes, "Formal address", (*run, *words))
    if not whole:
        return text
    greeting = wordings()["greetings"][voice.address]
    found = _GREETED.match(text)
    rest = text[found.end() :] if found else text
    changes.append(f"Greeting: “{greeting}”.")
    return f"{greeting}\n{rest[:1].upper()}{rest[1:]}"


def _measured(parts: list[list[str]], voice: Voice, changes: list[str]) -> list[list[str]]:
    if voice.sentences == "neutral":
        return parts
    turn, words = (shorter, "cut in two") if voice.sentences == "short" else (longer, "joined")
    done = [turn(sentences) for sentences in parts]
    count = abs(sum(map(len, done)) - sum(map(len, parts)))
    if count:
        changes.append(f"Sentence length: {count} {words}.")
    return done


def _in_spirits(
    parts: list[list[str]], voice: Voice, rng: random.Random, changes: list[str], *, whole: bool
) -> list[list[str]]:
    if voice.energy == "calm" or voice.mood == "serious":
        calm = [[_calm(one) for one in sentences] for sentences in parts]
        if calm != parts:
            changes.append("Energy: no exclamation marks, no “very” or “really”.")
        parts = calm
    elif voice.energy == "lively":
        parts = _called(parts)
        changes.append(f"Energy: at most {CALLS} exclamation marks.")
    body = [place for place, sentences in enumerate(parts) if sentences]
    if voice.mood == "playful" and body:
        aside = rng.choice(wordings()["asides"])
        parts[body[-1]] = [*parts[body[-1]], aside]
        changes.append(f"Mood: an aside, “{aside}”")
    elif voice.mood == "serious" and whole and body:
        close = wordings()["serious_close"]
        parts[body[-1]] = [*parts[body[-1]], close]
        changes.append(f"Mood: a plain close, “{close}”")
    return parts


def _calm(sentence: str) -> str:
    said, _ = replaced(sentence, [(word.strip(), "") for word in wordings()["louder"]], followed=True)
    said = " ".join(said.split()).replace("!", ".")
    return said[:1].upper() + said[1:] if sentence[:1].isupper() else said


def _called(parts: list[list[str]]) -> list[list[str]]:
    """The first sentence and the last of those that end in a full stop, called out."""
    plain = [(p, s) for p, sentences in enumerate(parts) for s, one in enumerate(sentences) if one.endswith(".")]
    marks = sum(one.count("!") for sentences in parts for one in sentences)
    chosen = dict.fromkeys([*plain[:1], *plain[-1:]])
    done = [list(sentences) for sentences in parts]
    for p, s in list(chosen)[: max(0, CALLS - marks)]:
        done[p][s] = f"{done[p][s][:-1]}!"
    return done


def _dressed(text: str, voice: Voice, rng: random.Random, changes: list[str], *, emoji: bool) -> str:
    if voice.emoji == "none" or (voice.mood == "serious" and voice.emoji == "neutral"):
        bare = _EMOJI.sub("", _STOPLESS.sub(".", text)).strip()
        if bare != text:
            changes.append("Emoji: taken out.")
        return bare
    if voice.emoji == "neutral" or not emoji or not text:
        return text
    fitting = [sign for words, sign in wordings()["emoji"] if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)]
    signs = (fitting or rng.sample(wordings()["any_emoji"], 1))[:2]
    changes.append(f"Emoji: {' '.join(signs)}.")
    lines = text.split("\n")
    lines[-1] = f"{lines[-1]} {signs[0]}"
    if len(signs) > 1:
        lines[0] = f"{lines[0]} {signs[1]}"
    return "\n".join(lines)


def _note(changes: list[str], what: str, used: tuple[Pair, ...]) -> None:
    if used:
        changes.append(f"{what}: {', '.join(f'“{old}” became “{new}”' for old, new in used)}.")
