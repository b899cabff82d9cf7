from typing import Any

import pytest
from pydantic import BaseModel, Field

from core.ai.schema import faults, schema_hash, strict_schema
from tests.core.ai.production import prompts


@pytest.mark.parametrize("prompt", prompts(), ids=lambda prompt: prompt.id)
def test_every_production_schema_is_enforceable_everywhere(prompt) -> None:
    assert faults(prompt.reply) == []
    assert prompt.wording.version >= 1


class Free(BaseModel):
    anything: Any
    table: dict[str, int]
    share: float
    pair: tuple[int, str]
    mode: str = "fast"


class Deep(BaseModel):
    child: "Deep2"


class Deep2(BaseModel):
    child: "Deep3"


class Deep3(BaseModel):
    child: "Deep4"


class Deep4(BaseModel):
    child: "Deep5"


class Deep5(BaseModel):
    leaf: str | None = None


def test_each_loose_end_is_named() -> None:
    found = "\n".join(faults(Free))
    for words in ("name a type", "free dictionary", "integer of 0-100", "prefixItems", "default other than null"):
        assert words in found
    assert any("deeper" in fault for fault in faults(Deep))


class Titled(BaseModel):
    title: str
    default: int = Field(ge=0)
    note: str | None = None


def test_strict_keeps_fields_that_are_called_like_keywords_and_requires_all() -> None:
    schema = strict_schema(Titled)
    assert schema["required"] == ["title", "default", "note"]
    assert schema["additionalProperties"] is False
    assert faults(Titled) == []
    assert schema_hash(Titled) != schema_hash(Deep5)
