"""What kind of message a text is, by word lists: what worries in it, how it feels, how soon it wants an answer.

Word lists are honest but blunt: they miss irony and most other languages, so they only ever add caution. Spam and
trouble are judged by small fitted models as well.
"""

import re

from core.messaging.leanings import leans
from core.messaging.words import plain

SPAM, SURELY_SPAM = 0.5, 0.9
"""Chances from which a text with a sign of junk is spam; the second without one, or where a person is asked for."""
_SIGNS = re.compile(r"\d{5}|[£$€]\s?\d|\d\s?[£$€]")


def _phrases(listed: str) -> re.Pattern[str]:
    """A pattern for any of the phrases, separated by semicolons, as whole words of :func:`plain` text."""
    return re.compile(r"\b(" + "|".join(p.strip() for p in listed.split(";")) + r")\b")


CONCERNS = {
    "asks for a person": _phrases(r"""
        (speak|talk|chat) (to|with) (a |an |the |your )?(real )?(human|person|someone|somebody|owner|agent|staff);
        real (person|human); call me( back)?; not a (bot|robot); human please; manager"""),
    "legal words": _phrases(r"""
        lawyer; solicitor; attorney; lawsuit; sue; suing; legal(ly)?; court; gdpr; data protection;
        trading standards; police; fraud; anwalt; abogado; advogado"""),
    "medical words": _phrases(r"""
        injur(y|ies|ed); hurt; pregnan(t|cy); doctor; hospital; allerg(y|ic|ies|en|ens); anaphyla\w*; epipen;
        coeliac; celiac; surgery; heart condition; ambulance; food poisoning; (sick|ill) after; threw up;
        diabet\w+; medication; bleeding"""),
    "money back": _phrases(r"""
        refund(s|ed)?; money back; chargeback; charged (me )?(twice|again|wrong\w*); double charged; overcharged;
        reimburse\w*; compensation; ruckerstattung; reembolso; remboursement"""),
    "a complaint": _phrases(r"""
        complain(t|ts|ing)?; disappoint(ed|ing|ment); unacceptable; never (again|arrived|came|showed); unhappy;
        not (at all )?happy; let (me )?down; still (waiting|nothing|not|havent|hasnt|no (reply|answer|response));
        (poor|bad|rude|slow) (service|staff|experience); rude; mouldy; moldy; stale; broken; damaged;
        wrong (order|item|cake|size); missing from; doesnt work; not working; is down; keeps (crashing|failing)"""),
    "anger": _phrases(r"""
        worst; terrible; awful; horrible; disgust\w+; ridiculous; furious; angry; pissed; scam(mers?)?; rip ?off;
        joke of; useless; pathetic; wtf; ffs; bullshit; shit\w*; fuck\w*; hate (you|this|your); shame on; fed up;
        sick of"""),
    "tries to instruct the assistant": _phrases(r"""
        (ignore|disregard|forget|override) (\w+ ){0,4}(instructions?|rules?|prompts?|guidelines); system prompt;
        you are now; pretend (to be|you are); act as (a|an|if); developer mode; jailbreak; reveal your"""),
}
"""Why a person should answer -> the phrases that say so."""

_JUNK = tuple(
    _phrases(listed)
    for listed in (
        "you (have )?won; winner; claim your; congratulations; prize; lottery; free gift",
        "crypto; bitcoin; forex; casino; betting; investment opportunity; passive income; loan approved",
        "(buy|get|grow|gain|more|real) (\\w+ )?(followers|backlinks|likes); seo; first page of google",
        "https?; www; bit ly; t me; whats ?app",
        "act now; limited time; click (here|the link|below); dm (me|us) now; 100 guaranteed; risk free",
        "(txt|text|send) (\\w+ ){1,3}to \\d{4,6}; (call|ring) (now )?(on )?09\\d+; \\d+p (per )?(msg|min|text)",
        "cash; guaranteed; award(ed)?; entry; to claim; free (entry|msg|message|phone|text)",
        "brand ambassador; promote (it|this|your (page|profile|post)) on",
        "subscribe to (my|me|our); (check|visit) (out )?my (\\w+ )?(channel|page|profile|video|site)",
    )
)
_BUYING = _phrases(r"""
    sign (me )?up; join; book (a|an|me|us); buy; order (a|some|for); enrol+; register; demo; free trial; quote;
    how do i (start|become); interested in; want to (start|try|come|purchase)""")
