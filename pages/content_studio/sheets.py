"""From a proof to the preview of its channel."""

from core import content
from core.channels.sms_price import OWN, price_of
from core.content import Proof
from core.errors import NotFound
from core.strategy import ProfileView
from core.workspace import Workspace
from ui.previews import Picture, Sheet


def sheet(ws: Workspace, proof: Proof, seen: ProfileView) -> Sheet:
    """Everything the preview is drawn from; a picture that is gone is shown as missing."""
    profile, channel = seen.profile, proof.draft.channel
    images = [item for item in proof.post.media if item.content_type.startswith("image/")]
    found = [(_bytes(ws, item.key), item.alt_text) for item in images]
    own = next((fact.value for fact in profile.facts if fact.key.strip().lower().replace(" ", "_") == OWN), "")
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
        people=next((one.size for one in profile.audience if one.channel == channel), 0),
        price=price_of(seen.business.country, own) if channel == "sms" else None,
    )


def _bytes(ws: Workspace, key: str) -> bytes | None:
    try:
        return content.media_bytes(ws, key)
    except NotFound:
        return None
