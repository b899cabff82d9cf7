"""What every shape has in common."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from core.tables.values import Cadence

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
Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=400)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31), examples=["2026-12-01"])]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 12, 31, tzinfo=UTC)),
]
Platform = Annotated[str, Field(max_length=40, description="instagram, linkedin, email, sms …", examples=["linkedin"])]


class Given(BaseModel):
    """A body as it was sent."""

    model_config = ConfigDict(allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, told: Any) -> Any:
        return plain(told)


class Page(BaseModel, Generic[T]):
    """Some rows of a list, and where the next ones begin."""

    items: list[T]
    next_cursor: str | None = Field(default=None, description="Send it as cursor for the next page; null at the end.")


class CadenceShape(Given):
    """Posts a week on one platform."""

    platform: Platform
    per_week: float = Field(gt=0, le=100, examples=[2])

    def value(self) -> Cadence:
        return Cadence(channel=self.platform, per_week=self.per_week)
