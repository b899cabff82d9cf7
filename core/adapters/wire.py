"""One call to an endpoint that speaks OpenAI's chat completions: sent once, read whole, never later than told."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ssl import SSLContext
from typing import Any

import httpx2
import openai

from core.adapters.deadline import within
from core.adapters.dialled import Blocked, Dialled
from core.adapters.fault import LATE, Fault, status_fault
from core.ai.endpoint import Reach
from core.ai.model import Usage


@dataclass(frozen=True)
class Said:
    """A chat completion: its text, which model served it, whether it was cut off, and its usage where told."""

    text: str
    model: str
    is_cut: bool
    usage: Usage | None


@dataclass(frozen=True)
class Wire:
    """An endpoint, its key and where it may lie; ``connect`` makes what carries one call in place of the network."""

    base_url: str
    api_key: str = ""
    reach: Reach = "anywhere"
    connect: Callable[[], httpx2.BaseTransport] | None = None

    def post(self, seconds: float, **request: Any) -> Said:
        """Send one request and read its answer within so many seconds, connecting and every byte included.

        Raises:
            Fault: it was refused, late, broken or not a chat completion.
        """
        http = httpx2.Client(transport=self._road(), verify=certificates(), timeout=max(seconds, 0.001))
        try:
            return _read(within(seconds, lambda: self._sent(http, request), http.close))
        except (TimeoutError, openai.APITimeoutError) as late:
            raise Fault(LATE.outcome, LATE.words, begun=True) from late
        except openai.APIStatusError as refusal:
            response = refusal.response
            raise status_fault(response.status_code, response.text, response.headers, datetime.now(UTC)) from refusal
        except openai.APIConnectionError as broken:
            raise _broken(broken.__cause__) from broken
        except (UnicodeError, httpx2.InvalidURL) as odd:
            raise _broken(odd) from odd

    def _road(self) -> httpx2.BaseTransport | None:
        if self.connect is not None:
            return self.connect()
        return None if self.reach == "anywhere" else Dialled(self.reach, certificates())

    def _sent(self, http: httpx2.Client, request: dict[str, Any]) -> str:
        with http:  # also closes what was still being opened when time was up
            client = openai.OpenAI(
                api_key=self.api_key or "none", base_url=self.base_url, max_retries=0, http_client=http
            )
            return client.chat.completions.with_raw_response.create(**request).http_response.text


@functools.cache
def certificates() -> SSLContext:
    """Read the machine's certificates once: it takes a tenth of a second."""
    return httpx2.create_ssl_context()


_UNSENDABLE = (UnicodeError, httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)


def _broken(why: BaseException | None) -> Fault:
    if isinstance(why, _UNSENDABLE):
        return Fault("unsendable", "The AI endpoint's address or key cannot be right. Check both in Settings.")
    if isinstance(why, Blocked):
        return Fault("blocked", "The AI endpoint's address lies where this server may not call. Choose another.")
    if isinstance(why, httpx2.ConnectError):
        return Fault("unreachable", "The AI endpoint cannot be reached. Check its address in Settings.", again=True)
    return Fault("dropped", "The AI endpoint broke off the connection.", again=True, begun=True)


def _read(raw: str) -> Said:
    try:
        body = json.loads(raw)
        choice = body["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError) as odd:
        words = "What answered is not an AI endpoint, or its answer was garbled. Check the address in Settings."
        raise Fault("not an answer", words, again=True, begun=True) from odd
    usage = _usage(body.get("usage"))
    if refusal:
        raise Declined(str(body.get("model") or ""), usage)
    return Said(str(text or ""), str(body.get("model") or ""), choice.get("finish_reason") == "length", usage)


class Declined(Fault):
    """The model would not write this; it has been paid for all the same."""

    def __init__(self, model: str, usage: Usage | None) -> None:
        super().__init__("refused", "The model declined to write this.", down=False, begun=True)
        self.model, self.usage = model, usage


def _usage(told: Any) -> Usage | None:
    if not isinstance(told, dict) or not isinstance(told.get("prompt_tokens"), int):
        return None
    read, wrote = told.get("prompt_tokens_details") or {}, told.get("completion_tokens_details") or {}
    return Usage(
        told["prompt_tokens"],
        told.get("completion_tokens") or 0,
        cached=read.get("cached_tokens") or 0,
        reasoning=wrote.get("reasoning_tokens") or 0,
    )
