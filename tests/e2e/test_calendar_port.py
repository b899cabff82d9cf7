"""The calendar, dragged with a real mouse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import ROOT, Running, Start, settled

Shoot = Callable[[str], None]


@pytest.fixture(scope="module")
def harness(start_once: Start, tmp_path_factory: pytest.TempPathFactory) -> Running:
    """The harness in a folder of its own with the product's static files: Streamlit serves those beside the script."""
    folder = tmp_path_factory.mktemp("harness")
    shutil.copytree(ROOT / "static", folder / "static")
    script = shutil.copy(Path(__file__).parent / "harness" / "calendar_app.py", folder)
    return start_once(str(script))


@pytest.fixture(params=["", "?early=no"], ids=["taken before drawing", "returned by drawing"])
def calendar(page: Page, harness: Running, request: pytest.FixtureRequest) -> FrameLocator:
    return opened(page, harness, request.param)


def opened(page: Page, harness: Running, query: str = "") -> FrameLocator:
    page.goto(harness.url + query)
    settled(page)
    frame = page.frame_locator('iframe[title*="calendar"]')
    expect(frame.locator(".post")).to_have_count(4)
    return frame


def drag(page: Page, calendar: FrameLocator, title: str, day: str) -> None:
    """Take an item by the mouse to a day of the month view, as a hand would: pressed, in steps, released."""
    item = calendar.locator(".post", has_text=title).bounding_box()
    cell = calendar.locator(f'.fc-daygrid-day[data-date="{day}"]').bounding_box()
    assert item
    assert cell
    page.mouse.move(item["x"] + item["width"] / 2, item["y"] + item["height"] / 2)
    page.mouse.down()
    page.mouse.move(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2, steps=12)
    page.mouse.up()


def expect_on(calendar: FrameLocator, day: str, title: str) -> None:
    expect(calendar.locator(f'.fc-daygrid-day[data-date="{day}"] .post', has_text=title)).to_be_visible()


def test_a_drag_changes_the_day_and_keeps_the_time_of_day(page: Page, calendar: FrameLocator, shoot: Shoot) -> None:
    expect_on(calendar, "2026-07-16", "09:30")
    expect_on(calendar, "2026-07-23", "01:30")  # 20:00 on the 22nd in UTC is the 23rd in Kolkata
    drag(page, calendar, "Poster", "2026-07-21")
    expect(page.get_by_text("Said: Poster moved")).to_be_visible()
    expect(page.get_by_text("Post a: 2026-07-21T04:00:00+00:00")).to_be_visible()
    expect_on(calendar, "2026-07-21", "09:30")
    shoot("moved")


def test_a_refused_drag_says_why_and_snaps_back(page: Page, calendar: FrameLocator, shoot: Shoot) -> None:
    for time in (1, 2):  # the second refusal is the same drag again, and must be heard again
        drag(page, calendar, "Poster", "2026-07-02")
        expect(page.get_by_text("Said: That day has passed. Pick a later one.")).to_be_visible()
        expect(page.get_by_text(f"Told: {time}")).to_be_visible()
        expect_on(calendar, "2026-07-16", "Poster")
        expect(page.get_by_text("Post a: 2026-07-16T04:00:00+00:00")).to_be_visible()
    shoot("refused")


def test_a_later_rerun_does_not_apply_the_old_drag_again(page: Page, calendar: FrameLocator) -> None:
    drag(page, calendar, "Poster", "2026-07-21")
    expect(page.get_by_text("Post a: 2026-07-21T04:00:00+00:00")).to_be_visible()
    page.get_by_role("button", name="Postpone the poster to the 30th").click()
    expect(page.get_by_text("Post a: 2026-07-30T04:00:00+00:00")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="Something else").click()
        settled(page)
    expect(page.get_by_text("Told: 1")).to_be_visible()
    expect(page.get_by_text("Post a: 2026-07-30T04:00:00+00:00")).to_be_visible()
    expect_on(calendar, "2026-07-30", "Poster")


def test_what_is_out_cannot_be_moved_but_can_be_opened_again_and_again(page: Page, calendar: FrameLocator) -> None:
    drag(page, calendar, "Launch film", "2026-07-24")
    expect_on(calendar, "2026-07-08", "Launch film")
    expect(page.get_by_text("Told: 0")).to_be_visible()
    for time in (1, 2, 3):
        calendar.locator(".post", has_text="Launch film").click()
        expect(page.get_by_text(f"Told: {time}")).to_be_visible()
    expect(page.get_by_text("Said: opened c")).to_be_visible()


def test_an_item_opens_by_keyboard(page: Page, calendar: FrameLocator) -> None:
    calendar.locator(".post", has_text="Newsletter").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Said: opened b")).to_be_visible()


def test_an_empty_day_is_selected_in_the_zone(page: Page, calendar: FrameLocator) -> None:
    calendar.locator('.fc-daygrid-day[data-date="2026-07-28"]').click(position={"x": 40, "y": 60})
    expect(page.get_by_text("Said: selected 2026-07-27T18:30:00+00:00")).to_be_visible()


def test_the_view_survives_a_rerun(page: Page, calendar: FrameLocator, shoot: Shoot) -> None:
    calendar.get_by_role("button", name="Week").click()
    expect(calendar.locator(".fc-timegrid")).to_be_visible()
    page.get_by_role("button", name="Something else").click()
    settled(page)
    expect(calendar.locator(".fc-timegrid")).to_be_visible()
    shoot("week")
    calendar.get_by_role("button", name="List").click()
    expect(calendar.locator(".fc-list-event", has_text="Poster")).to_be_visible()
    shoot("list")


def test_the_font_and_the_marks_are_drawn_without_asking_anyone(page: Page, harness: Running) -> None:
    calendar = opened(page, harness)
    loaded = calendar.locator("body").evaluate("() => document.fonts.load('14px Inter').then(found => found.length)")
    assert loaded == 1
    mask = "e => getComputedStyle(e, '::before').maskImage"
    marks = calendar.locator(".post .fc-event-main-frame").evaluate_all(f"all => all.map({mask})")
    assert len(set(marks)) == 4  # four posts in four states
    assert all(mark.startswith('url("data:image/svg+xml') for mark in marks)


def test_dark(page: Page, harness: Running, shoot: Shoot) -> None:
    page.emulate_media(color_scheme="dark")
    calendar = opened(page, harness)
    assert calendar.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(18, 22, 28)"
    shoot("dark")


def test_phone(page: Page, harness: Running, shoot: Shoot) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    calendar = opened(page, harness)
    calendar.locator(".fc-toolbar-title").scroll_into_view_if_needed()
    assert calendar.locator("body").evaluate("e => e.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot("phone")
    drag(page, calendar, "Poster", "2026-07-17")
    expect(page.get_by_text("Post a: 2026-07-17T04:00:00+00:00")).to_be_visible()
