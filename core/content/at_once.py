"""Asking for many texts: several at once while a model writes, one after another while its understudy does."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass

from core.ai.model import Answer, Model
from core.content.prompts import POST
from core.content.shapes import PostFacts, PostText
from core.errors import Refusal
from core.vocab import Engine

IN_FLIGHT = 8
"""Calls under way at a time: a campaign in a minute, without a burst that small accounts are refused for."""


@dataclass(frozen=True)
class Desk:
    """Where texts are asked for. Only ``model`` is called from threads; the rest runs where it was handed over.

    Attributes:
        facts: what the writer is told for a place, asked for just before it is written.
        landed: takes each answer as it comes.
        told: is called after an answer landed; whatever it raises stops the asking.
        width: how many calls may be under way at a time.
    """

    model: Model
    facts: Callable[[int], PostFacts]
    landed: Callable[[int, Answer[PostText]], None]
    told: Callable[[], None]
    width: int = IN_FLIGHT

    def ask(self, places: Iterable[int]) -> None:
        """Ask for every place's text.

        The first is asked for alone, so that an endpoint that answers nonsense costs one call. The understudy knows
        what stands just before each of its texts: it writes one at a time, in order. When the asking stops, answers
        under way are waited for and land, for they are paid for.

        Raises:
            ModelFailed, QuotaSpent: as the model; what landed before has landed.
        """
        waiting, wide = deque(places), 1
        while waiting:
            if wide > 1:
                wide = self._at_once(waiting)
                continue
            place = waiting.popleft()
            answer = self.model.answer(POST, self.facts(place))
            self.landed(place, answer)
            self.told()
            wide = self.width if answer.engine is Engine.MODEL else 1

    def _at_once(self, waiting: deque[int]) -> int:
        """Keep calls under way until nothing waits or the understudy answers; how many to go on with."""
        flying: dict[Future[Answer[PostText]], int] = {}
        wide = self.width
        with ThreadPoolExecutor(max_workers=wide, thread_name_prefix="writer") as pool:
            try:
                while flying or (waiting and wide > 1):
                    while waiting and len(flying) < wide > 1:
                        place = waiting.popleft()
                        flying[pool.submit(self.model.answer, POST, self.facts(place))] = place
                    for future in sorted(wait(flying, return_when=FIRST_COMPLETED).done, key=flying.__getitem__):
                        place, answer = flying.pop(future), future.result()
                        self.landed(place, answer)
                        wide = wide if answer.engine is Engine.MODEL else 1
                        self.told()
            finally:
                for future in sorted(flying, key=flying.__getitem__):
                    with suppress(Refusal):  # the first refusal, or the wish to stop, is already on its way up
                        self.landed(flying[future], future.result())
        return wide
