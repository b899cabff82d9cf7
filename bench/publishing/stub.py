"""A channel that takes everything and answers each call after the same short while, in a process of its own."""

import http.client
import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from socket import IPPROTO_TCP, TCP_NODELAY, create_server, socket
from threading import Thread, local
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Stub:
    """Where it listens; ``calls`` tells what it took by key and when, in seconds since the epoch."""

    url: str

    def calls(self) -> dict[str, list[float]]:
        with urllib.request.urlopen(f"{self.url}/calls", timeout=10) as answer:  # noqa: S310 - our own address
            taken: dict[str, list[float]] = json.load(answer)
        return taken


@dataclass(frozen=True)
class Line:
    """Calls to the stub, over one connection a thread that stays open: each costs its answer, not a greeting too."""

    url: str
    _mine: local = field(default_factory=local)

    def call(self, key: str) -> int:
        line = getattr(self._mine, "line", None)
        if line is None:
            line = self._mine.line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=5)
        line.request("POST", "/", json.dumps({"key": key}))
        answer = line.getresponse()
        answer.read()
        return answer.status


@contextmanager
def answering(seconds: float) -> Iterator[Stub]:
    """A stub that answers ``seconds`` after it has heard a call."""
    listening = create_server(("127.0.0.1", 0), backlog=256)
    process = get_context("fork").Process(target=_serve, args=(listening, seconds), daemon=True)
    process.start()
    try:
        yield Stub(f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        process.kill()
        process.join()
        listening.close()


def _serve(listening: socket, seconds: float) -> None:
    # a thread a connection: the timers of an event loop round up to whole milliseconds
    taken: dict[str, list[float]] = {}
    while True:
        line, _ = listening.accept()
        Thread(target=_answer, args=(line, seconds, taken), daemon=True).start()


def _answer(line: socket, seconds: float, taken: dict[str, list[float]]) -> None:
    line.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    with line, line.makefile("rb") as asked, suppress(OSError):
        while first := asked.readline():
            began, wall, length = time.perf_counter(), time.time(), 0
            while (header := asked.readline().strip()) != b"":
                if header.lower().startswith(b"content-length:"):
                    length = int(header[15:])
            if first.startswith(b"POST"):
                taken.setdefault(json.loads(asked.read(length))["key"], []).append(wall)
                body = b"{}"
                time.sleep(max(0.0, began + seconds - time.perf_counter()))
            else:
                body = json.dumps(dict(taken)).encode()
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
