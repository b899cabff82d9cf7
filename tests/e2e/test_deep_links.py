"""A cold link to any screen shows that screen, behind the router, whichever way the app was started."""

import urllib.request

import pytest
from playwright.sync_api import Page, expect

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


@pytest.mark.parametrize("script", ["app.py", "server.py"])
@pytest.mark.parametrize("address", ["", *SCREENS])
def test_a_cold_link_shows_its_screen_behind_the_router(start: Start, page: Page, script: str, address: str) -> None:
    wanted = SCREENS.get(address, "Overview")
    page.goto(f"{start(script).url}/{address}")
    expect(page).to_have_title(wanted)
    settled(page)
    navigation = page.get_by_test_id("stSidebarNavLink")
    expect(navigation).to_have_count(len(SCREENS))
    here = page.locator("[data-testid=stSidebarNavLink][aria-current=page]").get_by_role("paragraph")
    expect(here).to_have_text(wanted)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


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
