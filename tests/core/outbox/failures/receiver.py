"""A webhook's receiver that answers as it is told, and keeps its own ledger of what it took."""

import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """How one call ends; with ``takes`` the parcel is in the ledger, whatever is said. Status 0 says nothing at all."""

    status: int = 200
    takes: bool = True
    after: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"{}"


class Receiver(ThreadingHTTPServer):
    """``script`` holds the answers to come; once it is empty, everything is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: deque[Answer] = deque()
        self.ledger: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.url = f"http://127.0.0.1:{self.server_port}/in"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever called has hung up: that is what some of these answers are for."""


@contextmanager
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        key, _ = self.headers["webhook-id"], self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls[key] += 1
        answer = self.server.script.popleft() if self.server.script else Answer()
        if answer.takes and not self.server.ledger[key]:  # it remembers ids, whether or not anybody counts on it
            self.server.ledger[key] += 1
        time.sleep(answer.after)
        if not answer.status:
            self.close_connection = True
            self.connection.close()
            return
        with suppress(OSError):
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """The ledger says it all."""
