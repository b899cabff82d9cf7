"""From a proof to the preview of its channel."""

from core import audience, content
from core.channels.rules import channel as rules
from core.content import Proof
from core.errors import NotFound
from core.strategy import ProfileView
from core.vocab import Origin
from core.workspace import Workspace
from ui.previews import Picture, Sheet


def sheet(ws: Workspace, proof: Proof, seen: ProfileView) -> Sheet:
    """Everything the preview is drawn from; a picture that is gone is shown as missing."""
    profile = seen.profile
    people, whose = _people(ws, proof, seen)
    images = [item for item in proof.post.media if item.content_type.startswith("image/")]
    found = [(_bytes(ws, item.key), item.alt_text) for item in images]
    return Sheet(
        name=seen.business.name,
        draft=proof.draft,
        sender=proof.sender,
        outgoing=proof.outgoing,
        id=str(proof.post.id),
        pictures=tuple(Picture(data, alt) for data, alt in found if data is not None),
        logo=_bytes(ws, profile.assets.logo) if profile.assets.logo else None,
        colour=next(iter(profile.assets.colors), "#0f766e"),
        sender_email=profile.sender_email,
        people=people,
        whose=whose,
        price=proof.price,
    )


def _people(ws: Workspace, proof: Proof, seen: ProfileView) -> tuple[int, str]:
    """How many the post goes to: those who may be written to where it really goes out, else the profile's number."""
    channel = proof.draft.channel
    if rules(channel).personal and ws.channel(channel).origin is Origin.LIVE:
        return audience.headcount(ws, channel, proof.post.segment).people, " who agreed"
    return next((one.size for one in seen.profile.audience if one.channel == channel), 0), " in your profile"


def _bytes(ws: Workspace, key: str) -> bytes | None:
    try:
        return content.media_bytes(ws, key)
    except NotFound:
        return None
