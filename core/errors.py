"""Refusals: what the core says when it will not do a thing. Each edge translates them once; bugs are not refusals."""

from datetime import timedelta


class Refusal(Exception):  # noqa: N818 - the house calls them refusals
    """A request that was understood and declined.

    Args:
        message: what happened and what to do, in words for a person.
        field: the input that has to change, if it is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(Refusal):
    """The input breaks a rule; ``field`` names it."""


class NotFound(Refusal):
    """No such thing in this business (or in another: the answer is the same)."""


class Forbidden(Refusal):
    """The role does not hold the permission that the verb needs."""


class Conflict(Refusal):
    """The thing has moved on since it was read."""


class QuotaSpent(Refusal):
    """This month's AI allowance is used up."""


class ModelFailed(Refusal):
    """The model could not give a valid answer, even when asked again."""


class NotSignedIn(Refusal):
    """Nobody is signed in, or not as who they say they are."""


class TooOften(Refusal):
    """The same was tried too often in a short time; ``wait`` says for how long to leave it."""

    def __init__(self, message: str, *, wait: timedelta, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.wait = wait


class NotReady(Refusal):
    """This server lacks something that only whoever runs it can give."""
