"""Clocks that are killed and stopped while they publish: a few short runs of ``bench/chaos.py`` on each database."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(("database", "runs"), [([], 5), (["--postgres"], 2)], ids=["sqlite", "postgresql"])
def test_nothing_goes_out_twice_or_is_lost(database: list[str], runs: int) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bench.chaos", "--runs", str(runs), "--posts", "30", *database],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{runs} runs of 30 posts: 0 sent twice, lost or silent" in told.stdout
    assert "killed" in told.stdout
