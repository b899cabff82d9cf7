"""The background clock as Celery tasks, where a server runs Celery: ``celery -A celery_app worker --beat``.

Celery runs the work, and beat rings the bell; what is due stands in our database alone (ADR 4), so a task that is lost,
late or doubled does no harm. ``CELERY_BROKER_URL`` says where the broker is.
"""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial

from celery import Celery, signals

from core.jobs import CHORES, CLOCK, JOBS, PUBLISH, publish_due, run_job
from core.settings import BadSettings
from core.wiring import product

TURN = timedelta(seconds=20)
"""After so long, sending what is due ends, and the next task goes on: so long a worker takes to stop, at most."""
_BY_NAME = {job.name: job for job in JOBS}

app = Celery("command_center", set_as_current=False)
app.conf.update(
    accept_content=["json"],
    beat_schedule={
        job.name: {
            "task": "run",
            "schedule": job.every,
            "args": [job.name],
            # a bell that nobody heard in time is not rung again: where no worker was, no heap of them waits
            "options": {"expires": max(job.every, TURN).total_seconds()},
        }
        for job in JOBS
    },
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_ignore_result=True,
    task_reject_on_worker_lost=True,
    worker_hijack_root_logger=False,
    worker_prefetch_multiplier=1,
)


@signals.worker_init.connect
def _refuse_bad_settings(**_: object) -> None:
    """Stop the start with the message, where a setting is wrong; each process then opens the product for itself."""
    try:
        product().engine.dispose()
    except BadSettings as wrong:
        sys.exit(str(wrong))


@app.task(name="run")  # type: ignore[untyped-decorator]
def run(name: str) -> None:
    """Run one job once, as the clock does: it beats, and writes down how it went."""
    job, ends = _BY_NAME[name], time.monotonic() + TURN.total_seconds()
    if job.name == PUBLISH.name:
        job = replace(job, run=partial(publish_due, is_stopping=lambda: time.monotonic() > ends))
    run_job(product(), job, beats=CLOCK if job.name == PUBLISH.name else CHORES)
