"""Questions that customers asked and that no FAQ answers yet, the most asked first."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.messaging.faq import IN_SCOPE
from core.messaging.known import Known, known_faqs
from core.messaging.tone import concern
from core.messaging.words import plain
from core.tables import Message
from core.vocab import Author, Permission
from core.workspace import Workspace

ALIKE = 0.5
"""Jaccard overlap of the telling words from which two questions count as one."""
MOST_READ = 500
"""Messages looked at, the latest first."""
_QUESTION = re.compile(r"^(are|can|could|do|does|how|is|what|whats|when|where|which|who|why|will|would)\b")
_COMMON = frozenset(
    """a about am an and any are at be can could do does for from get good have hello hey hi how i if in is it me my
    of on or our please so thank thanks that the there this to us was we what whats when where which who will with
    would you your morning""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class FaqGap:
    """One question: in the words of who asked it first, with the others, and the FAQ it may belong to."""

    question: str
    asked: int
    phrasings: tuple[str, ...]
    conversations: tuple[UUID, ...]
    closest_faq: UUID | None


@needs(Permission.READ)
def faq_gaps(ws: Workspace, days: int = 90) -> list[FaqGap]:
    """Questions of the last ``days`` that no FAQ answers; complaints and worries are never among them.

    Where ``closest_faq`` is set, the question is better added to that FAQ as a phrasing than made a new one.
    """
    found = ws.rows.columns(
        Message.conversation_id,
        Message.text,
        where=[
            col(Message.author) == Author.CUSTOMER,
            col(Message.verdict).in_(["suggest", "escalate"]),
            col(Message.at) > ws.now - timedelta(days=days),
        ],
        order=[col(Message.at).desc(), col(Message.id)],
        limit=MOST_READ,
    )
    known = known_faqs(ws)
    asked = [(where, text.strip()) for where, text in reversed(found) if _is_gap(text, known)]
    gaps = [_gap(group, known) for group in _grouped(asked)]
    return sorted(gaps, key=lambda gap: (-gap.asked, gap.question))


def _is_gap(text: str, known: Known) -> bool:
    asks = "?" in text or _QUESTION.match(plain(text))
    return bool(asks and _telling(text) and concern(text) is None and known.matcher.auto(text) is None)


def _grouped(asked: list[tuple[UUID, str]]) -> list[list[tuple[UUID, str]]]:
    """Each question joins the first group whose opener it resembles; otherwise it opens one."""
    groups: list[list[tuple[UUID, str]]] = []
    for where, text in asked:
        mine = _telling(text)
        like = next((group for group in groups if _overlap(mine, _telling(group[0][1])) >= ALIKE), None)
        if like is None:
            groups.append([(where, text)])
        else:
            like.append((where, text))
    return groups


def _gap(group: list[tuple[UUID, str]], known: Known) -> FaqGap:
    phrasings = tuple({plain(text): text for _, text in group}.values())
    closest, confidence = known.closest(group[0][1])
    return FaqGap(
        question=group[0][1],
        asked=len({where for where, _ in group}),
        phrasings=phrasings,
        conversations=tuple(dict.fromkeys(where for where, _ in group)),
        closest_faq=closest.id if closest is not None and confidence >= IN_SCOPE else None,
    )


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"(?<=\w{3})(ing|e?s|e)$", "", word) for word in plain(text).split() if word not in _COMMON)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)
