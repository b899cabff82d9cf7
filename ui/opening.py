"""What goes on behind the door: the product is put together, every room imported, and the clock started.

It takes a second or two, in which a browser loads Streamlit's own scripts and the first visitor reads the first screen.
"""

import gc
import os
import sys
import traceback
from threading import Event, RLock, Thread, Timer

from core.settings import BadSettings
from ui import full_server

_ONCE, _IMPORTING, _DRAWN, _WANTED, _OPENED = RLock(), RLock(), Event(), Event(), Event()
_PATIENCE = 2.5
"""Seconds after which the house opens although nobody came."""
_SETTLING = 0.4
"""Seconds in which a browser fetches from this very process what the first screen is drawn with."""
_TURN = 0.0005
"""Seconds that imports keep the interpreter from a visitor; Python's own 0.005 add up over fifty small files."""
RARELY = (50_000, 50, 100)
"""When Python looks for garbage that refers to itself: 700 new objects, its own choice, come many times a request."""
_THREADS: list[Thread] = []


def begin() -> None:
    """Open the house, once a process; again when a database that did not answer stopped it half-way."""
    with _ONCE:
        if not _OPENED.is_set() and not any(thread.is_alive() for thread in _THREADS):
            _THREADS[:] = [Thread(target=_open, name="opening", daemon=True)]
            _THREADS[0].start()


def first_screen_is_drawn() -> None:
    """The first visitor has something to read: now the rest may take the processor."""
    if not _DRAWN.is_set():
        _DRAWN.set()
        settled = Timer(_SETTLING, _WANTED.set)
        settled.daemon = True
        settled.start()
        if not _THREADS:  # else it waits for the end of the opening: a collection stops everything
            _set_aside()


def rooms_are_ready() -> None:
    """Have every room of core imported, or wait for it: whoever needs one asks this first.

    One thread alone does it: of two that import SQLAlchemy at once, each may find half of it.
    """
    _WANTED.set()
    with _IMPORTING:
        from core import jobs  # noqa: F401, PLC0415 - it imports every room


def close() -> None:
    """Stop the clock, where it was started: a server that ends at once has nothing to stop."""
    if not _OPENED.is_set():
        return
    from core import jobs  # noqa: PLC0415
    from core.wiring import product  # noqa: PLC0415

    if (clock := jobs.start_clock(product())) is not None:
        clock.stop()


def _open() -> None:
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    _WANTED.wait(_PATIENCE)
    gc.disable()  # nothing that is imported is garbage
    try:
        rooms_are_ready()
        from core import jobs  # noqa: PLC0415
        from core.wiring import product  # noqa: PLC0415

        jobs.start_clock(product())
        _OPENED.set()
    except BadSettings as wrong:
        _refuse(str(wrong))
    except Exception:  # noqa: BLE001 - such as a database that does not answer: no server goes on without its clock
        _refuse(traceback.format_exc())
    finally:
        sys.setswitchinterval(turn)
        gc.enable()
        _set_aside()


def _refuse(why: str) -> None:
    """Say why and, as the full server, end: nothing has begun yet. Elsewhere the gate tells each visit."""
    print(why, file=sys.stderr, flush=True)  # noqa: T201 - it is for whoever starts the product
    if full_server.is_here():
        os._exit(1)


def _set_aside() -> None:
    """Keep the garbage collector off what lives as long as the process, and let it come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
