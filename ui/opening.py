"""What goes on behind the door: the product is put together, every room imported, and the clock started.

It takes a second or two, in which a browser loads Streamlit's own scripts and the first visitor reads the first screen.
"""

import gc
import os
import sys
from functools import cache
from threading import Event, RLock, Thread

from core.settings import BadSettings
from ui import full_server

_ONCE = RLock()
_DRAWN = Event()
_PATIENCE = 2.5
"""Seconds after which the house opens although nobody came."""


def begin() -> None:
    """Open the house, once a process."""
    with _ONCE:
        _begun()


def first_screen_is_drawn() -> None:
    """The first visitor has something to read: now the rest may take the processor."""
    if not _DRAWN.is_set():
        _set_aside()
        _DRAWN.set()


@cache
def _begun() -> None:
    Thread(target=_open, name="opening", daemon=True).start()


def _open() -> None:
    _DRAWN.wait(_PATIENCE)
    gc.disable()  # nothing that is imported is garbage
    try:
        from core.wiring import product  # noqa: PLC0415

        runtime = product()
        from core import jobs  # noqa: PLC0415 - it imports every room

        jobs.start_clock(runtime)
    except BadSettings as wrong:
        print(wrong, file=sys.stderr, flush=True)  # noqa: T201 - it is for whoever starts the product
        if full_server.is_here():  # nothing has begun yet; elsewhere the gate tells each visit
            os._exit(1)
    finally:
        gc.enable()
        _set_aside()


def _set_aside() -> None:
    """Keep the garbage collector off what lives as long as the process."""
    gc.collect()
    gc.freeze()
