"""Settings, the AI section: where answers come from, an endpoint of one's own, the allowance and the ledger."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from core import analytics, provider, strategy
from core.accounts import Person
from core.keys import Key
from core.provider import EndpointEdit
from core.strategy import ProfileEdit
from core.tables import AiUsage, Membership
from core.vocab import Engine, Role
from core.wiring import Runtime
from tests.fake_ai import FakeAI, serving

KEY = "sk-canary-0123456789abcdef-WXYZ"
Words = Callable[[AppTest], str]


@pytest.fixture
def fake() -> Iterator[FakeAI]:
    with serving() as made:
        yield made


@pytest.fixture
def at(app: AppTest, product: Runtime) -> AppTest:
    """The AI section, on a server where a sandbox may use this machine's endpoints."""
    product.settings = product.settings.model_copy(update={"ai_local_endpoints": "allow"})
    app.session_state["section"] = "AI"
    app.switch_page("pages/settings/page.py").run()
    assert not app.exception, app.exception
    return app


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(element for element in elements if element.label == label)


def typed(at: AppTest, **values: str) -> None:
    for label, value in values.items():
        labelled(at.text_input, label.replace("_", " ")).input(value)


def press(at: AppTest, label: str) -> AppTest:
    labelled(at.button, label).click().run()
    assert not at.exception, at.exception
    return at


def brought(product: Runtime, key: Key, url: str = "https://api.example.com/v1") -> None:
    edit = EndpointEdit(base_url=url, quick_model="small", quality_model="large", api_key=SecretStr(KEY))
    with product.workspace(key) as ws:
        provider.save_endpoint(ws, edit)


def test_without_an_endpoint_the_offline_writer_is_named(at: AppTest, words: Words) -> None:
    assert "No AI endpoint is set" in words(at)
    assert "no key, no network, no cost" in words(at)
    assert labelled(at.text_input, "API key").proto.type == labelled(at.text_input, "API key").proto.PASSWORD
    assert not [button for button in at.button if button.label == "Test connection"]


def test_an_endpoint_is_saved_tested_and_never_told_again(
    at: AppTest, fake: FakeAI, words: Words, product: Runtime, sandbox: Key
) -> None:
    typed(at, Base_URL=fake.url, API_key=KEY, Quick_model="small", Quality_model="large")
    press(at, "Save and test")
    said = words(at)
    assert "Your own endpoint" in said
    assert said.count("enforces the shape of every reply") == 2
    assert "Served by small\\-2026" in said
    assert labelled(at.text_input, "API key").value == ""
    assert "ends in …WXYZ" in labelled(at.text_input, "API key").placeholder
    assert KEY[:-4] not in everything(at)
    with product.workspace(sandbox) as ws:
        own = provider.read_provider(ws).own
    assert own is not None
    assert [check.level for check in own.checks] == ["json_schema", "json_schema"]


def test_this_server_s_endpoint_is_tried_by_an_admin(at: AppTest, fake: FakeAI, words: Words, product: Runtime) -> None:
    told = {"openai_api_key": SecretStr(KEY), "openai_base_url": fake.url}
    product.settings = product.settings.model_copy(update=told)
    fake.manner = "promises JSON"
    at.run()
    press(at, "Test this server's endpoint")
    said = words(at)
    assert "promises JSON" in said
    assert "Last test" in said
    assert KEY[:-4] not in everything(at)


def test_an_endpoint_that_somebody_else_saved_meanwhile_stays(at: AppTest, product: Runtime, sandbox: Key) -> None:
    typed(at, Base_URL="https://api.example.com/v1", API_key=KEY, Quick_model="mine")
    brought(product, sandbox, "https://theirs.example.com/v1")
    press(at, "Save")
    assert "since you opened this page" in at.error[0].value
    with product.workspace(sandbox) as ws:
        own = provider.read_provider(ws).own
    assert own is not None
    assert own.base_url == "https://theirs.example.com/v1"


