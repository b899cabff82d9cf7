"""Replies that are lists of replies: each item stands on its own, and a bad one spoils none of the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Parts:
    """How a reply is taken apart.

    Attributes:
        name: the reply's field that holds the items, a tuple of one model.
        facts: what one item may rest on, out of all facts; None where nobody asked for it.
        alone: whether whoever asked goes on to ask for each item by itself, so that no understudy need answer for all.
    """

    name: str
    facts: Callable[[Any, Any], BaseModel | None] = lambda facts, _item: facts
    alone: bool = False

    def read(self, reply: type[R], text: str, cut: str = "") -> R:
        """The reply with those of its items that fit; of a text that was cut off, those that came whole.

        The last item of a ``cut`` text is left out even where it seems to fit: a list in it may have lost its end.

        Raises:
            ValidationError: it is no such list, or none of its items fits.
        """
        told, whole = _told(text, cut)
        if not isinstance(told, dict) or not isinstance(told.get(self.name), list):
            return reply.model_validate_json(text)
        items: list[object] = told[self.name] if whole else told[self.name][:-1]
        (item,) = (one for one in get_args(reply.model_fields[self.name].annotation) if one is not Ellipsis)
        fit = [one for one in items if _fits(item, one)]
        return reply.model_validate({**told, self.name: fit or items})

    def items(self, reply: BaseModel) -> Sequence[Any]:
        """The items of a reply, in its order."""
        found: Sequence[Any] = getattr(reply, self.name)
        return found

    def only(self, reply: R, kept: Sequence[Any]) -> R:
        """The reply with these of its items alone."""
        return reply.model_copy(update={self.name: tuple(kept)})


def _told(text: str, cut: str) -> tuple[object, bool]:
    """What a text holds, and whether that is all of it; nothing where it cannot be read."""
    try:
        return from_json(text), True
    except ValueError:
        start = cut.find("{")
    try:
        return (from_json(cut[start:], allow_partial=True) if start >= 0 else None), False
    except ValueError:
        return None, False


def _fits(item: type[BaseModel], told: object) -> bool:
    try:
        item.model_validate(told)
    except ValidationError:
        return False
    return True
