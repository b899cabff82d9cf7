"""One call to an endpoint that takes and gives JSON: sent once, read whole, never later than told."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx2

from core.adapters.deadline import within
from core.adapters.dialled import Blocked
from core.adapters.fault import LATE, Fault, status_fault


def posted(
    url: str,
    asked: Mapping[str, Any],
    *,
    api_key: str,
    seconds: float,
    transport: httpx2.BaseTransport | None,
    odd: str,
) -> Any:
    """What the endpoint answered.

    Args:
        url: where to.
        asked: the body.
        api_key: sent as a bearer token; endpoints without keys get a word that stands for none.
        seconds: for everything together, connecting and every byte included.
        transport: carries the call in place of the plain network.
        odd: what to say of an answer that is no JSON.

    Raises:
        Fault: it was refused, late, broken or no JSON.
    """
    http = httpx2.Client(transport=transport, timeout=max(seconds, 0.001))
    headers = {"authorization": f"Bearer {api_key or 'none'}"}
    try:
        reply = within(seconds, lambda: http.post(url, json=asked, headers=headers), http.close)
        if not reply.is_success:
            raise status_fault(reply.status_code, reply.text, reply.headers, datetime.now(UTC))
        return json.loads(reply.text)
    except (TimeoutError, httpx2.TimeoutException) as late:
        raise Fault(LATE.outcome, LATE.words, begun=True) from late
    except Blocked as blocked:
        words = "The AI endpoint's address lies where this server may not call. Choose another."
        raise Fault("blocked", words) from blocked
    except httpx2.HTTPError as broken:
        raise Fault("unreachable", "The AI endpoint cannot be reached. Check its address in Settings.") from broken
    except ValueError as garbled:
        raise Fault("not an answer", odd) from garbled
    finally:
        http.close()