_GLAD = _phrases("""
    thank(s| you)?; great; love(ly|d)?; amazing; perfect; wonderful; best; happy; brilliant; excellent;
    well (put|done|said)""")
_SAD = _phrases(
    "sad; bad; poor; wrong; late; cold; slow; problem; issue; confus\\w+; expensive; annoy\\w+; sorry to say"
)
_NEGATED = _phrases(
    "(not|never|no|isnt|wasnt|dont|didnt|hardly) (\\w+ )?(great|lovely|amazing|perfect|best|happy|good)"
)
_SOON = _phrases(
    "urgent(ly)?; asap; right now; immediately; emergency; today; tonight; this (morning|afternoon|evening)"
)


def concern(text: str) -> str | None:
    """Why a person has to answer this text; ``None`` when nothing in it asks for one.

    >>> concern("I want my money back")
    'money back'
    """
    words = plain(text)
    for reason, phrases in CONCERNS.items():
        if phrases.search(words):
            return reason
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) >= 20 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    return "anger" if shouted else None


def is_spam(text: str, *, surely: bool = False) -> bool:
    """Whether a text is junk: to a fitted model and by a sign of it, or by several kinds of junk at once.

    One kind of junk alone never makes spam, nor does the model unless it is nearly sure: people write about prizes.

    >>> is_spam("You won a free prize! Claim it at https://example.com"), is_spam("Is https://example.com your shop?")
    (True, False)
    """
    chance, words = leans(text, "spam"), plain(text)
    kinds = sum(bool(kind.search(words)) for kind in _JUNK)
    if kinds == 0 and not _SIGNS.search(text):
        return chance >= SURELY_SPAM and not surely
    if surely or kinds < 2:
        return chance >= (SURELY_SPAM if surely else SPAM)
    return kinds > 2 or chance >= SPAM / 10


def complaint(text: str) -> float:
    """How much a text sounds like a complaint, 0-1: a fitted model, raised by words of complaint, anger and money back.

    >>> complaint("It never came and nobody answers. Awful.") > complaint("Lovely, thank you") < 0.2
    True
    """
    heavy = concern(text) in {"a complaint", "anger", "money back", "legal words"}
    calm = 1 - leans(text, "trouble")
    return 1 - calm * (0.4 if heavy else 0.8 if sentiment(text) < 0 else 1.0)


def wants_to_buy(text: str) -> bool:
    """Whether the text speaks of buying, booking or signing up."""
    return bool(_BUYING.search(plain(text)))


def sentiment(text: str) -> float:
    """From -1 (angry) to 1 (delighted): the balance of pleased and displeased phrases, 0 where there are none.

    >>> sentiment("Thanks, the cake was wonderful"), sentiment("Not happy. The cake was late.")
    (1.0, -1.0)
    """
    words = plain(text)
    heavy = sum(2 * len(CONCERNS[k].findall(words)) for k in ("a complaint", "anger"))
    sad = heavy + len(_SAD.findall(words)) + 2 * len(_NEGATED.findall(words))
    glad = max(len(_GLAD.findall(words)) - len(_NEGATED.findall(words)), 0)
    return (glad - sad) / (glad + sad) if glad + sad else 0.0


def urgency(text: str) -> int:
    """How soon an answer is wanted, 0-100: 20 for any message, more for haste, harm, money and anger.

    >>> urgency("Do you have parking?"), urgency("My son is allergic, I need an answer today!")
    (20, 80)
    """
    worry = {"medical words": 30, "legal words": 30, "anger": 30, "money back": 20, "a complaint": 20}
    score = 20 + 30 * bool(_SOON.search(plain(text))) + worry.get(concern(text) or "", 0)
    return min(score + 20 * ("!!" in text), 100)