def everything(at: AppTest) -> str:
    """What the browser is sent, and what the session keeps."""
    sent = "\n".join(str(getattr(element, "proto", element)) for block in (at.main, at.sidebar) for element in block)
    return sent + str(at.session_state._state.filtered_state)


@pytest.mark.parametrize(
    ("manner", "words_of_it"), [("refuses the key", "refused the key"), ("is a website", "not an AI endpoint")]
)
def test_a_failed_test_says_plainly_why(at: AppTest, fake: FakeAI, words: Words, manner: str, words_of_it: str) -> None:
    fake.manner = manner
    typed(at, Base_URL=fake.url, API_key=KEY, Quick_model="small")
    press(at, "Save and test")
    assert words_of_it in words(at)
    assert "doesn't work" in words(at)
    assert KEY[:-4] not in everything(at)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"Base_URL": "file:///etc/passwd"}, "Base url"),
        ({"Base_URL": "https://169.254.169.254/v1"}, "clouds keep"),
        ({"Base_URL": "http://api.example.com/v1"}, "Use https"),
        ({"Quick_model": ""}, "Quick model"),
    ],
)
def test_a_refusal_names_the_field_and_loses_nothing(
    at: AppTest, product: Runtime, sandbox: Key, values: dict[str, str], refusal: str
) -> None:
    typed(at, **({"Base_URL": "https://api.example.com/v1", "API_key": KEY, "Quick_model": "small"} | values))
    press(at, "Save")
    assert refusal in at.error[0].value
    assert labelled(at.text_input, "API key").value == KEY
    with product.workspace(sandbox) as ws:
        assert provider.read_provider(ws).own is None


def test_a_sandbox_stays_out_of_this_server_s_network(at: AppTest, product: Runtime, fake: FakeAI) -> None:
    product.settings = product.settings.model_copy(update={"ai_local_endpoints": "auto"})
    at.run()
    assert "Ollama" not in labelled(at.button_group, "Start from").options
    typed(at, Base_URL=fake.url.replace("http://", "https://"), Quick_model="small")
    press(at, "Save")
    assert "public addresses" in at.error[0].value
    assert fake.asked == []


def test_a_preset_fills_in_the_address(at: AppTest) -> None:
    labelled(at.button_group, "Start from").set_value("Ollama").run()
    assert labelled(at.text_input, "Base URL").value == "http://localhost:11434/v1"


def test_another_host_asks_for_the_key_again(at: AppTest, product: Runtime, sandbox: Key) -> None:
    brought(product, sandbox)
    at.run()
    typed(at, Base_URL="https://evil.example/v1")
    press(at, "Save")
    assert "Api key" in at.error[0].value


def test_the_connection_is_tested_again_and_forgetting_asks_first(
    at: AppTest, product: Runtime, sandbox: Key, fake: FakeAI, words: Words
) -> None:
    brought(product, sandbox, fake.url)
    at.run()
    assert "Not tested since it was saved" in words(at)
    press(at, "Test connection")
    assert "enforces the shape" in words(at)
    press(at, "Forget this endpoint")
    assert any("To come back you need the key" in element.value for element in at.markdown)
    assert labelled(at.button, "Forget it")


def test_who_is_no_admin_looks_and_touches_nothing(
    app: AppTest, product: Runtime, visitor: tuple[Person, str], sandbox: Key
) -> None:
    brought(product, sandbox)
    with Session(product.engine) as session:
        mine = session.get(Membership, (visitor[0].id, sandbox.business_id))
        assert mine is not None
        mine.role = Role.MARKETER
        session.commit()
    app.session_state["section"] = "AI"
    app.switch_page("pages/settings/page.py").run()
    assert not app.exception
    assert all(labelled(app.text_input, label).disabled for label in ("Base URL", "API key", "Quick model"))
    assert all(button.disabled for button in app.button if button.label in {"Save", "Save and test"})
    assert not [button for button in app.button if button.label in {"Test connection", "Forget this endpoint"}]


