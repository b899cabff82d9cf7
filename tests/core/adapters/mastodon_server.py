"""A local server that speaks the part of Mastodon's documented API that posting needs, its Idempotency-Key included."""

import html
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "open-sesame"


class Instance(ThreadingHTTPServer):
    """One server with one account; ``faults`` happen one a call, before or after the post is taken."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[dict[str, object]] = []
        self.by_key: dict[str, dict[str, object]] = {}
        self.media: list[bytes] = []
        self.refusals: list[tuple[int, dict[str, str], str]] = []
        self.loses_answers = False
        self.prepares = 0
        self.url = f"http://127.0.0.1:{self.server_port}"

    def post(self, text: str, key: str, media: list[str]) -> dict[str, object]:
        if key in self.by_key:
            return self.by_key[key]
        paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in text.split("\n\n")).replace("\n", "<br />")
        content = re.sub(
            r"https://(\S{5})(\S*?)(?=<|\s)",
            r'<a href="https://\1\2"><span class="invisible">https://</span><span>\1</span><span class="invisible">\2</span></a>',
            paragraphs,
        )
        made = {
            "id": str(1000 + len(self.statuses)),
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "content": content,
            "media_attachments": media,
            "favourites_count": 3,
            "reblogs_count": 2,
            "replies_count": 1,
        }
        self.statuses.insert(0, made)
        self.by_key[key] = made
        return made


@contextmanager
def instance() -> Iterator[Instance]:
    server = Instance()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Instance

    def do_GET(self) -> None:
        if not self._is_let_in():
            return
        if self.path == "/api/v1/accounts/verify_credentials":
            self._say(200, {"id": "7", "acct": "bakery"})
        elif self.path.startswith("/api/v1/accounts/7/statuses"):
            self._say(200, self.server.statuses)
        elif self.path.startswith("/api/v1/media/"):
            self.server.prepares -= 1
            self._say(206 if self.server.prepares > 0 else 200, {"id": self.path.rsplit("/", 1)[-1]})
        else:
            wanted = self.path.rsplit("/", 1)[-1]
            found = next((one for one in self.server.statuses if one["id"] == wanted), None)
            self._say(200 if found else 404, found or {"error": "Record not found"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_let_in():
            return
        if self.path == "/api/v2/media":
            self.server.media.append(body)
            self._say(202 if self.server.prepares else 200, {"id": f"m{len(self.server.media)}"})
            return
        said = json.loads(body)
        made = self.server.post(said["status"], self.headers["Idempotency-Key"], said["media_ids"])
        if self.server.loses_answers:
            self.close_connection = True
            self.connection.close()
            return
        self._say(200, made)

    def _is_let_in(self) -> bool:
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say(401, {"error": "The access token is invalid"})
            return False
        if self.server.refusals:
            status, headers, words = self.server.refusals.pop(0)
            self._say(status, {"error": words}, headers)
            return False
        return True

    def _say(self, status: int, told: object, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return
