"""An endpoint that keeps failing at pictures is left alone, and the tokens it would take are let go."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from core.adapters.openai_pictures import OpenAIPictures
from core.ai.allowance import Need, Standing
from core.ai.breaker import Breaker
from core.ai.metered import Grant
from core.ai.model import Attempt
from core.ai.picturing import Picturing
from core.errors import ModelFailed
from tests.core.adapters.test_openai_pictures import SAFETY, reply

SIZE = (1080, 1080)


class Held:
    """A month with plenty of tokens, that knows how many are held back."""

    def __init__(self) -> None:
        self.now = 0

    @contextmanager
    def reserved(self, need: Need) -> Iterator[Grant]:
        self.now += 1
        try:
            yield Grant(Standing.FINE)
        finally:
            self.now -= 1


def test_it_rests_after_failures_in_a_row_and_is_tried_again() -> None:
    bad, asked, clock, billed = [True], [], [0.0], list[Attempt]()

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(500, text="oops") if bad[0] else reply()

    quota, breaker = Held(), Breaker(failures=2, rest=10)
    painter = OpenAIPictures("m", record=billed.append, transport=httpx2.MockTransport(handler))
    picturing = Picturing(painter, quota, breaker=breaker, clock=lambda: clock[0])
    for _ in range(2):
        with pytest.raises(ModelFailed, match="status 500"):
            picturing.paint("bread", SIZE)
    with pytest.raises(ModelFailed, match=r"several times in a row; it is tried again in 10 s"):
        picturing.paint("bread", SIZE)
    assert (len(asked), len(billed), quota.now) == (2, 2, 0)

    bad[0], clock[0] = False, 10.0
    assert picturing.paint("bread", SIZE) == b"picture"
    assert picturing.paint("bread", SIZE) == b"picture"


def test_a_model_that_declines_is_no_endpoint_that_fails() -> None:
    painter = OpenAIPictures("m", transport=httpx2.MockTransport(lambda _: httpx2.Response(400, json=SAFETY)))
    picturing = Picturing(painter, Held(), breaker=Breaker(failures=1, rest=10))
    for _ in range(3):
        with pytest.raises(ModelFailed, match="declined to draw"):
            picturing.paint("bread", SIZE)
