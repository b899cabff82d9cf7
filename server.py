"""The full start: dashboard, REST API and clock in one process on one port.

``streamlit run server.py`` and ``uvicorn server:app`` both serve it. The page is served while the product is still
being put together: a browser needs as long to load Streamlit's own scripts.
"""

import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from core.settings import BadSettings, load_settings
from ui import full_server

# The folder pages/ holds screens for the router, not the pages of an old-style app; see ui/router.py.
PagesManager.uses_pages_directory = False

try:
    load_settings()
except BadSettings as wrong:
    sys.exit(str(wrong))


def open_house() -> None:
    """Put the product together; a database that cannot be used stops the start, with nothing begun."""
    from core.wiring import product  # noqa: PLC0415
    from ui import opening  # noqa: PLC0415

    try:
        runtime = product()
    except BadSettings as wrong:
        print(wrong, file=sys.stderr, flush=True)  # noqa: T201 - it is for whoever starts the product
        os._exit(1)
    opening.begin(runtime).join()
    gc.enable()


@asynccontextmanager
async def life(_app: st.App) -> AsyncIterator[None]:
    """What lives as long as the server does."""
    gc.disable()  # nothing that is imported is garbage
    Thread(target=open_house, name="house", daemon=True).start()
    yield
    from core import jobs  # noqa: PLC0415
    from core.wiring import product  # noqa: PLC0415

    if (running := jobs.start_clock(product())) is not None:
        running.stop()


def rest_api() -> ASGIApp:
    """The API, imported with the first request."""
    from api.main import app  # noqa: PLC0415

    return app


async def api(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the API."""
    await (await run_in_threadpool(rest_api))(scope, receive, send)


full_server.mark()
app = st.App("app.py", routes=[Mount("/api", app=api)], lifespan=life)
