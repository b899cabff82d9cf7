"""How fast a screen answers, beside an empty Streamlit page in the same run; cold start and memory with them.

    python -m bench.rerun            all of it
    python -m bench.rerun --rounds 3

A click is timed inside the browser, from the click on the navigation to the new screen's heading, and to the last
change of the page's own document (what the calendar's frame draws later is not counted). Needs a Chromium:
``CHROMIUM`` or one on the path.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
DEMO = "Open the demo"
FOLDERS = sorted(page.parent.name for page in (ROOT / "pages").glob("*/page.py"))
SCREENS = {name: name.replace("_", " ").title() for name in FOLDERS}
EMPTY = """
import streamlit as st
st.navigation([st.Page(lambda: st.title("One"), title="One", url_path="one"),
               st.Page(lambda: st.title("Two"), title="Two", url_path="two")]).run()
"""
CLICK = """
async title => {
  const link = [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')]
    .find(found => [...found.querySelectorAll('p')].some(words => words.textContent === title));
  const app = document.querySelector('[data-testid="stApp"]');
  const clicked = performance.now();
  let changed = clicked;
  let headed = null;
  const watch = new MutationObserver(() => {
    changed = performance.now();
    if (headed === null && [...document.querySelectorAll('h1')].some(head => head.textContent === title)) {
      headed = changed;
    }
  });
  watch.observe(app, {subtree: true, childList: true, characterData: true});
  link.click();
  const quiet = () => document.title === title && headed !== null && performance.now() - changed > 250
    && app.dataset.testScriptState === 'notRunning';
  while (!quiet()) {
    if (performance.now() - clicked > 20000) throw new Error(`${title} did not come to rest`);
    await new Promise(done => setTimeout(done, 10));
  }
  watch.disconnect();
  return [headed - clicked, changed - clicked];
}
"""


def middle(act: Callable[[], object], rounds: int) -> float:
    """The median time of warm rounds, in ms; the first is thrown away."""
    return median([timed(act) for _ in range(rounds + 1)][1:])


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


@contextmanager
def serving(script: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """The app in a fresh process on a free port: its address and process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true",
         "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/bench.db", "MEDIA_URL": f"file://{folder}/media"},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()  # noqa: S310 - our own address
                break
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(15)


def enter(page: Page, url: str) -> float:
    """Open the app and, where it asks who is there, its demo; when the first screen stood there."""
    page.goto(url)
    links = page.get_by_test_id("stSidebarNavLink").first
    demo = page.get_by_role("button", name=DEMO)
    links.or_(demo).first.wait_for()
    first = time.perf_counter()
    if demo.is_visible():
        demo.click()
    links.wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return first


def clicks(page: Page, titles: list[str], rounds: int) -> dict[str, tuple[float, float]]:
    """Click to heading and click to rest for each screen, coming from another one, in ms; the medians."""

    def visit(title: str) -> tuple[float, float]:
        if page.title() == title:
            page.evaluate(CLICK, next(other for other in titles if other != title))
        heading, rest = page.evaluate(CLICK, title)
        return heading, rest

    found: dict[str, tuple[float, float]] = {}
    for title in titles:
        headings, rests = zip(*[visit(title) for _ in range(rounds + 1)][1:], strict=True)
        found[title] = median(headings), median(rests)
    return found


def empty_clicks(browser: Browser, script: Path, folder: Path, rounds: int) -> list[tuple[float, float]]:
    """The floor: the same clicks between two screens that hold a title and nothing else."""
    with serving(script, folder) as (url, _):
        page = browser.new_page()
        enter(page, url)
        found = clicks(page, ["One", "Two"], rounds)
        page.close()
    return list(found.values())


def reruns(rounds: int) -> dict[str, float]:
    """A warm rerun of each screen through the router, without a browser, in ms; ``empty`` is the floor."""
    floor = AppTest.from_string(EMPTY, default_timeout=30).run()
    found = {"empty": middle(floor.run, rounds)}
    for folder, title in SCREENS.items():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
        for button in app.button:
            if button.label == DEMO:
                button.click().run()
        if title != "Overview":
            app.switch_page(f"pages/{folder}/page.py").run()
        if app.exception:
            raise SystemExit(f"{title} fails: {app.exception[0].message}")
        found[title] = middle(app.run, rounds)
    return found


def report(name: str, found: dict[str, float], floor: float) -> None:
    print(f"\n{name}: empty page {floor:.0f} ms")
    for title, spent in found.items():
        print(f"  {title:<16}{spent:>7.0f} ms {spent / floor:>6.2f} x empty")


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast a screen answers, beside an empty Streamlit page.")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/reruns.db"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        bare = folder / "bare.py"
        bare.write_text(EMPTY)
        begun, page = time.perf_counter(), browser.new_page()
        with serving(bare, folder) as (url, _):
            print(f"cold start to an empty page: {enter(page, url) - begun:.1f} s")
        page.close()
        for start in ("first", "second"):  # the first migrates and seeds
            begun, page = time.perf_counter(), browser.new_page()
            with serving(ROOT / "server.py", folder) as (url, pid):
                first = enter(page, url) - begun
                print(f"cold start to the first screen, {start} start: {first:.1f} s", end="; ")
                print(f"to the command centre of a fresh demo: {time.perf_counter() - begun:.1f} s")
                if start == "second":
                    floors = empty_clicks(browser, bare, folder, rounds)
                    found = clicks(page, list(SCREENS.values()), rounds)
                    floors += empty_clicks(browser, bare, folder, rounds)  # before and after: the machine drifts
                    for at, name in enumerate(("click to the new screen's heading", "click to the screen at rest")):
                        report(name, {one: both[at] for one, both in found.items()}, median(f[at] for f in floors))
                    memory = psutil.Process(pid).memory_info().rss / 2**20
                    print(f"\nmemory with every screen opened: {memory:.0f} MB")
            page.close()
        browser.close()
        measured = reruns(rounds)
        report("rerun on the server", measured, measured.pop("empty"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
