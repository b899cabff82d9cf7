"""New groups of people to speak to, beside those that are named already."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.ai.credit import written_by
from core.keys import needs
from core.strategy.prompts import SEGMENTS
from core.strategy.shapes import Segment as Suggested
from core.strategy.shapes import SegmentsFacts
from core.tables.values import AiMetadata, Segment
from core.vocab import Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class SegmentIdeas:
    """Segments that are not named yet, each with its reason, and who thought of them."""

    segments: tuple[Segment, ...]
    ai: AiMetadata


@needs(Permission.PLAN)
def find_segments(ws: Workspace, named: Sequence[Segment] | None = None) -> SegmentIdeas:
    """Ask for segments beside those named; a named one is never given back, so none is ever overwritten.

    Args:
        ws: the business.
        named: those in the editor, kept or not; the profile's where nothing is said.

    Raises:
        ModelFailed: no valid suggestion, even when asked again.
        QuotaSpent: this month's allowance is used up.
    """
    profile = ws.profile
    have = profile.segments if named is None else tuple(named)
    facts = SegmentsFacts(
        business=ws.business.name,
        industry=ws.business.industry,
        offers=tuple(offer.name for offer in profile.offers),
        audience=tuple(segment.name for segment in have),
        goal=next(iter(profile.goals), ""),
    )
    answer = ws.ai.answer(SEGMENTS, facts)
    known, found = {_flat(one.name) for one in have}, list[Segment]()
    for one in answer.reply.segments:
        if _flat(one.name) not in known:
            known.add(_flat(one.name))
            found.append(_segment(one))
    return SegmentIdeas(tuple(found), written_by(answer))


def _flat(name: str) -> str:
    return " ".join(name.casefold().split())


def _segment(one: Suggested) -> Segment:
    ages = f"{one.age_from}-{one.age_to}" if one.age_to else ""
    return Segment(name=one.name.strip(), age_range=ages, interests=one.interests, why=one.reason)
