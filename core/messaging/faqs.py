"""Keeping the answers that may go out by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.messaging.answers import fill
from core.messaging.due import IGNORED
from core.messaging.faq import FEWEST_FAQS, FEWEST_PHRASINGS
from core.messaging.known import facts_by_name
from core.messaging.season import Season
from core.messaging.words import plain
from core.tables import Faq, Message
from core.vocab import Author, Permission
from core.workspace import Workspace

MOST_PHRASINGS = 60
LONGEST = 300
"""Characters of a question or a phrasing."""
LONGEST_ANSWER = 2000


@dataclass(frozen=True)
class FaqRow:
    """One FAQ as the screen shows it: how often it answered, and why it cannot answer alone yet, if so."""

    id: UUID
    question: str
    phrasings: tuple[str, ...]
    answer: str
    is_on: bool
    answered: int
    only_suggests: str
    season: Season


@dataclass(frozen=True)
class Coverage:
    """How far the FAQs went: of ``asked`` messages to be answered, ``answered`` got an FAQ's answer by itself."""

    days: int
    asked: int
    answered: int


@needs(Permission.READ)
def faq_coverage(ws: Workspace, days: int = 30) -> Coverage:
    """What the FAQs did with the messages of the last ``days``; spam and unsubscribing ask for no answer.

    Raises:
        Invalid: ``days`` is below 1.
    """
    if days < 1:
        raise Invalid("Choose a period of at least one day.", field="days")
    found = ws.rows.columns(
        Message.verdict,
        func.count(),
        where=[
            col(Message.author) == Author.CUSTOMER,
            col(Message.verdict).not_in([*IGNORED, ""]),
            col(Message.at) > ws.now - timedelta(days=days),
        ],
        group=[col(Message.verdict)],
    )
    counts: dict[str, int] = dict(found)
    return Coverage(days, sum(counts.values()), counts.get("auto_reply", 0))


@needs(Permission.READ)
def list_faqs(ws: Workspace) -> list[FaqRow]:
    """Every FAQ, in alphabetical order."""
    sent = ws.rows.columns(
        Message.faq_id,
        func.count(),
        where=[col(Message.author) == Author.FAQ, col(Message.sent_at).is_not(None)],
        group=[col(Message.faq_id)],
    )
    times: dict[UUID | None, int] = dict(sent)
    faqs = ws.rows.find(Faq, order=[col(Faq.question), col(Faq.id)])
    today = ws.now.astimezone(ws.zone).date()
    on = sum(faq.is_on and _season(faq).holds(today) for faq in faqs)
    return [
        FaqRow(
            f.id,
            f.question,
            f.phrasings,
            f.answer,
            f.is_on,
            times.get(f.id, 0),
            _only_suggests(f, on, today),
            _season(f),
        )
        for f in faqs
    ]


def _season(faq: Faq) -> Season:
    return Season(faq.season_from, faq.season_to, faq.season_yearly)


def _only_suggests(faq: Faq, on: int, today: date) -> str:
    if not faq.is_on:
        return "It is switched off."
    if not _season(faq).holds(today):
        return f"Out of season: it counts {_season(faq).words()}."
    missing = FEWEST_PHRASINGS - 1 - len(faq.phrasings)
    if missing > 0:
        return f"Add {missing} more phrasing{'s' if missing > 1 else ''}, and it may answer by itself."
    if on < FEWEST_FAQS:
        return f"With fewer than {FEWEST_FAQS} FAQs, only a question in the very same words is answered alone."
    return ""


@needs(Permission.REPLY)
def save_faq(
    ws: Workspace,
    question: str,
    answer: str,
    phrasings: Sequence[str] = (),
    *,
    faq_id: UUID | None = None,
    season: Season | None = None,
    token: str | None = None,
) -> Faq:
    """Write a new FAQ, or change one. Its answer is sent as it stands, with ``{facts}`` filled in.

    Without ``season`` it stays what it was; outside of it the FAQ neither answers nor suggests.

    Raises:
        Invalid: an empty or too long part, an answer that needs a fact nobody has set, or a season that cannot be;
            ``field`` says which.
        NotFound: there is no such FAQ here.
    """
    asked, told = question.strip(), answer.strip()
    if not 0 < len(asked) <= LONGEST or not plain(asked):
        raise Invalid(f"Write the question in 1 to {LONGEST} characters.", field="question")
    if not 0 < len(told) <= LONGEST_ANSWER:
        raise Invalid(f"Write the answer in 1 to {LONGEST_ANSWER} characters.", field="answer")
    said, lasts = _tidy(phrasings, asked), None if season is None else season.checked()
    with ws.writing() as rows:
        if done := rows.made(Faq, "save_faq", token):
            return done
        fill(told, facts_by_name(ws.profile, ws.now.astimezone(ws.zone).date()))
        if faq_id is None:
            made = Faq(business_id=ws.key.business_id, question=asked, answer=told, created_at=ws.now)
            faq = rows.add(made)
        else:
            faq = rows.get(Faq, faq_id)
        faq.question, faq.answer, faq.phrasings = asked, told, said
        if lasts is not None:
            faq.season_from, faq.season_to, faq.season_yearly = lasts.first, lasts.last, lasts.is_yearly
        ws.made("save_faq", token, faq)
        ws.audit("save_faq", asked)
        return faq


def _tidy(phrasings: Sequence[str], question: str) -> tuple[str, ...]:
    """Each phrasing once, without those that say the question over again."""
    kept: dict[str, str] = {}
    for phrasing in phrasings:
        words, said = plain(phrasing), phrasing.strip()
        if words and words != plain(question):
            kept.setdefault(words, said)
    if any(len(said) > LONGEST for said in kept.values()):
        raise Invalid(f"Keep each phrasing under {LONGEST} characters.", field="phrasings")
    if len(kept) > MOST_PHRASINGS:
        raise Invalid(f"{MOST_PHRASINGS} phrasings are enough; remove some.", field="phrasings")
    return tuple(kept.values())


@needs(Permission.REPLY)
def turn_faq(ws: Workspace, faq_id: UUID, on: bool) -> Faq:
    """Switch an FAQ on or off; one that is off neither answers nor suggests.

    Raises:
        NotFound: there is no such FAQ here.
    """
    with ws.writing() as rows:
        faq = rows.get(Faq, faq_id)
        faq.is_on = on
        ws.audit("turn_faq", faq.question, "on" if on else "off")
        return faq


@needs(Permission.REPLY)
def delete_faq(ws: Workspace, faq_id: UUID) -> None:
    """Delete an FAQ; what it answered stays in the threads.

    Raises:
        NotFound: there is no such FAQ here.
    """
    with ws.writing() as rows:
        faq = rows.get(Faq, faq_id)
        ws.audit("delete_faq", faq.question)
        rows.remove(Faq, col(Faq.id) == faq_id)
