"""Pictures from any endpoint that speaks OpenAI's images API: one call, one deadline, one row in the bill."""

import base64
import binascii
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from ssl import SSLContext
from typing import Any

import httpx2

from core.adapters.dialled import Dialled
from core.adapters.fault import Fault
from core.adapters.json_call import posted
from core.adapters.prices import price, table
from core.ai.endpoint import Reach
from core.ai.model import Attempt, Usage, WireError, estimated_tokens
from core.errors import ModelFailed

LONGEST = 4_000
"""Characters of a description that are sent: what the oldest of these models takes."""
PRICED = frozenset({"gpt-image-1", "gpt-image-1-mini"})
"""Models whose price for a token written, in the table, is the one for pictures; of others it may be that for words."""
TOKENS = 1_600
"""What a picture of medium quality takes (1,584 at 1024 by 1536), where the endpoint does not count."""
ODD = "What answered gave no picture. Check the address and the model for pictures."
_DECLINED = re.compile(r"moderation|content_policy|safety", re.IGNORECASE)
SIZES = ((1024, 1024), (1024, 1536), (1536, 1024))
"""Pixels that every one of these models draws."""


@dataclass(frozen=True)
class OpenAIPictures:
    """An endpoint, its key and its model.

    Attributes:
        reach: where the endpoint may lie, whatever its name resolves to.
        record: told of every call as it ends, well or badly.
        transport: stands in for the network in tests.
    """

    model: str
    base_url: str = "https://api.openai.com/v1"
    api_key: str = field(default="", repr=False)
    reach: Reach = "anywhere"
    record: Callable[[Attempt], None] = lambda _attempt: None
    transport: httpx2.BaseTransport | None = None

    def paint(self, words: str, size: tuple[int, int], *, seconds: float) -> bytes:
        """A picture's file, in the size nearest to the one wished for. Asked once: a second try may be paid twice.

        Raises:
            ModelFailed: the endpoint refused, was late, or answered something else; its cause is a ``WireError``. The
                call is billed all the same.
        """
        sent, usage = time.monotonic(), Usage(0, 0)
        try:
            body = self._post(words[:LONGEST], size, seconds)
            usage = _usage(body, words)
            picture = _picture(body)
        except Fault as fault:
            if fault.begun:  # it may have been drawn, and be charged for
                usage = _usage(None, words)
            wire = WireError((self._recorded(fault.outcome, sent, usage),), is_down=fault.down)
            wire.__cause__ = fault
            declined = fault.outcome == "http 400" and _DECLINED.search(fault.says)
            told = "The model declined to draw this. Say it in other words." if declined else fault.words
            raise ModelFailed(told) from wire
        self._recorded("answered", sent, usage)
        return picture

    def _recorded(self, outcome: str, sent: float, usage: Usage) -> Attempt:
        spent = round((time.monotonic() - sent) * 1000)
        made = Attempt(outcome, self.model, usage, spent, self._cost(usage), asked=self.model, prices=table())
        self.record(made)
        return made

    def _post(self, words: str, size: tuple[int, int], seconds: float) -> Any:
        width, height = nearest(size)
        asked: dict[str, Any] = {"model": self.model, "prompt": words, "n": 1, "size": f"{width}x{height}"}
        # older models say how the picture comes, newer ones only in which format
        old = self.model.startswith("dall-e")
        asked |= {"response_format": "b64_json"} if old else {"output_format": "jpeg", "quality": "medium"}
        road = self.transport or (None if self.reach == "anywhere" else Dialled(self.reach, _certificates()))
        url = f"{self.base_url}/images/generations"
        return posted(url, asked, api_key=self.api_key, seconds=seconds, transport=road, odd=ODD)

    def _cost(self, usage: Usage) -> Decimal | None:
        if usage.total == 0:
            return Decimal(0)
        return price(self.base_url, self.model, usage) if self.model in PRICED and not usage.estimated else None


def nearest(size: tuple[int, int]) -> tuple[int, int]:
    """The size that every model draws whose sides are most alike.

    >>> nearest((1080, 1350)), nearest((1200, 628)), nearest((1080, 1080))
    ((1024, 1536), (1536, 1024), (1024, 1024))
    """
    ratio = size[0] / size[1]
    return min(SIZES, key=lambda one: max(ratio * one[1] / one[0], one[0] / one[1] / ratio))


def _picture(body: Any) -> bytes:
    try:
        return base64.b64decode(body["data"][0]["b64_json"], validate=True)
    except (LookupError, TypeError, ValueError, binascii.Error) as odd:
        raise Fault("not an answer", ODD) from odd


def _usage(body: Any, words: str) -> Usage:
    told = body.get("usage") if isinstance(body, dict) else None
    if isinstance(told, dict) and isinstance(told.get("input_tokens"), int):
        return Usage(told["input_tokens"], told.get("output_tokens") or 0)
    return Usage(estimated_tokens(words), TOKENS, estimated=True)


def _certificates() -> SSLContext:
    return httpx2.create_ssl_context()
