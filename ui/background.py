"""Work that takes longer than anybody should watch a page for: one piece after the other, whoever leaves or stays."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import streamlit as st

from core.errors import Refusal

Report = Callable[[float], None]
Deed = Callable[[Report], None]


@dataclass
class Work:
    """A piece of work; ``share`` of it is done, 0 to 1. ``refused`` says why nothing came of it."""

    future: "Future[None]" = field(default_factory=Future)
    share: float = 0.0
    refused: Refusal | None = None

    @property
    def is_over(self) -> bool:
        return self.future.done()

    def report(self, share: float) -> None:
        """Say how much is done."""
        self.share = min(1.0, max(self.share, share))


@dataclass
class Shop:
    """One worker for this process, so that two films never share its memory; what is under way, by name."""

    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "background"))
    works: dict[str, Work] = field(default_factory=dict)

    def begin(self, name: str, deed: Deed) -> Work:
        """Begin, unless it is under way already."""
        known = self.works.get(name)
        if known is not None and not known.is_over:
            return known
        work = self.works[name] = Work()
        work.future = self.worker.submit(_done, work, deed)
        return work

    def look(self, name: str) -> Work | None:
        """The piece of this name, if there is one."""
        return self.works.get(name)

    def take(self, name: str) -> Work | None:
        """The piece of this name once it is over: told to one page, once. A bug in it is raised here."""
        work = self.works.get(name)
        if work is None or not work.is_over:
            return None
        self.works.pop(name, None)
        work.future.result()
        return work


@st.cache_resource(show_spinner=False)
def shop() -> Shop:
    """The one shop of this process."""
    return Shop()


def _done(work: Work, deed: Deed) -> None:
    try:
        deed(work.report)
    except Refusal as refused:
        work.refused = refused
