"""The full start: dashboard, REST API and clock in one process on one port.

``streamlit run server.py`` and ``uvicorn server:app`` both serve it.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.routing import Mount
from streamlit.runtime.pages_manager import PagesManager

from api.main import app as api
from core import jobs
from core.settings import BadSettings
from ui import full_server

# The folder pages/ holds screens for the router, not the pages of an old-style app; see ui/router.py.
PagesManager.uses_pages_directory = False

try:
    jobs.product()
except BadSettings as wrong:
    sys.exit(str(wrong))


@asynccontextmanager
async def clock(_app: st.App) -> AsyncIterator[None]:
    """What lives as long as the server does."""
    runtime = jobs.product()
    running = jobs.start_clock(runtime) if runtime.settings.clock == "threads" else None
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if running is not None:
            running.stop()


full_server.mark()
app = st.App("app.py", routes=[Mount("/api", app=api)], lifespan=clock)
