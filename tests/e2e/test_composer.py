"""Writing one idea for its channels: what is typed is heard, checked, mended, and never lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.e2e.conftest import Running, Start, settled

SLOW = 60_000
TAP = """link => {
  link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }))
  let focused = document.activeElement
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  focused.blur()
  link.click()
}"""
"""As a finger does it: what was typed in loses the focus in the same moment in which the link is followed."""


@pytest.fixture(scope="module")
def app(start_once: Start) -> Running:
    return start_once("server.py")


def new_post(page: Page, app: Running) -> None:
    page.goto(app.url)
    page.get_by_role("button", name="Open the demo").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=SLOW)
    settled(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Content Studio").click()
    page.get_by_role("button", name="New post").click()
    page.get_by_text("By hand").click()
    page.get_by_label("Name", exact=True).fill("Open day")
    page.get_by_role("textbox", name="Text").fill("Come and see us.")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Kept as a draft")).to_be_visible(timeout=SLOW)
    settled(page)


def box(page: Page) -> Locator:
    return page.get_by_label("Text", exact=True)


def card(page: Page, channel: str) -> Locator:
    return page.locator(f"[class*='st-key-card-{channel}']")


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(words).first).to_be_visible(timeout=SLOW)


def test_the_editor(page: Page, app: Running, shoot: Callable[[str], None]) -> None:
    new_post(page, app)

    # heard while typing, with the cursor where it was, over as many reruns as it takes
    box(page).click()
    page.keyboard.press("Control+End")
    for word in (" Bring your", " own cup", " 🎉", " مرحبا"):
        page.keyboard.type(word, delay=25)
        page.wait_for_timeout(420)
    expect(card(page, "linkedin")).to_contain_text("own cup 🎉 مرحبا", timeout=SLOW)
    whole = "Come and see us. Bring your own cup 🎉 مرحبا"
    expect(box(page)).to_have_value(whole)
    expect(box(page)).to_be_focused()
    heard(page, f"{len(whole)} characters · {3000 - len(whole):,} left")
    page.keyboard.press("Control+z")  # the browser's own history is alive
    expect(box(page)).not_to_have_value(re.compile("مرحبا$"))

    # twenty thousand characters and a pasted page: plain words, one click, nothing gone
    long = "<b>Rolls</b> " + "x" * 19_987
    box(page).fill(long)
    heard(page, re.compile("17,000 characters too many"))
    heard(page, "LinkedIn allows 3,000 characters")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="LinkedIn allows")).to_be_visible(timeout=SLOW)
    expect(box(page)).to_have_value(long)
    page.get_by_role("button", name="Keep the words only").click()
    expect(box(page)).to_have_value(re.compile("^Rolls x+$"), timeout=SLOW)
    page.get_by_role("button", name="Trim the text").click()
    expect(page.get_by_text("Keeps every rule of LinkedIn")).to_be_visible(timeout=SLOW)
    settled(page)

    # unsaved words survive a walk to another screen, and a reload that was agreed to
    box(page).fill("Not saved, but dear to me.")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Inbox").evaluate(TAP)
    expect(page.get_by_role("heading", name="Inbox", level=1)).to_be_visible(timeout=SLOW)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Content Studio").click()
    page.locator("[class*='st-key-open'] button").first.click()
    expect(box(page)).to_have_value("Not saved, but dear to me.", timeout=SLOW)
    settled(page)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.reload()
    assert asked == ["beforeunload"]
    expect(box(page)).to_have_value("Not saved, but dear to me.", timeout=SLOW)
    expect(card(page, "linkedin")).to_contain_text("dear to me", timeout=SLOW)

    # one more channel, without leaving the page
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Add a channel").click()
    page.get_by_test_id("stPopoverBody").get_by_role("radio", name="SMS").click()
    page.get_by_role("button", name="Take the words along").click()
    expect(card(page, "sms")).to_contain_text("Reply STOP to opt out", timeout=SLOW)
    box(page).fill("Rolls 🎉")
    heard(page, re.compile("party popper"))
    heard(page, "UCS-2 because of “🎉”")
    shoot("sms")
    page.get_by_role("button", name="Use plain characters").click()
    expect(box(page)).to_have_value("Rolls", timeout=SLOW)


def test_a_file_made_on_its_click_comes_down(page: Page, app: Running) -> None:
    new_post(page, app)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Settings").click()
    page.get_by_text("Data", exact=True).click()
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name="All posts with their numbers (CSV)").click()
    assert "Open day" in download.value.path().read_text(encoding="utf-8")
