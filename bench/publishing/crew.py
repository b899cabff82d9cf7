"""Clocks in processes of their own, which publish through the witness and can be killed or stopped at any moment."""

import http.client
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event
from urllib.parse import quote, urlsplit

from core.channels import rules
from core.jobs import schedule, sending
from core.jobs.clock import run_job
from core.ports import Accepted, Ambiguous, ChannelTotals, Outcome, Parcel, Transient, Unreachable
from core.settings import Settings
from core.vocab import Capability, Origin
from core.wiring import Runtime
from core.workspace import Workspace

CHANNELS: Mapping[str, Capability] = {
    "telegram": Capability.IDEMPOTENT,
    "mastodon": Capability.LOOKUP,
    "email": Capability.NEITHER,
}
"""What each channel of the run can do."""
PUBLISH = next(job for job in schedule.JOBS if job.name == "publish_due")
WAITS = tuple(timedelta(seconds=wait) for wait in (0.05, 0.1, 0.2))


@dataclass(frozen=True)
class WitnessChannel:
    """The wire to the witness; ``patience`` is the seconds after which an answer is given up."""

    capability: Capability
    url: str
    patience: float
    origin: Origin = Origin.SIMULATED

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        try:
            status = self._call("POST", f"/{self.capability}", json.dumps({"key": parcel.key}))[0]
        except ConnectionRefusedError as nobody:
            return Transient("Nobody is there.", str(nobody))
        except (OSError, http.client.HTTPException) as silent:
            return Ambiguous("No answer came.", str(silent))
        return Accepted(parcel.key, now) if status == 200 else Transient("Too busy.", after=WAITS[0])

    def find(self, parcel: Parcel) -> Accepted | None:
        try:
            status, told = self._call("GET", f"/find?key={quote(parcel.key)}")
        except (OSError, http.client.HTTPException) as silent:
            raise Unreachable("nobody answers.") from silent
        if status != 200:
            raise Unreachable("it is too busy.")
        return Accepted(parcel.key, datetime.now(UTC)) if told["found"] else None

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002 - the port's shape
        return ChannelTotals()

    def _call(self, verb: str, path: str, body: str | None = None) -> tuple[int, dict[str, bool]]:
        line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=self.patience)
        try:
            line.request(verb, path, body)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()


class WitnessedRuntime(Runtime):
    """The product as it is, but for its wires."""

    witness = ""
    patience = 1.0

    def channel(self, _ws: Workspace, name: str) -> WitnessChannel:
        return WitnessChannel(CHANNELS[name], self.witness, self.patience)


def lift_rates() -> None:
    """Channels of this process take any number of calls a minute: it is the engine that is tried out."""
    none = {"per_minute_max": None}
    known = {
        name: block.model_copy(update={"limits": block.limits.model_copy(update=none)})
        for name, block in rules.load().items()
    }
    vars(rules)["load"] = lambda: known


def opened(database_url: str, witness: str = "", patience: float = 1.0, skew: float = 0.0) -> WitnessedRuntime:
    """The product on a database, with its wires leading to the witness; its wall clock is so many seconds ahead."""
    media, ahead = f"file://{tempfile.gettempdir()}/no-media", timedelta(seconds=skew)
    settings = Settings(_env_file=None, database_url=database_url, media_url=media)  # type: ignore[call-arg]
    made = WitnessedRuntime(settings, clock=lambda: datetime.now(UTC) + ahead)
    made.witness, made.patience = witness, patience
    return made


def start(database_url: str, witness: str, lease: float, log: Path, skew: float = 0.0) -> BaseProcess:
    """A clock that publishes what is due until it is ended; on its wall it is ``skew`` seconds later."""
    made = get_context("fork").Process(target=_work, args=(database_url, witness, lease, log, skew), daemon=True)
    made.start()
    return made


def _work(database_url: str, witness: str, lease: float, log: Path, skew: float) -> None:
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, sys.stdout.fileno())
    os.dup2(out, sys.stderr.fileno())
    sending.LEASE = timedelta(seconds=lease)
    sys.modules["core.outbox.settle"].WAITS = WAITS  # type: ignore[attr-defined]
    runtime = opened(database_url, witness, lease / 3, skew)
    while not stopped.is_set():
        run_job(runtime, PUBLISH)
        time.sleep(0.02)
