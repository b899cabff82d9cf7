"""As Community Cloud does it: requirements.txt alone, ``streamlit run app.py``, every screen, within its memory."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, Start, settled

MOST_MB = 700
SCREENS = ("Overview", "Strategy", "Content Studio", "Calendar", "Analytics", "Inbox", "Settings")


@pytest.fixture(scope="module")
def cloud_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A virtual environment that holds requirements.txt and nothing else."""
    folder = tmp_path_factory.mktemp("cloud")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    wanted = ["--quiet", "-r", "requirements.txt"]
    uv = Path(sys.executable).with_name("uv")
    quick = [uv, "pip", "install", "--compile-bytecode", "--python", python, *wanted]  # its cache has everything
    if not uv.exists() or subprocess.run(quick, cwd=ROOT, check=False, timeout=600).returncode:
        subprocess.run([python, "-m", "pip", "install", *wanted], cwd=ROOT, check=True, timeout=600)
    return python


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def test_every_screen_opens_within_the_memory_of_the_cloud(start: Start, page: Page, cloud_python: str) -> None:
    app = start("app.py", python=cloud_python)
    page.goto(app.url)
    page.get_by_role("button", name="Open the demo").click()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(SCREENS), timeout=60_000)
    for screen in SCREENS:
        page.get_by_test_id("stSidebarNavLink").filter(has_text=screen).click()
        expect(page.get_by_role("heading", name=screen, level=1)).to_be_visible(timeout=30_000)
        settled(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    assert _resident_mb(app.pid) < MOST_MB


def test_what_needs_the_full_server_says_so(start: Start, page: Page, cloud_python: str) -> None:
    page.goto(start("app.py", python=cloud_python).url)
    page.get_by_role("button", name="Open the demo").click()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(SCREENS), timeout=60_000)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Settings").click()
    settled(page)
    page.get_by_text("Server", exact=True).first.click()
    settled(page)
    expect(page.get_by_text(re.compile("full server")).first).to_be_visible(timeout=20_000)
