"""Real servers behind the ports, each started once for the run."""

from collections.abc import Iterator

import pytest

from tests.core.conftest import lasting_engine, shop
from tests.redis_server import redis_server

__all__ = ["lasting_engine", "redis_url", "s3_endpoint", "shop"]


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis on a socket of its own."""
    with redis_server() as (url, _):
        yield url


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
