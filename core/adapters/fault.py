"""How a call to an AI endpoint goes wrong: the word for the ledger, the words for a person, and what may help."""

import email.utils
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

PASSING = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
"""Statuses that another try may get past (408, 409, 429 and 5xx in the SDK; 529 is "overloaded" at some vendors)."""
_OUT_OF_MONEY = re.compile(r"insufficient_quota|billing_hard_limit|exceeded your current quota", re.IGNORECASE)


class Fault(Exception):  # noqa: N818 - it is what the wire reports, translated once by the model
    """One call that gave nothing.

    Args:
        outcome: one or two words for the ledger.
        words: what happened and what to do, for a person.
        again: whether another try may help.
        after: seconds the endpoint asked to wait before that.
        down: whether it says something about the endpoint, not about this question.
        begun: whether the endpoint may have worked on it, and so may charge for it.
        says: the endpoint's own words, where the ladder looks for the name of a feature.
    """

    def __init__(
        self,
        outcome: str,
        words: str,
        *,
        again: bool = False,
        after: float | None = None,
        down: bool = True,
        begun: bool = False,
        says: str = "",
    ) -> None:
        super().__init__(outcome)
        self.outcome, self.words, self.says = outcome, words, says
        self.again, self.after, self.down, self.begun = again, after, down, begun


LATE = Fault("timeout", "The AI endpoint took too long to answer.", begun=True)


def status_fault(status: int, text: str, headers: Mapping[str, str], now: datetime) -> Fault:
    """What a refusal with this HTTP status means."""
    if status == 429 and _OUT_OF_MONEY.search(text):
        return Fault("no credit", "The account at the AI endpoint has no credit left. Top it up there.", says=text)
    return Fault(
        f"http {status}",
        _plain(status),
        again=status in PASSING,
        after=asked_to_wait(headers, now),
        down=status in PASSING or status in {401, 403, 404},
        says=_said(text),
    )


def asked_to_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that ``Retry-After`` (RFC 9110, section 10.2.3: seconds or a date) or ``retry-after-ms`` asks for.

    >>> asked_to_wait({"retry-after": "2"}, datetime(2026, 3, 2, tzinfo=UTC))
    2.0
    >>> asked_to_wait({"retry-after": "Mon, 02 Mar 2026 00:00:30 GMT"}, datetime(2026, 3, 2, tzinfo=UTC))
    30.0
    """
    thousandths, told = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    if re.fullmatch(r"\d+(\.\d+)?", thousandths):
        return float(thousandths) / 1000
    if re.fullmatch(r"\d+(\.\d+)?", told):
        return float(told)
    try:
        moment = email.utils.parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _said(text: str) -> str:
    """The message in an error body, or the body as it is."""
    try:
        return json.dumps(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return text[:2000]


def _plain(status: int) -> str:
    if status in {401, 403}:
        return "The AI endpoint refused the key. Check it in Settings."
    if status == 404:
        return "The AI endpoint does not know this model or address. Check both in Settings."
    if status == 429:
        return "The AI endpoint is busy: too many requests at once."
    if status in {400, 413, 422}:
        return f"The AI endpoint did not accept the request (status {status})."
    return f"The AI endpoint failed (status {status})."
