"""Two businesses with one row of every kind each, so that a leak has something to leak."""

from datetime import datetime, time
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import SQLModel

from core.backends import SYSTEM
from core.backends.engine import WRITE
from core.tables import Business, tenant_classes
from core.vocab import PostType

MARK = "canary-7f3a"


def fill(engine: Engine, now: datetime, mark: str = MARK) -> UUID:
    """One business with a row in every tenant table; text columns carry ``mark``. Its id."""
    business = uuid4()
    ids = {cls: uuid4() for cls in tenant_classes()}
    with engine.execution_options(**{SYSTEM: True, WRITE: True}).begin() as connection:
        for table in sa.MetaData.sorted_tables.fget(SQLModel.metadata):
            cls = next((c for c in tenant_classes() if c.__table__ is table), None)
            if cls is not None:
                connection.execute(sa.insert(table).values(_values(cls, ids, business, now, mark)))
    return business


def _values(cls: type[SQLModel], ids: dict, business: UUID, now: datetime, mark: str) -> dict:
    by_table = {c.__table__.name: ids[c] for c in ids}
    values: dict = {}
    for column in cls.__table__.columns:
        if column.name == ("id" if cls is Business else "business_id"):
            values[column.name] = business
        elif column.name == "id":
            values["id"] = ids[cls]
        elif column.foreign_keys and column.name != "business_id":
            target = next(iter(column.foreign_keys)).column.table.name
            values[column.name] = by_table.get(target)
        elif (not column.nullable and column.default is None) or column.name in {"title", "caption", "text", "name"}:
            values[column.name] = _example(cls, column, now, mark)
    if cls.__name__ == "Publication":
        values["message_id"] = None
        values["idempotency_key"] = str(uuid4())
    if cls.__name__ == "CountedLink":
        values["token"] = uuid4().hex[:24]
    return values


def _example(cls: type[SQLModel], column: sa.Column, now: datetime, mark: str):  # noqa: ANN202
    kind = column.type
    if isinstance(kind, sa.Enum):
        return next(iter(kind.enum_class))
    field = cls.model_fields[column.name]
    if hasattr(kind, "shape"):
        return _shape(kind.shape, now)
    if isinstance(kind, sa.JSON):
        return {"mark": mark}
    made = {str: mark[: getattr(kind, "length", None)], int: 1, float: 1.0, bool: False, datetime: now}
    if field.annotation in made:
        return made[field.annotation]
    return now.date() if "date" in str(field.annotation) else uuid4()


def _shape(shape, now: datetime):  # noqa: ANN202
    from core.tables import values
    from core.tables.rhythm import Recurrence

    if shape is values.Brief:
        return values.Brief(name=MARK, goal="g", starts_on=now.date(), ends_on=now.date(), cadence=())
    if shape is values.Proposal:
        return values.Proposal(themes=(), posts=(), kpis=())
    if shape is values.SlotText:
        words = dict.fromkeys(("title", "caption", "cta", "subject", "preheader"), MARK)
        return values.SlotText(type=PostType.TEXT, **words, hashtags=(), pictures=0, media=(), storyboard=(), ai=None)
    more = {
        values.Wording: {"title": MARK, "caption": MARK},
        values.BlockText: {"caption": MARK},
        Recurrence: {"unit": "week", "at": time(9), "zone": "UTC", "starts_on": now.date()},
    }
    return shape(**more.get(shape, {}))