def test_the_allowance_is_saved(at: AppTest, product: Runtime, sandbox: Key) -> None:
    labelled(at.number_input, "Allowance (tokens a month)").set_value(120_000)
    labelled(at.number_input, "Warn from (percent of it)").set_value(60)
    at.button(key="FormSubmitter:allowance-Save").click().run()
    assert not at.exception
    with product.workspace(sandbox) as ws:
        kept = strategy.read_profile(ws).profile
    assert (kept.monthly_tokens, kept.soft_cap_percent) == (120_000, 60)


def test_an_allowance_of_zero_says_offline_only(at: AppTest, product: Runtime, sandbox: Key, words: Words) -> None:
    brought(product, sandbox)
    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, ProfileEdit(monthly_tokens=0))
    at.run()
    assert "Offline only" in at.info[0].value
    assert "allowance is zero" in words(at)
    assert labelled(at.metric, "Lasts until").value == "offline"


def spend(product: Runtime, key: Key, tokens: int, cost: Decimal | None) -> None:
    with product.workspace(key) as ws, ws.writing() as rows:
        rows.add(
            AiUsage(
                business_id=key.business_id,
                month=f"{ws.now:%Y-%m}",
                engine=Engine.MODEL,
                model="m-2026",
                prompt_id="weekly_themes",
                prompt_version="1",
                prompt_hash="h",
                level="json_schema",
                tokens_in=tokens,
                cost=cost,
                outcome="http 500",
                created_at=ws.now,
            )
        )


def test_the_ledger_says_what_each_attempt_was(at: AppTest, product: Runtime, sandbox: Key) -> None:
    spend(product, sandbox, 1234, None)
    at.run()
    with product.workspace(sandbox) as ws:
        usage, lines = analytics.read_usage(ws), analytics.read_ledger(ws)
    assert labelled(at.metric, "Tokens used").value == f"{usage.tokens:,}"
    assert labelled(at.metric, "Tokens left").value == f"{usage.left:,}"
    assert labelled(at.metric, "Cost, US dollars").value == "unpriced"
    summary, ledger = (frame.value for frame in at.dataframe)
    assert (len(summary), len(ledger)) == (len(usage.lines), len(lines))
    first = ledger.iloc[0]
    assert (first["What for"], first["Model"], first["Level"]) == ("Weekly themes", "m-2026", "shape enforced")
    assert (first["Tokens"], first["US dollars"], first["Outcome"]) == (1234, "unpriced", "http 500")


def test_a_price_beside_an_unknown_one_is_not_the_whole_truth(at: AppTest, product: Runtime, sandbox: Key) -> None:
    spend(product, sandbox, 10, Decimal("0.25"))
    at.run()
    assert labelled(at.metric, "Cost, US dollars").value == "0.2500"
    with product.workspace(sandbox) as ws, ws.writing() as rows:
        (row,) = rows.find(AiUsage, AiUsage.engine == Engine.MODEL)
        fields = row.model_dump() | {"model": "other", "cost": None}
        fields.pop("id")
        rows.add(AiUsage(**fields))
    at.run()
    assert labelled(at.metric, "Cost, US dollars").value == "≥ 0.2500"


def test_near_the_end_of_the_allowance_the_page_warns(at: AppTest, product: Runtime, sandbox: Key) -> None:
    spend(product, sandbox, 90_000, None)
    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, ProfileEdit(monthly_tokens=100_000))
    at.run()
    assert "90\\% of this month" in at.warning[0].value
    assert labelled(at.metric, "Lasts until").value not in {"month's end", "used up"}


def test_a_key_that_cannot_be_opened_asks_to_be_entered_again(at: AppTest, product: Runtime, sandbox: Key) -> None:
    brought(product, sandbox)
    product.vault = replace(product.vault, secrets=(SecretStr("x" * 40),), key_file=None)
    at.run()
    assert "Enter the key again" in at.warning[0].value
    assert labelled(at.button, "Test connection").disabled
