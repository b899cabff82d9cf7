"""Figures for Prometheus: requests as they come, the rest read from the database when it is asked."""

import time
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.pulse import Figures


class Database(Collector):
    """What is counted in the database; gauges, since rows can be erased."""

    def __init__(self, read: Callable[[], Figures]) -> None:
        self._read = read

    def describe(self) -> Iterable[Metric]:
        """Nothing is read when the registry is made."""
        return ()

    def collect(self) -> Iterable[Metric]:
        found = self._read()
        sent = GaugeMetricFamily("center_publications", "Publications by status.", labels=["status"])
        for status, many in sorted(found.publications.items()):
            sent.add_metric([status], many)
        tokens = GaugeMetricFamily("center_ai_tokens", "Tokens spent on writing.", labels=["engine", "way"])
        for (engine, way), many in sorted(found.tokens.items()):
            tokens.add_metric([engine, way], many)
        age = GaugeMetricFamily("center_clock_age_seconds", "Seconds since the clock last beat; NaN if it never did.")
        age.add_metric([], found.clock_age.total_seconds() if found.clock_age is not None else float("nan"))
        return (sent, tokens, age)


class Requests:
    """ASGI middleware that counts and times each answered request by its route, never by its address."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        labels = ("method", "route", "status")
        self._count = Counter("center_http_requests", "Requests answered.", labels, registry=registry)
        self._took = Histogram("center_http_seconds", "Time to answer.", ("method", "route"), registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), "500"

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            self._count.labels(scope["method"], route, status).inc()
            self._took.labels(scope["method"], route).observe(time.perf_counter() - began)


def registry(read: Callable[[], Figures]) -> CollectorRegistry:
    """A registry that reads the database each time it is asked."""
    made = CollectorRegistry()
    made.register(Database(read))
    return made
