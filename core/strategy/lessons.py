"""What the next plan starts from: what the numbers hold, and what people asked that nothing answers yet."""

from collections.abc import Mapping
from uuid import UUID

from core import analytics, messaging
from core.analytics.lessons import LOOKED_BACK
from core.keys import needs
from core.messaging import FaqGap
from core.tables import Faq
from core.tables.values import Lesson
from core.vocab import Permission
from core.workspace import Workspace

ENOUGH_ASKED = 3
"""People who must have asked before it is a lesson."""
MOST_ASKED = 2
SHORT = 160
"""Characters of a question that its evidence quotes."""


@needs(Permission.READ)
def read_lessons(ws: Workspace) -> tuple[Lesson, ...]:
    """What the numbers say, then the questions of the last 90 days that most people asked in vain.

    A lesson's text goes into the instructions of the planner, so it never holds what a customer wrote: their words
    stand in the evidence, which a person reads.
    """
    asked = [gap for gap in messaging.faq_gaps(ws, LOOKED_BACK.days) if gap.asked >= ENOUGH_ASKED][:MOST_ASKED]
    named = {faq.id: faq.question for faq in ws.rows.find(Faq)} if asked else {}
    return (*analytics.read_lessons(ws), *(_asked(gap, named) for gap in asked))


def _asked(gap: FaqGap, named: Mapping[UUID, str]) -> Lesson:
    faq = named.get(gap.closest_faq) if gap.closest_faq else None
    what = f"about “{faq}”, beyond what that FAQ answers" if faq else "a question that no FAQ answers yet"
    words = " ".join(gap.question.split())
    quoted = words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
    return Lesson(
        text=f"{gap.asked} people asked {what}: a post could say it.",
        evidence=f"“{quoted}”, counted over {LOOKED_BACK.days} days of messages.",
    )
