"""The background clock alone, for a server whose dashboard runs elsewhere: ``python worker.py``."""

import signal
import sys
from threading import Event

from core.jobs import Clock
from core.settings import BadSettings
from core.wiring import product


def main() -> None:
    """Run the clock until the process is asked to stop; what is under way is finished first."""
    try:
        runtime = product()
    except BadSettings as wrong:
        sys.exit(str(wrong))
    asked = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: asked.set())
    clock = Clock(runtime).start()
    sys.stdout.write("The clock is running. Stop it with Ctrl+C.\n")
    sys.stdout.flush()
    asked.wait()
    clock.stop()


if __name__ == "__main__":
    main()
