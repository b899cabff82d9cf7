"""The server's own endpoint, tried from within a business: what it does is said, kept for a while, and asked for once."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from core import provider
from core.errors import Forbidden, NotFound
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry
from core.vocab import Role
from core.wiring import Runtime
from tests.fake_ai import FakeAI

KEY = "sk-server-0123456789-abcd"


@pytest.fixture
def served(runtime: Runtime, fake: FakeAI) -> Runtime:
    told = {
        "openai_api_key": SecretStr(KEY),
        "openai_base_url": fake.url,
        "ai_model": "large",
        "ai_quick_model": "small",
    }
    runtime.settings = runtime.settings.model_copy(update=told)
    return runtime


@pytest.mark.parametrize(
    ("manner", "level", "words"),
    [
        ("enforces", "json_schema", "enforces the shape"),
        ("promises JSON", "json_object", "promises"),
        ("asked nicely", "prompt", "enforces nothing"),
        ("refuses the key", None, "refused the key"),
    ],
)
def test_each_of_its_models_is_tried_and_its_key_is_told_nobody(
    served: Runtime, key: Key, fake: FakeAI, manner: str, level: str | None, words: str
) -> None:
    fake.manner = manner
    with served.workspace(key) as ws:
        assert provider.last_server_check(ws) is None
        found = provider.check_server_endpoint(ws)
        assert provider.last_server_check(ws) == found
        (entry,) = [one for one in ws.rows.find(AuditEntry) if one.verb == "check_server_endpoint"]

    assert [(check.model, check.level) for check in found.checks] == [("small", level), ("large", level)]
    assert words in found.checks[0].words
    assert found.checked_at == served.clock()
    assert entry.detail == f"small: {level or 'failed'}, large: {level or 'failed'}"
    assert KEY not in repr(found) + entry.detail + entry.subject


def test_a_test_stands_for_a_while_and_not_for_another_endpoint(served: Runtime, key: Key, fake: FakeAI) -> None:
    with served.workspace(key) as ws:
        found = provider.check_server_endpoint(ws)
        asked = len(fake.asked)
        assert provider.check_server_endpoint(ws) == found
        assert len(fake.asked) == asked
    served.settings = served.settings.model_copy(update={"ai_model": "larger"})
    with served.workspace(key) as ws:
        assert provider.last_server_check(ws) is None
        assert [check.model for check in provider.check_server_endpoint(ws).checks] == ["small", "larger"]


def test_it_is_for_admins_and_needs_an_endpoint(runtime: Runtime, served: Runtime, key: Key, fake: FakeAI) -> None:
    marketer = replace(key, permissions=PERMISSIONS[Role.MARKETER])
    with served.workspace(marketer) as ws, pytest.raises(Forbidden):
        provider.check_server_endpoint(ws)
    assert not fake.asked
    served.settings = runtime.settings.model_copy(update={"openai_api_key": None})
    with served.workspace(key) as ws, pytest.raises(NotFound, match="OPENAI_API_KEY"):
        provider.check_server_endpoint(ws)
