"""What every shape has in common."""

import re
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST = 200
"""Rows of one page."""


def plain(told: Any) -> Any:
    """Refuse control characters wherever they hide: PostgreSQL keeps no NUL, and nobody reads the others."""
    if isinstance(told, str) and CONTROL.search(told):
        raise PydanticCustomError("no_control", "control characters")
    for value in told.values() if isinstance(told, dict) else told if isinstance(told, list | tuple) else ():
        plain(value)
    return told


Words = Annotated[str, AfterValidator(plain)]


class Given(BaseModel):
    """A body as it was sent."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, told: Any) -> Any:
        return plain(told)


class Page(BaseModel, Generic[T]):
    """Some rows of a list, and where the next ones begin."""

    items: list[T]
    next_cursor: str | None = Field(default=None, description="Send it as cursor for the next page; null at the end.")
