"""A cold link to any screen shows that screen, behind the router, whichever way the app was started."""

import urllib.request

import pytest
from playwright.sync_api import Page, expect

from core.seed import open_sandbox
from core.settings import Settings
from core.wiring import Runtime
from tests.e2e.conftest import Start, settled

SCREENS = {
    "overview": "Overview",
    "strategy": "Strategy",
    "content_studio": "Content Studio",
    "calendar": "Calendar",
    "analytics": "Analytics",
    "inbox": "Inbox",
    "settings": "Settings",
}


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database in which somebody has opened the demo: what a fresh process needs to know them again."""
    folder = tmp_path_factory.mktemp("visited")
    settings = {"DATABASE_URL": f"sqlite:///{folder}/app.db", "MEDIA_URL": f"file://{folder}/media", "CLOCK": "off"}
    runtime = Runtime(Settings(_env_file=None, **{name.lower(): value for name, value in settings.items()}))
    _, token = open_sandbox(runtime)
    runtime.engine.dispose()
    return {**settings, "token": token}


@pytest.mark.parametrize("script", ["app.py", "server.py"])
@pytest.mark.parametrize("address", ["", *SCREENS])
def test_a_cold_link_shows_its_screen_behind_the_router(
    start: Start, page: Page, visit: dict[str, str], script: str, address: str
) -> None:
    wanted = SCREENS.get(address, "Overview")
    settings = {name: value for name, value in visit.items() if name.isupper()}
    page.goto(f"{start(script, **settings).url}/{address}?visit={visit['token']}")
    expect(page).to_have_title(wanted)
    expect(page.get_by_role("heading", name=wanted, level=1)).to_be_visible(timeout=30_000)
    settled(page)
    navigation = page.get_by_test_id("stSidebarNavLink")
    expect(navigation).to_have_count(len(SCREENS))
    here = page.locator("[data-testid=stSidebarNavLink][aria-current=page]").get_by_role("paragraph")
    expect(here).to_have_text(wanted)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("script", ["app.py", "server.py"])
def test_a_cold_link_of_a_stranger_stops_at_the_gate(start: Start, page: Page, script: str) -> None:
    page.goto(f"{start(script).url}/inbox")
    expect(page.get_by_role("button", name="Open the demo")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_unknown_address_says_so(start: Start, page: Page) -> None:
    page.goto(f"{start().url}/nowhere")
    expect(page.get_by_role("dialog")).to_contain_text("Page not found")


def test_the_full_start_serves_the_api_on_the_same_port(start: Start) -> None:
    with urllib.request.urlopen(f"{start('server.py').url}/api/livez", timeout=5) as answer:  # noqa: S310 - our own address
        assert answer.read() == b'{"status":"alive"}'


def test_the_font_comes_from_here(start: Start, page: Page) -> None:
    page.goto(start().url)
    settled(page)
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
    assert "Inter" in page.evaluate("getComputedStyle(document.querySelector('h1, p')).fontFamily")
