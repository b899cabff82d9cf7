"""How a post's links are tagged: by its campaign's presets, filled for this post."""

import re
from collections.abc import Sequence

from core.channels.utm import Tags
from core.tables import Campaign, Post
from core.tables.values import UtmPreset
from core.vocab import Channel

STANDARD = UtmPreset()
"""What tags a campaign's links where nobody chose otherwise."""
OWN = frozenset({"email", "sms"})
"""Channels that are a medium of their own; the others are social."""
SLOT = re.compile(r"\{(\w*)\}")


def preset_for(presets: Sequence[UtmPreset], name: Channel) -> UtmPreset:
    """The channel's own preset, else the one for all channels, else the standard one.

    >>> preset_for((UtmPreset(source="shop"), UtmPreset(channel="sms", source="text")), "sms").source
    'text'
    """
    found = {preset.channel: preset for preset in presets}
    return found.get(name) or found.get("") or STANDARD


def filled(post: Post, campaign: str) -> dict[str, str]:
    """What each slot of a preset stands for in this post of a campaign of that name."""
    return {
        "channel": post.channel,
        "medium": post.channel if post.channel in OWN else "social",
        "campaign": campaign,
        "title": post.title,
        "type": str(post.type),
        "week": f"week {post.week}" if post.week is not None else "",
    }


def tags_of(post: Post, campaign: Campaign | None) -> Tags | None:
    """The tags of a post's links; None for a post without a campaign, whose links leave as they were written."""
    return None if campaign is None else tags_by(campaign.utm, post, campaign.name)


def tags_by(presets: Sequence[UtmPreset], post: Post, campaign: str) -> Tags:
    """The tags that these presets give the links of a post in a campaign of that name."""
    preset, known = preset_for(presets, post.channel), filled(post, campaign)
    told = (preset.source, preset.medium, preset.campaign, preset.content)
    return Tags(*(SLOT.sub(lambda slot: known.get(slot[1], ""), part) for part in told))
