"""The whole loop as a visitor walks it: plan, accept, schedule, drag, skip ahead, measure, answer, plan again."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import Running, Start, settled
from tests.fake_ai import serving

SLOW = 90_000
WRITTEN = {
    "title": "Slow bread", "caption": "Good bread takes a night. We give it one.", "hashtags": [], "cta": "Come by.",
    "subject": "Slow bread", "preheader": "A night in the making", "alt_text": "A loaf", "image_headline": "Slow bread",
    "scenes": [],
}  # fmt: skip
"""What a model answers for a post; for several in one question it is the wrong shape, and each is asked for alone."""


@pytest.fixture(scope="module")
def app(start_once: Start) -> Running:
    return start_once("server.py", AI_LOCAL_ENDPOINTS="allow")


def go(page: Page, screen: str) -> None:
    page.get_by_test_id("stSidebarNavLink").filter(has_text=screen).click()
    expect(page.get_by_role("heading", name=screen, level=1)).to_be_visible(timeout=30_000)
    settled(page)


def enter(page: Page, app: Running, business: str = "Honey & Rye") -> None:
    page.goto(app.url)
    page.get_by_role("button", name="Open the demo").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=SLOW)
    settled(page)
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").click()
    page.get_by_role("option", name=business).click()
    settled(page)


def score(page: Page) -> str:
    return page.get_by_test_id("stMetricValue").first.inner_text()


def calendar(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe[title*='calendar']")
    expect(frame.locator(".fc-view-harness")).to_be_visible(timeout=30_000)
    return frame


def test_the_loop(page: Page, app: Running, shoot) -> None:
    enter(page, app)
    before = score(page)
    shoot("1-overview")

    go(page, "Strategy")
    page.get_by_role("radio", name="Plan a campaign").or_(page.get_by_text("Plan a campaign", exact=True)).first.click()
    settled(page)
    page.get_by_label("Campaign name").fill("Winter breakfasts")
    page.get_by_role("spinbutton", name="Leads you want").fill("30")
    page.get_by_role("button", name="Propose a plan").click()
    expect(page.get_by_text("Nothing is written yet")).to_be_visible(timeout=SLOW)
    settled(page)
    page.get_by_role("textbox", name="Week 2").fill("Warm ovens, cold mornings")
    page.get_by_role("textbox", name="Week 2").press("Enter")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=30_000)
    shoot("2-plan")
    page.get_by_role("button", name="Accept the plan").click()
    expect(page.get_by_text("The drafts are written")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Warm ovens, cold mornings").first).to_be_visible()
    shoot("3-campaign")

    go(page, "Calendar")
    page.get_by_role("button", name="Schedule all suggested").click()
    page.get_by_role("button", name="Schedule them").click()
    settled(page)
    expect(page.get_by_text(re.compile(r"on the calendar", re.IGNORECASE)).first).to_be_visible()
    moved_to = drag_one(page, calendar(page))
    settled(page)
    expect(page.get_by_text(re.compile(rf"goes out .*\b{moved_to}\b")).first).to_be_visible()
    shoot("4-calendar")

    go(page, "Overview")
    page.get_by_role("button", name="Skip a week").click()
    expect(page.get_by_text("now in this demo")).to_be_visible(timeout=SLOW)
    settled(page)
    expect(page.get_by_text(re.compile("ahead")).first).to_be_visible()
    assert score(page) != before
    shoot("5-a-week-later")

    go(page, "Analytics")
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("simulated").first).to_be_visible()
    shoot("6-analytics")

    go(page, "Inbox")
    writes(page, "Cy Hart", "My cake arrived crushed and I want a refund")
    expect(page.get_by_text("Cy Hart wrote. Handed to a person")).to_be_visible(timeout=30_000)
    writes(page, "Ana Sousa", "What are your opening hours?")
    expect(page.get_by_text("Ana Sousa wrote. Answered automatically")).to_be_visible(timeout=30_000)
    settled(page)
    expect(page.get_by_test_id("stChatMessage").filter(has_text="What are your opening hours?")).to_have_count(1)
    shoot("7-inbox")

    visit = page.url
    page.reload()
    expect(page.get_by_role("heading", name="Inbox", level=1)).to_be_visible(timeout=30_000)
    settled(page)
    expect(page.get_by_text("Ana Sousa").first).to_be_visible()
    assert re.search(r"visit=([\w-]+)", page.url)[1] == re.search(r"visit=([\w-]+)", visit)[1]

    go(page, "Strategy")
    expect(page.get_by_text("Winter breakfasts").first).to_be_visible()
    page.get_by_text("Plan a campaign", exact=True).first.click()
    settled(page)
    page.get_by_role("button", name="Propose a plan").click()
    expect(page.get_by_text("Nothing is written yet")).to_be_visible(timeout=SLOW)
    lesson = page.get_by_role("checkbox", name=re.compile(r"brought \d+ of \d+ leads|people asked"))
    expect(lesson.first).to_be_checked()
    shoot("8-the-next-plan")


def writes(page: Page, name: str, text: str) -> None:
    """Simulate a message with an impatient hand: the second click must not make a second one."""
    page.get_by_role("button", name="Simulate a message").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("What they write").fill(text)
    dialog.get_by_role("button", name="Send it to us").dblclick()


def drag_one(page: Page, frame: FrameLocator) -> str:
    """Drag the first post that can still be moved one day on; the day it went to, in words."""
    event = frame.locator(".fc-daygrid-day .fc-event-draggable:visible").first
    expect(event).to_be_visible(timeout=30_000)
    event.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)  # the page above may still be growing, and the days with it moving
    day = event.evaluate("event => event.closest('[data-date]').dataset.date")
    target = date.fromisoformat(day) + timedelta(days=1)
    start = event.bounding_box()
    cell = frame.locator(f".fc-daygrid-day[data-date='{target}']").bounding_box()
    assert start
    assert cell
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2, steps=15)
    page.mouse.up()
    return f"{target.day} {target:%b}"


def test_writing_is_stopped_says_what_it_kept_and_goes_on(page: Page, app: Running, shoot) -> None:
    enter(page, app)
    go(page, "Strategy")
    page.get_by_text("Plan a campaign", exact=True).first.click()
    page.get_by_role("button", name="Propose a plan").click()
    expect(page.get_by_text("Nothing is written yet")).to_be_visible(timeout=SLOW)
    plan = page.url

    with serving() as fake:
        fake.says, fake.seconds = WRITTEN, 0.5
        go(page, "Settings")
        page.get_by_text("AI", exact=True).first.click()
        page.get_by_role("textbox", name="Base URL").fill(fake.url)
        page.get_by_role("textbox", name="Quick model").fill("small")
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.get_by_text("Your own endpoint").first).to_be_visible()
        settled(page)

        page.goto(plan)
        page.get_by_role("button", name="Accept the plan").click()
        expect(page.get_by_text(re.compile(r"Draft \d+ of \d+ written"))).to_be_visible()
        page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
        kept = page.get_by_text(re.compile(r"\d+ of \d+ texts are written and kept"))
        expect(kept).to_be_visible()
        settled(page)
        shoot("stopped")
        done, of = map(int, re.search(r"(\d+) of (\d+) texts", kept.inner_text()).groups())
        assert 0 < done < of
        asked = len(fake.asked)

        page.get_by_role("button", name="Accept the plan").click()
        expect(page.get_by_text("The drafts are written")).to_be_visible(timeout=SLOW)
        expect(page.get_by_text(f"{of} in all")).to_be_visible()
        assert len(fake.asked) > asked


def test_a_double_click_opens_one_sandbox(page: Page, app: Running) -> None:
    page.goto(app.url)
    page.get_by_role("button", name="Open the demo").dblclick()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=SLOW)
    settled(page)
    visit = re.search(r"visit=([\w-]+)", page.url)
    assert visit
    page.wait_for_timeout(1500)
    assert re.search(r"visit=([\w-]+)", page.url)[1] == visit[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_draws_without_an_error(page: Page, app: Running, shoot, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    enter(page, app)
    visit = re.search(r"visit=([\w-]+)", page.url)[1]
    page.set_viewport_size({"width": width, "height": 900})
    for screen in ("overview", "strategy", "content_studio", "calendar", "analytics", "inbox", "settings"):
        page.goto(f"{app.url}/{screen}?visit={visit}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=30_000)
        settled(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        shoot(f"{screen}-{scheme}-{width}")
