"""Background work: its schedule, the clock that runs it, and a sandbox's skipped time."""

from core.jobs.clock import CHORES, CLOCK, LATE, Clock, is_late, run_job, start_clock
from core.jobs.schedule import JOBS, PUBLISH, Job, catch_up, collect, publish_due, receive_messages, score
from core.jobs.simulate import simulate
from core.jobs.skip import skip

__all__ = [
    "CHORES",
    "CLOCK",
    "JOBS",
    "LATE",
    "PUBLISH",
    "Clock",
    "Job",
    "catch_up",
    "collect",
    "is_late",
    "publish_due",
    "receive_messages",
    "run_job",
    "score",
    "simulate",
    "skip",
    "start_clock",
]
