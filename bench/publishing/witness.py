"""A channel that fails in every way a real one does, and keeps its own ledger of what it took."""

import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from random import Random
from threading import Lock
from urllib.parse import parse_qs, urlsplit

FAULTS = {"busy": 0.05, "closed": 0.04, "lost": 0.07, "slow": 0.02}
"""How often, 0-1: nothing is taken and it says so; nothing is taken and nothing said; taken and nothing said; taken
and said too late."""


class Witness(ThreadingHTTPServer):
    """``ledger`` counts what was taken by its key; one that honours keys takes a key once however often it comes.

    Args:
        seed: of the faults.
        late: seconds of the answers that come too late.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, seed: int, *, late: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ledger: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.late, self._chance, self._lock = late, Random(seed), Lock()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def fault(self) -> str:
        """What goes wrong this time; empty when nothing does."""
        with self._lock:
            kinds = [*FAULTS, ""]
            weights = [*FAULTS.values(), 1 - sum(FAULTS.values())]
            (kind,) = self._chance.choices(kinds, weights)
            self.done[kind or "well"] += 1
            return kind

    def take(self, key: str, *, honours_keys: bool) -> None:
        with self._lock:
            if not (honours_keys and key in self.ledger):
                self.ledger[key] += 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that is killed hangs up in the middle; that is what it is killed for."""


@dataclass(frozen=True)
class Running:
    """A witness in a process of its own."""

    url: str

    def told(self) -> tuple[dict[str, int], dict[str, int]]:
        """What was taken by its key, and how often it answered badly by the kind of fault."""
        with urllib.request.urlopen(f"{self.url}/ledger", timeout=10) as answer:  # noqa: S310 - our own address
            told = json.load(answer)
        return told["ledger"], told["faults"]


@contextmanager
def running(seed: int, *, late: float) -> Iterator[Running]:
    """A witness that outlives every clock."""
    server = Witness(seed, late=late)
    process = get_context("fork").Process(target=server.serve_forever, daemon=True)
    process.start()
    server.socket.close()
    try:
        yield Running(server.url)
    finally:
        process.kill()
        process.join()


class _Handler(BaseHTTPRequestHandler):
    server: Witness

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/ledger":
            self._say(200, {"ledger": self.server.ledger, "faults": self.server.done})
        elif self.server.fault() == "busy":
            self._say(503, {})
        else:
            (key,) = parse_qs(asked.query)["key"]
            self._say(200, {"found": self.server.ledger[key] > 0})

    def do_POST(self) -> None:
        key = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["key"]
        fault = self.server.fault()
        if fault == "busy":
            self._say(429, {})
            return
        if fault != "closed":
            self.server.take(key, honours_keys=self.path == "/idempotent")
        if fault == "slow":
            time.sleep(self.server.late)
        if fault not in {"closed", "lost"}:
            self._say(200, {"id": key})

    def _say(self, status: int, body: object) -> None:
        told = json.dumps(body).encode()
        with suppress(OSError):  # the caller was killed, or has hung up
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """The ledger says it all."""
