"""The full start: dashboard, REST API and clock in one process on one port.

``streamlit run server.py`` and ``uvicorn server:app`` both serve it.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.routing import Mount
from streamlit.runtime.pages_manager import PagesManager

from api.main import app as api

# The folder pages/ holds screens for the router, not the pages of an old-style app; see ui/router.py.
PagesManager.uses_pages_directory = False


@asynccontextmanager
async def clock(_app: st.App) -> AsyncIterator[None]:
    """What lives as long as the server does."""
    gc.collect()
    gc.freeze()
    yield


app = st.App("app.py", routes=[Mount("/api", app=api)], lifespan=clock)
