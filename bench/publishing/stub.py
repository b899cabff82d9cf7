"""A channel that takes everything and answers each call after the same short while, in a process of its own."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from socket import create_server, socket


@dataclass(frozen=True)
class Stub:
    """Where it listens; ``calls`` tells what it took by key and when, in seconds since the epoch."""

    url: str

    def calls(self) -> dict[str, list[float]]:
        with urllib.request.urlopen(f"{self.url}/calls", timeout=10) as answer:  # noqa: S310 - our own address
            taken: dict[str, list[float]] = json.load(answer)
        return taken


@contextmanager
def answering(seconds: float) -> Iterator[Stub]:
    """A stub that answers after ``seconds``."""
    listening = create_server(("127.0.0.1", 0), backlog=256)
    process = get_context("fork").Process(target=lambda: asyncio.run(_serve(listening, seconds)), daemon=True)
    process.start()
    try:
        yield Stub(f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        process.kill()
        process.join()
        listening.close()


async def _serve(listening: socket, seconds: float) -> None:
    taken: dict[str, list[float]] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            began, wall = loop.time(), time.time()
            body = b"{}"
            if head.startswith(b"POST"):
                length = next(
                    int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
                )
                key = json.loads(await reader.readexactly(length))["key"]
                taken.setdefault(key, []).append(wall)
                await asyncio.sleep(began + seconds - loop.time())
            else:
                body = json.dumps(taken).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(body), body))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, sock=listening)
    await server.serve_forever()
