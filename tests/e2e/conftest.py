"""A fresh app per need, a Chromium that is already here, and no patience for outside requests or tracebacks."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

expect.set_options(timeout=20_000)  # two cores that also run the app: patience costs nothing when all is well
ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "test-artifacts"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
START_SECONDS = 60.0
OUTSIDE_WORLD = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True)
class Running:
    """An app in its own process: where it answers, which process it is, where it logs."""

    url: str
    pid: int
    log: Path


Start = Callable[..., Running]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lives in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def base_url() -> str:
    """Each test starts its own address; the plugin's own fixture is also of a shape that pytest is giving up."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    chosen = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **chosen, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "timezone_id": "America/New_York",  # on purpose not the business's zone
        "color_scheme": "light",
    }


@pytest.fixture(autouse=True)
def outside_requests(context: BrowserContext) -> Iterator[list[str]]:
    """Every request that leaves this machine; a test that made one fails."""
    asked: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"localhost", "127.0.0.1"}:
            asked.append(url)

    context.on("request", lambda request: note(request.url))
    yield asked
    assert asked == [], f"requests to the outside: {asked}"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await_health(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the app ended at its start:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"the app did not answer within {START_SECONDS:.0f} s:\n{log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def starter(folder: Path) -> Iterator[Start]:
    """Start scripts in fresh processes with their own data folder; stop them and read their logs afterwards."""
    running: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(script: str = "server.py", *, python: str = sys.executable, **settings: str) -> Running:
        port, log = _free_port(), folder / f"{len(running)}.log"
        data = folder / f"data-{len(running)}"
        data.mkdir()
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE_WORLD}
        with log.open("wb") as out:
            process = subprocess.Popen(
                [python, "-m", "streamlit", "run", script, "--server.port", str(port),
                 "--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none"],
                cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
                env={**kept, "DATABASE_URL": f"sqlite:///{data}/app.db", "MEDIA_URL": f"file://{data}/media",
                     "PYTHONPATH": str(ROOT), **settings},
            )  # fmt: skip
        running.append((process, log))
        url = f"http://127.0.0.1:{port}"
        _await_health(url, process, log)
        return Running(url, process.pid, log)

    yield start
    for process, _ in running:
        _stop(process)
    for _, log in running:
        said = log.read_text(errors="replace")
        assert "Traceback" not in said, said
        assert "deprecat" not in said.lower(), said


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Fresh processes for one test."""
    yield from starter(tmp_path)


@pytest.fixture(scope="module")
def start_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Processes that a file's tests share."""
    yield from starter(tmp_path_factory.mktemp("app"))


@pytest.fixture
def shoot(request: pytest.FixtureRequest, page: Page) -> Callable[[str], None]:
    """Keep a screenshot among the test artifacts (not in the repository)."""
    ARTIFACTS.mkdir(exist_ok=True)
    return lambda name: (page.screenshot(path=ARTIFACTS / f"{request.path.stem}-{name}.png"), None)[1]


def settled(page: Page) -> None:
    """Wait until the script has run and the browser has drawn it, what it loads late included."""
    page.wait_for_selector(IDLE, timeout=20_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
