"""What was written for a plan and not accepted yet: kept with the plan, so that nobody is asked twice for it."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from sqlmodel import col

from core.channels.draft import Draft
from core.content import DraftRequest, WrittenPost
from core.content.brief import facts_of
from core.content.recast import words_written
from core.keys import needs
from core.tables import PlanDraft
from core.tables.values import SlotText
from core.vocab import Permission
from core.workspace import Workspace


def keys_of(ws: Workspace, requests: Sequence[DraftRequest]) -> tuple[str, ...]:
    """A name for each text by everything that its writer is told: whoever edits the slot or the profile wants another.

    Slots that are told the same are numbered.
    """
    business, profile = ws.business, ws.profile
    seen: Counter[str] = Counter()
    keys = []
    for request in requests:
        told = facts_of(business, profile, request, recent=(), ordinal=0).model_dump_json()
        name = sha256(told.encode()).hexdigest()
        seen[name] += 1
        keys.append(f"{name} {seen[name]}")
    return tuple(keys)


def kept(ws: Workspace, plan_id: UUID, requests: Sequence[DraftRequest], keys: Sequence[str]) -> dict[int, WrittenPost]:
    """The texts that were written before, by the place of their slot."""
    with ws.aside() as own:  # its own snapshot may be older than what was kept aside
        found = {one.slot: one.text for one in own.rows.find(PlanDraft, col(PlanDraft.plan_id) == plan_id)}
    return {place: _written(requests[place], found[key]) for place, key in enumerate(keys) if key in found}


def keep(ws: Workspace, plan_id: UUID, key: str, one: WrittenPost) -> None:
    """Keep a text in a transaction of its own: it is paid for, whatever becomes of the rest."""
    text = words_written(one)
    with ws.aside() as own, own.writing() as rows:
        if not rows.count(PlanDraft, col(PlanDraft.plan_id) == plan_id, col(PlanDraft.slot) == key):
            rows.add(
                PlanDraft(business_id=own.key.business_id, plan_id=plan_id, slot=key, text=text, created_at=own.now)
            )


@needs(Permission.READ)
def written_so_far(ws: Workspace, plan_id: UUID) -> int:
    """How many texts are kept with a plan that nobody accepted yet."""
    with ws.aside() as own:
        return own.rows.count(PlanDraft, col(PlanDraft.plan_id) == plan_id)


def _written(request: DraftRequest, text: SlotText) -> WrittenPost:
    assert text.ai is not None
    draft = Draft(
        channel=request.channel,
        type=text.type,
        title=text.title,
        caption=text.caption,
        hashtags=text.hashtags,
        cta=text.cta,
        subject=text.subject,
        preheader=text.preheader,
        media=text.pictures,
        video_seconds=sum(scene.seconds for scene in text.storyboard) or None,
    )
    return WrittenPost(request, draft, text.storyboard, text.media, text.ai)
