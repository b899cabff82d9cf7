"""What a profile lets be said: its voice in words, and the facts that are true and may be told there."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from core.tables import Profile
from core.tables.values import Fact, Voice

Place = Literal["posts", "replies"]
DIALS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "address": {"formal": "formal and polite", "casual": "casual, as among friends, with contractions"},
        "mood": {"serious": "serious", "playful": "playful, with a light joke now and then"},
        "energy": {"calm": "calm, without exclamation marks", "lively": "lively"},
        "sentences": {"short": "short sentences", "long": "full, flowing sentences"},
        "emoji": {"none": "no emoji", "some": "one or two emoji where the channel bears them"},
    }
)
"""What each dial means to a writer; the middle of a dial says nothing."""


def voice_of(profile: Profile) -> str:
    """How the business sounds, in words for a writer: its own first."""
    return spoken(profile.brand_voice, profile.assets.voice)


def spoken(described: str, voice: Voice) -> str:
    """A description and the dials as one text.

    >>> from core.tables.values import Swap
    >>> spoken("Warm.", Voice(sentences="short", avoid=(Swap(word="cheap", instead="fair"),)))
    'Warm. Tone: short sentences. Never write: cheap (write fair).'
    >>> spoken("Warm.", Voice())
    'Warm.'
    """
    tones = ", ".join(words[chosen] for dial, words in DIALS.items() if (chosen := getattr(voice, dial)) in words)
    avoided = ", ".join(f"{one.word} (write {one.instead})" if one.instead else one.word for one in voice.avoid)
    parts = {"Tone": tones, "Words we like": ", ".join(voice.use), "Never write": avoided}
    said = [f"{name}: {words}." for name, words in parts.items() if words]
    sample = [f"A text in our voice: “{voice.sample.strip()}”"] if voice.sample.strip() else []
    return " ".join(filter(None, [described, *said, *sample]))


def tellable(facts: Iterable[Fact], place: Place, today: date) -> tuple[Fact, ...]:
    """The facts that are true by today, on the business's own calendar, and may be told in this place.

    >>> day = date(2026, 3, 2)
    >>> [one.key for one in tellable([Fact(key="a", value="1", since=date(2026, 4, 1))], "posts", day)]
    []
    """
    return tuple(one for one in facts if one.use in {"everywhere", place} and (one.since is None or one.since <= today))
