"""aimock, an OpenAI server with chaos and a journal, in a process of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

VERSION = "1.43.0"
ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0


@dataclass(frozen=True)
class Mock:
    """A running aimock."""

    url: str

    def journal(self) -> list[dict[str, Any]]:
        """Every chat completion it was asked for, also those it answered with chaos."""
        told = _got(f"{self.url}/__aimock/journal?limit=100000")
        return [entry for entry in json.loads(told) if entry["path"].endswith("/chat/completions")]

    def upset(self, **rates: float) -> None:
        """Change the chaos: rates 0-1, ``latencyMs`` in milliseconds."""
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.url}/__aimock/chaos", json.dumps(rates).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            assert answer.status < 300


def installed(folder: Path) -> Path:
    """aimock's command in a folder of its own, so that no lock file and no module lands in the repository.

    Skips the test where there is no Node or the registry cannot be reached.
    """
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    node, npm = (shutil.which(name, path=places) for name in ("node", "npm"))
    if node is None or npm is None:
        pytest.skip("needs Node 20.15 or newer: pip install -r requirements-dev.txt brings one")
    shutil.copy(ROOT / ".npmrc", folder)
    command = [
        npm,
        "install",
        "--no-save",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        f"@copilotkit/aimock@{VERSION}",
    ]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=os.environ | {"PATH": places}
    )
    if done.returncode != 0:
        pytest.skip(f"aimock {VERSION} could not be installed from npm: {done.stderr[-300:]}")
    return folder / "node_modules/@copilotkit/aimock/dist/cli.js"


@contextmanager
def running(command: Path, fixtures: list[dict[str, Any]], folder: Path, **chaos: float) -> Iterator[Mock]:
    """aimock with these replies and this chaos (``drop``, ``malformed``, ``disconnect``, ``ratelimit``: 0-1)."""
    (folder / "replies.json").write_text(json.dumps({"fixtures": fixtures}))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    node = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    assert node is not None
    told = [f"--chaos-{name}={rate}" for name, rate in chaos.items()]
    process = subprocess.Popen(
        [node, str(command), "-p", str(port), "-f", str(folder / "replies.json"), "--journal-max", "0",
         "--log-level", "silent", *told],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    mock = Mock(f"http://127.0.0.1:{port}")
    try:
        _await(mock, process)
        yield mock
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the whole group: PyPI's node is a script that starts the real one
        process.wait(10)


def _await(mock: Mock, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "aimock ended at its start"
        try:
            mock.journal()
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"aimock did not answer within {START_SECONDS:.0f} s")


def _got(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode())
