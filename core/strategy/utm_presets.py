"""How a campaign's links are tagged: looked at on an example, and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core.channels.rules import channel
from core.channels.utm import tagged
from core.errors import Invalid
from core.keys import needs
from core.rows.tags import SLOT, filled, preset_for, tags_by
from core.tables import Campaign, Post
from core.tables.values import UtmPreset
from core.vocab import Channel, Permission, PostType
from core.workspace import Workspace

PARTS = {"source": "Source", "medium": "Medium", "campaign": "Campaign", "content": "Content"}
MOST = 120


@dataclass(frozen=True)
class TaggedLink:
    """A channel's preset, and a link as it leaves in a post of the campaign; ``title`` is that post's name."""

    preset: UtmPreset
    channel: Channel
    title: str
    link: str


@needs(Permission.READ)
def tagged_links(
    ws: Workspace, campaign_id: UUID, presets: Sequence[UtmPreset] | None = None
) -> tuple[TaggedLink, ...]:
    """For each channel of the campaign, a link as it would leave in its latest post, or in one like it.

    ``presets`` are tried on, in place of those that are stored.
    """
    campaign = ws.rows.get(Campaign, campaign_id)
    worn = campaign.utm if presets is None else presets
    own = [col(Post.campaign_id) == campaign_id]
    names = [row.channel for row in ws.rows.columns(col(Post.channel), where=own, group=[col(Post.channel)])]
    link = ws.profile.website or "https://example.com"
    found = []
    for name in sorted({*campaign.channels, *names}):
        newest = [col(Post.created_at).desc(), col(Post.id)]
        post = ws.rows.first(Post, *own, col(Post.channel) == name, order=newest) or _sample(ws, name)
        preset = preset_for(worn, name).model_copy(update={"channel": name})
        found.append(TaggedLink(preset, name, post.title, tagged(link, tags_by(worn, post, campaign.name))))
    return tuple(found)


@needs(Permission.PLAN)
def save_utm(ws: Workspace, campaign_id: UUID, presets: Sequence[UtmPreset]) -> Campaign:
    """Tag a campaign's links in another way from now on; what has gone out stays as it is.

    Raises:
        Invalid: a channel twice or unknown, an unknown slot, or a part that is too long; the part is named.
    """
    names = [preset.channel for preset in presets]
    if len(set(names)) != len(names):
        raise Invalid("Each channel can have one line.", field="channel")
    slots = tuple(filled(_sample(ws, ""), ""))
    for preset in presets:
        if preset.channel:
            channel(preset.channel)
        _refuse_unfit(preset, slots)
    with ws.writing() as rows:
        campaign = rows.get(Campaign, campaign_id)
        campaign.utm = tuple(presets)
        ws.audit("save_utm", campaign.name)
        rows.flush()
        return campaign


def _refuse_unfit(preset: UtmPreset, known: Sequence[str]) -> None:
    for name, label in PARTS.items():
        part = getattr(preset, name)
        if len(part) > MOST:
            raise Invalid(f"{label} is too long: {MOST} characters are the most here.", field=name)
        strange = [slot for slot in SLOT.findall(part) if slot not in known]
        if strange or part.count("{") != part.count("}"):
            slots = ", ".join(f"{{{slot}}}" for slot in known)
            raise Invalid(f"{label} can have these in braces: {slots}.", field=name)
    if any(getattr(preset, name).strip() for name in PARTS) and not preset.source.strip():
        raise Invalid("Say a source: without one, visits are counted as direct.", field="source")


def _sample(ws: Workspace, name: Channel) -> Post:
    key, now = ws.key.business_id, ws.now
    return Post(business_id=key, title="A post", channel=name, type=PostType.TEXT, created_at=now, updated_at=now)
