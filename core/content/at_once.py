"""Asking for many texts: several at once while a model writes, one after another while its understudy does."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from core.ai.model import Answer, Model
from core.content.offline.likeness import nearest
from core.content.prompts import POST, POSTS
from core.content.shapes import PostFacts, PostText
from core.content.together import ALIKE, asked_together, shared, size_after, taken_apart
from core.errors import ModelFailed, QuotaSpent, Refusal
from core.vocab import Engine

IN_FLIGHT = 8
"""Calls under way at a time: a campaign in a minute, without a burst that small accounts are refused for."""
Found = Mapping[int, Answer[PostText]]


@dataclass(frozen=True)
class Desk:
    """Where texts are asked for. Only ``model`` is called from threads; the rest runs where it was handed over.

    Attributes:
        facts: what the writer is told for a place, asked for just before it is written.
        landed: takes each answer as it comes.
        told: is called after answers landed; whatever it raises stops the asking.
        fits: whether a text that came together with others is good enough to save asking for it alone.
        width: how many calls may be under way at a time.
    """

    model: Model
    facts: Callable[[int], PostFacts]
    landed: Callable[[int, Answer[PostText]], None]
    told: Callable[[], None]
    fits: Callable[[int, PostText], bool] = lambda _place, _text: True
    width: int = IN_FLIGHT

    def ask(self, places: Iterable[int]) -> None:
        """Ask for every place's text.

        The first is asked for alone, so that an endpoint that answers nonsense costs one call. By its answer it is
        known whether the endpoint keeps to a shape, and how fast it is: then several texts are one question, and each
        that is missing from the reply, or not good enough, is asked for alone. The understudy knows what stands just
        before each of its texts: it writes one at a time, in order. When the asking stops, answers under way are waited
        for and land, for they are paid for.

        Raises:
            ModelFailed, QuotaSpent: as the model; what landed before has landed.
        """
        _Asking(self, deque(places)).run()

    def alone(self, place: int, facts: PostFacts) -> Found:
        """One text."""
        return {place: self.model.answer(POST, facts)}

    def together(self, places: Sequence[int], facts: Sequence[PostFacts]) -> Found:
        """Several texts in one question; fewer, or none, where the reply cannot be used."""
        question = asked_together(facts)
        try:
            apart = taken_apart(POSTS, question, self.model.answer(POSTS, question))
        except (ModelFailed, QuotaSpent):
            return {}
        return {place: apart[number] for number, place in enumerate(places, start=1) if number in apart}


class _Asking:
    """One round of asking under way: what waits, what flies, and how the endpoint is best asked."""

    def __init__(self, desk: Desk, waiting: deque[int]) -> None:
        self.desk, self.waiting = desk, waiting
        self.wide = 1
        self.size: int | None = None
        self.by_itself: set[int] = set()
        self.flying: dict[Future[Found], tuple[int, ...]] = {}

    def run(self) -> None:
        while self.waiting:
            if self.wide > 1:
                self._at_once()
            else:
                place = self.waiting.popleft()
                self._heard((place,), self.desk.alone(place, self.desk.facts(place)))

    def _at_once(self) -> None:
        """Keep calls under way until nothing waits or the understudy answers."""
        with ThreadPoolExecutor(max_workers=self.desk.width, thread_name_prefix="writer") as pool:
            try:
                while self.flying or (self.waiting and self.wide > 1):
                    while self.waiting and len(self.flying) < self.wide > 1:
                        self._take_off(pool)
                    done = wait(self.flying, return_when=FIRST_COMPLETED).done
                    for future in sorted(done, key=self.flying.__getitem__):
                        self._heard(self.flying.pop(future), future.result())
            finally:
                for future in sorted(self.flying, key=self.flying.__getitem__):
                    with suppress(Refusal):  # the first refusal, or the wish to stop, is already on its way up
                        self._land(self.flying[future], future.result())
                self.flying.clear()

    def _take_off(self, pool: ThreadPoolExecutor) -> None:
        places = self._next()
        facts = [self.desk.facts(place) for place in places]
        if len(places) == 1:
            future = pool.submit(self.desk.alone, places[0], facts[0])
        else:
            future = pool.submit(self.desk.together, places, facts)
        self.flying[future] = places

    def _next(self) -> tuple[int, ...]:
        """The next place, with those near it that may go into the same question."""
        first, size = self.waiting.popleft(), self.size or 1
        if size == 1 or first in self.by_itself:
            return (first,)
        alike = shared(self.desk.facts(first))
        near = [place for place in islice(self.waiting, 2 * size) if place not in self.by_itself]
        others = [place for place in near if shared(self.desk.facts(place)) == alike][: size - 1]
        for place in others:
            self.waiting.remove(place)
        return (first, *others)

    def _heard(self, places: tuple[int, ...], found: Found) -> None:
        if self._land(places, found):
            self.desk.told()

    def _land(self, places: tuple[int, ...], found: Found) -> bool:
        """Hand over what came. What did not, or will not do, waits again; where nothing did, no more goes together."""
        used: dict[int, str] = {}
        for place in places:
            answer = found.get(place)
            if answer is None or (len(places) > 1 and not self._does(place, answer.reply, used.values())):
                continue
            self.desk.landed(place, answer)
            used[place] = answer.reply.caption
            if len(places) == 1:
                self.wide = self.desk.width if answer.engine is Engine.MODEL else 1
                self.size = self.size or size_after(answer)
        again = [place for place in places if place not in used]
        self.by_itself.update(again)
        self.waiting.extendleft(reversed(again))
        if not used:
            self.size = 1
        return bool(used)

    def _does(self, place: int, text: PostText, used: Iterable[str]) -> bool:
        return self.desk.fits(place, text) and nearest(text.caption, used) <= ALIKE
