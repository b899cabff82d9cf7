"""The shared pieces and the theme, in both colours and at phone width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Running, Start, settled


@pytest.fixture(scope="module")
def harness(start_once: Start) -> Running:
    return start_once("tests/e2e/harness/pieces_app.py")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_piece_fits(page: Page, harness: Running, shoot: Callable[[str], None], scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(harness.url)
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("of 12,400 reached · last 28 days")).to_be_visible()
    expect(page.get_by_text("no data")).to_be_visible()
    expect(page.get_by_text("No messages yet")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(f"{scheme}-{width}")
