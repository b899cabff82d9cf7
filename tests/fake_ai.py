"""A small AI endpoint on this machine: it speaks chat completions, remembers what it was sent, and misbehaves on demand."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MANNERS = ("enforces", "promises JSON", "asked nicely", "refuses the key", "is a website", "is empty")


@dataclass
class FakeAI:
    """``manner`` is one of ``MANNERS``; ``asked`` are the bodies and ``keys`` the keys of every request so far.

    ``seconds`` is how long it thinks, and ``says`` what it answers in the end.
    """

    url: str = ""
    manner: str = "enforces"
    seconds: float = 0.0
    says: dict[str, Any] = field(default_factory=lambda: {"colour": "teal"})
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def answer(self, body: dict[str, Any], key: str) -> tuple[int, str]:
        self.asked.append(body)
        self.keys.append(key)
        time.sleep(self.seconds)
        if self.manner == "refuses the key":  # some servers repeat the key in what they say
            return 401, json.dumps({"error": {"message": f"Incorrect API key provided: {key}"}})
        if self.manner == "is a website":
            return 200, "<html><body>Welcome!</body></html>"
        shape = body.get("response_format", {}).get("type")
        if self.manner == "promises JSON" and shape == "json_schema":
            return 400, json.dumps({"error": {"message": "response_format json_schema is not supported"}})
        if self.manner == "asked nicely" and shape:
            return 400, json.dumps({"error": {"message": "response_format is not supported"}})
        text = "" if self.manner == "is empty" else json.dumps(self.says)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        usage = {"prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25}
        return 200, json.dumps(
            {
                "id": "x",
                "object": "chat.completion",
                "created": 1,
                "model": f"{body['model']}-2026",
                "choices": [choice],
                "usage": usage,
            }
        )


@contextmanager
def serving() -> Iterator[FakeAI]:
    """An endpoint that lives as long as the context."""
    fake = FakeAI()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, text = fake.answer(body, self.headers.get("Authorization", "").removeprefix("Bearer "))
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if text.startswith("<") else "application/json")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
