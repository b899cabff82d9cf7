"""What each channel allows, read once from ``data/platform_rules.toml``."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import Invalid
from core.vocab import Channel, PostType

PATH = Path(__file__).parents[2] / "data" / "platform_rules.toml"

Words = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=0, strict=True)]
Hour = Annotated[int, Field(ge=0, le=24, strict=True)]


class Severity(StrEnum):
    """``hard`` is refused, ``soft`` is advice."""

    HARD = "hard"
    SOFT = "soft"


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(_Block):
    """One number with its weight, its source and the day somebody last looked."""

    value: Count
    severity: Severity
    source: Words
    checked_on: date

    @property
    def is_hard(self) -> bool:
        return self.severity is Severity.HARD


class HourLimit(Limit):
    value: Hour


class Limits(_Block):
    """Every limit a channel may state; ``None`` means that it states none.

    Lengths are in characters of the outgoing text, times in seconds, sizes in MB; hours are the recipient's.
    """

    text_max: Limit | None = None
    fold_characters: Limit | None = None
    fold_lines: Limit | None = None
    link_length: Limit | None = None
    hashtags_max: Limit | None = None
    media_min: Limit | None = None
    media_max: Limit | None = None
    mixed_media_max: Limit | None = None
    image_max_mb: Limit | None = None
    video_max_mb: Limit | None = None
    video_min_seconds: Limit | None = None
    video_max_seconds: Limit | None = None
    subject_min: Limit | None = None
    subject_max: Limit | None = None
    subject_good: Limit | None = None
    subject_point: Limit | None = None
    preheader_max: Limit | None = None
    parts_good: Limit | None = None
    sender_name_min: Limit | None = None
    postal_address_min: Limit | None = None
    opt_out_min: Limit | None = None
    quiet_until_hour: HourLimit | None = None
    quiet_from_hour: HourLimit | None = None
    per_day_max: Limit | None = None
    per_minute_max: Limit | None = None
    spacing_minutes: Limit | None = None


class ChannelRules(_Block):
    """One channel: how it is called, what it takes and where its limits lie.

    Attributes:
        publishable: false for a channel whose results can be imported but which we cannot post to.
        denominator: what this channel's engagement rate is divided by.
        personal: true when a post goes to people one by one, who must have agreed to it.
        medium: the ``utm_medium`` of its links.
        accounts: the kinds of account that can be connected behind it, by their adapters' names, the best first.
    """

    name: Channel
    label: Words
    publishable: bool
    kinds: tuple[PostType, ...] = Field(min_length=1)
    denominator: Words
    personal: bool
    medium: Words
    accounts: tuple[Words, ...] = ()
    limits: Limits


class BrokenRulesError(ValueError):
    """The rules file cannot be used; the message names the file, the place and the remedy."""


@cache
def load(path: Path = PATH) -> Mapping[Channel, ChannelRules]:
    """Read and check the whole file.

    Raises:
        BrokenRulesError: when it is missing, is not TOML, or a block does not fit.
    """
    try:
        blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as why:
        raise BrokenRulesError(f"{path} cannot be read ({why.strerror}). Restore it from the release.") from why
    except tomllib.TOMLDecodeError as why:
        raise BrokenRulesError(f"{path} is not valid TOML: {why}. Correct that line.") from why
    return MappingProxyType({name: _parsed(path, name, block) for name, block in blocks.items()})


def _parsed(path: Path, name: str, block: object) -> ChannelRules:
    if not isinstance(block, dict):
        raise BrokenRulesError(f"{path}: {name} must be a block of rules, [{name}].")
    try:
        return ChannelRules.model_validate({**block, "name": name})
    except ValidationError as why:
        first = why.errors(include_url=False)[0]
        place = ".".join([name, *map(str, first["loc"])])
        raise BrokenRulesError(f"{path}: {place}: {first['msg']}. Correct that value.") from why


def channel(name: Channel) -> ChannelRules:
    """The rules of one channel.

    Raises:
        Invalid: no such channel (field ``channel``).

    >>> channel("sms").limits.text_max.value
    1600
    """
    known = load()
    if name not in known:
        raise Invalid(f"We don't know the channel “{name}”. Choose one of: {', '.join(known)}.", field="channel")
    return known[name]


def publishable_channels() -> tuple[Channel, ...]:
    """The channels that posts can go out on, in the order of the file.

    >>> publishable_channels()
    ('instagram', 'linkedin', 'email', 'sms', 'mastodon', 'telegram')
    """
    return tuple(name for name, rules in load().items() if rules.publishable)
