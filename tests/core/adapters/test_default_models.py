"""The models we choose for those who choose none must not be about to end."""

import inspect
import re
from typing import get_args

import pytest
from openai.types.shared import chat_model

from core.settings import Settings

_ENDING = inspect.getsource(chat_model).partition('"""Deprecated values:')[2]
ENDING = set(re.findall(r'"([\w.-]+)"', _ENDING))
KNOWN = set(get_args(chat_model.ChatModel))


def test_the_list_is_still_where_it_was() -> None:
    assert "gpt-4o-mini" in ENDING
    assert len(ENDING) > 20


@pytest.mark.parametrize("name", ["ai_model", "ai_quick_model"])
def test_a_default_is_known_to_the_vendor_s_own_client_and_not_about_to_end(name: str) -> None:
    default = Settings.model_fields[name].default
    assert default in KNOWN
    assert default not in ENDING
