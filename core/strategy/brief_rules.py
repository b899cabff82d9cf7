"""Whether a brief can be planned at all: said before anything is asked of the writer."""

from datetime import date, timedelta

from core.channels.draft import Draft
from core.channels.preflight import check
from core.channels.rules import channel
from core.errors import Invalid
from core.rows.brand import voice_of
from core.rows.drafts import sender_of
from core.tables import Profile
from core.tables.values import Brief
from core.vocab import PostType

LENGTHS = {"name": 160, "goal": 300, "offer": 120, "tone": 200}
WEEKS_MAX = 13
"""A quarter: what was learned along the way should shape what comes after."""


def refuse_brief(brief: Brief, *, today: date) -> None:
    """Stop at a brief that makes no campaign, whoever's it is.

    Raises:
        Invalid: no name or goal, dates that cannot be, or no usable channel; the field is named.
    """
    for field in ("name", "goal"):
        if not getattr(brief, field).strip():
            raise Invalid(f"Say the campaign's {field} in a few words.", field=field)
    for field, most in LENGTHS.items():
        if len(getattr(brief, field)) > most:
            raise Invalid(f"That is too long: {most} characters are the most here.", field=field)
    if brief.ends_on < brief.starts_on:
        raise Invalid("The campaign ends before it starts. Swap the two dates.", field="ends_on")
    if brief.starts_on < today:
        raise Invalid("The first day has passed. Start today or later.", field="starts_on")
    if brief.ends_on - brief.starts_on >= timedelta(weeks=WEEKS_MAX):
        words = f"That is longer than {WEEKS_MAX} weeks. Plan a quarter, and let its results shape the next."
        raise Invalid(words, field="ends_on")
    if brief.leads_target == 0:
        words = "A target of 0 leads is no target. Say how many you want, or leave the field empty."
        raise Invalid(words, field="leads_target")
    _refuse_channels(brief)


def refuse_profile(brief: Brief, profile: Profile) -> None:
    """Stop where the profile lacks what the brief's posts need.

    Raises:
        Invalid: names the profile's field, or the channel that reaches nobody.
    """
    if not voice_of(profile).strip():
        words = "Tell us how your business speaks first: fill in the brand voice, in words or by its dials."
        raise Invalid(words, field="brand_voice")
    if not (profile.offers or profile.benefits):
        raise Invalid("Tell us what you sell first: add an offer to your profile.", field="offers")
    sizes = {line.channel: line.size for line in profile.audience}
    for line in brief.cadence:
        rules = channel(line.channel)
        if not sizes.get(line.channel):
            words = f"Nobody follows you on {rules.label} yet. Add your audience there, or leave the channel out."
            raise Invalid(words, field="audience")
        for finding in check(Draft(channel=line.channel, type=PostType.TEXT), sender_of(profile)):
            if finding.field in {"sender_name", "postal_address"} and finding.is_hard:
                raise Invalid(finding.message, field=finding.field)


def _refuse_channels(brief: Brief) -> None:
    if not brief.cadence:
        raise Invalid("Choose at least one channel.", field="cadence")
    names = [line.channel for line in brief.cadence]
    for name in names:
        rules = channel(name)
        if not rules.publishable:
            words = f"{rules.label} results can be imported, but we can't post there yet. Choose another channel."
            raise Invalid(words, field="cadence")
        if names.count(name) > 1:
            raise Invalid(f"{rules.label} stands there twice. Keep one line.", field="cadence")
