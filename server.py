"""The full start: dashboard, REST API and clock in one process on one port.

``streamlit run server.py`` and ``uvicorn server:app`` both serve it. The first screen is served before the product has
been put together; see ui/opening.py.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from core.settings import BadSettings, load_settings
from ui import full_server, opening

# The folder pages/ holds screens for the router, not the pages of an old-style app; see ui/router.py.
PagesManager.uses_pages_directory = False

try:
    load_settings()
except BadSettings as wrong:
    sys.exit(str(wrong))


@asynccontextmanager
async def life(_app: st.App) -> AsyncIterator[None]:
    """What lives as long as the server does."""
    opening.begin()
    yield
    opening.close()


def rest_api() -> ASGIApp:
    """The API, imported with the first request."""
    opening.rooms_are_ready()
    from api.main import app  # noqa: PLC0415

    return app


async def api(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the API."""
    await (await run_in_threadpool(rest_api))(scope, receive, send)


full_server.mark()
app = st.App("app.py", routes=[Mount("/api", app=api)], lifespan=life)
