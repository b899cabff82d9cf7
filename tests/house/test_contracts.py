"""The import contracts hold, and each of them is shown to catch what it forbids."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PLANTED = {
    "edges above core": ("core/channels/planted_a.py", "import ui\n"),
    "screens and the API never meet": ("pages/overview/planted_b.py", "import api\n"),
    "rooms of core": ("core/channels/planted_c.py", "import core.tables\n"),
    "adapters are reached by name": ("core/jobs/planted_d.py", "import core.adapters.memory\n"),
    "edges never touch SQL": ("ui/planted_e.py", "import sqlalchemy\n"),
    "core knows no edge": ("core/channels/planted_f.py", "import streamlit\n"),
}


def _lint(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def _broken(output: str) -> set[str]:
    return set(re.findall(r"^(.+?) BROKEN", output, re.MULTILINE))


def test_every_contract_catches_a_planted_violation(tmp_path: Path) -> None:
    for folder in ("core", "pages", "ui", "api"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, text in PLANTED.values():
        (tmp_path / path).write_text(text)
    code, output = _lint(tmp_path)
    assert code != 0
    assert _broken(output) == set(PLANTED), output[-3000:]


def test_a_new_room_must_be_placed_on_purpose(tmp_path: Path) -> None:
    for folder in ("core", "pages", "ui", "api"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "core" / "attic.py").write_text("")
    code, output = _lint(tmp_path)
    assert code != 0
    assert "attic" in output
