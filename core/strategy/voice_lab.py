"""The voice lab: a text of the business said again in the voice that is being tried, before it is kept."""

import random
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from core.ai.credit import written_by
from core.ai.guard import Finding, Trust, unsupported
from core.ai.prompt import Prompt
from core.content.voice import revoiced
from core.content.wordings import pairs, replaced, stands_in
from core.errors import Invalid
from core.keys import needs
from core.strategy.profile import ProfileView
from core.strategy.profile_rules import refuse_broken
from core.tables.values import AiMetadata, Voice
from core.vocab import Permission
from core.workspace import Workspace

LONGEST = 1_500
"""Characters of a text to try: a long caption."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VoiceFacts(_Value):
    """A text to say again; ``described`` is the voice in the owner's own words."""

    business: str = Field(min_length=1)
    described: str = ""
    voice: Voice
    text: str = Field(min_length=1)


class Rewriting(_Value):
    """The text in the voice; ``changes`` says in a few words each what was changed and why."""

    text: str = Field(min_length=1)
    changes: tuple[str, ...]


def rewrite_offline(facts: VoiceFacts, rng: random.Random) -> Rewriting:
    """Say it again by rules: what the description says in free words is for a model; the dials and words are ours."""
    found = revoiced(facts.text, facts.voice, rng)
    stay = tuple(f"“{word}” stays: say what to write instead of it." for word in found.left)
    return Rewriting(text=found.text or facts.text, changes=(*found.changes, *stay))


VOICE = Prompt(
    "voice",
    reply=Rewriting,
    offline=rewrite_offline,
    folder=Path(__file__).parent / "prompts",
    trust=Trust(unsourced=frozenset({"voice", "described"}), exempt={"changes": frozenset({"number", "count"})}),
)


@dataclass(frozen=True)
class Heard:
    """A text before and after; ``invented`` is what nobody told the writer, ``avoided`` what it wrote all the same."""

    before: str
    after: str
    changes: tuple[str, ...]
    invented: tuple[Finding, ...]
    avoided: tuple[str, ...]
    ai: AiMetadata


@needs(Permission.WRITE)
def hear_voice(ws: Workspace, text: str, voice: Voice, described: str = "") -> Heard:
    """Say a text again in a voice that need not be kept yet.

    Raises:
        Invalid: no text, one that is too long, or a voice that could not be kept.
        ModelFailed: the writer gave no valid answer.
        QuotaSpent: this month's allowance is used up.
    """
    told = text.strip()
    if not told:
        raise Invalid("Write a sentence or two to hear them in this voice.", field="text")
    if len(told) > LONGEST:
        raise Invalid(f"{len(told):,} characters are more than one post has: {LONGEST:,} are the most.", field="text")
    refuse_broken({"brand_voice": described, "voice": voice})
    facts = VoiceFacts(business=ws.business.name, described=described.strip(), voice=voice, text=told)
    answer = ws.ai.answer(VOICE, facts)
    after = answer.reply.text.strip()
    return Heard(
        before=told,
        after=after,
        changes=answer.reply.changes,
        invented=tuple(unsupported(after, [*_spellings(told), ws.business.name])),
        avoided=stands_in(after, (one.word for one in voice.avoid)),
        ai=written_by(answer),
    )


def _spellings(text: str) -> tuple[str, ...]:
    """A text with its short forms as they stand, all written out, and all drawn together: each claims the same."""
    short = pairs("contractions")
    long = [*pairs("expansions"), *pairs("contractions", turned=True)]
    return text, replaced(text, short)[0], replaced(text, long)[0]


def text_to_try(view: ProfileView) -> str:
    """A plain text made of the profile's own facts, for a voice to be heard on."""
    profile = view.profile
    place = f" in {profile.place}" if profile.place else ""
    said = [f"We are {view.business.name}{place}, and we are pleased to have you here!"]
    if profile.offers:
        first = profile.offers[0]
        said.append(f"Our {first.name} costs {first.price}." if first.price else f"Have a look at our {first.name}.")
    if profile.website:
        said.append(f"It is very easy to order: you can do it at {profile.website}, and we will write to you at once.")
    said.append("If you have a question, please write to us, and we will help you. We look forward to it!")
    return " ".join(said)
