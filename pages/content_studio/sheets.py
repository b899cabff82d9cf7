"""From a proof to the preview of its channel."""

from core import content
from core.content import Proof
from core.errors import NotFound
from core.strategy import ProfileView
from core.workspace import Workspace
from ui.previews import Sheet


def sheet(ws: Workspace, proof: Proof, seen: ProfileView) -> Sheet:
    """Everything the preview is drawn from; a picture that is gone is shown as missing."""
    first = next((item for item in proof.post.media if item.content_type.startswith("image/")), None)
    return Sheet(
        name=seen.business.name,
        draft=proof.draft,
        sender=proof.sender,
        outgoing=proof.outgoing,
        sender_email=seen.profile.sender_email,
        picture=_bytes(ws, first.key) if first else None,
        alt=first.alt_text if first else "",
    )


def _bytes(ws: Workspace, key: str) -> bytes | None:
    try:
        return content.media_bytes(ws, key)
    except NotFound:
        return None
