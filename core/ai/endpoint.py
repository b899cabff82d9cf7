"""Where a model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from core.ai.wording import Tier

Reach = Literal["anywhere", "local", "public"]
"""Where an endpoint may lie: anywhere; anywhere but where clouds keep their secrets; at public addresses alone."""


@dataclass(frozen=True)
class Endpoint:
    """An address that speaks OpenAI's chat completions, its key, and the model for each tier.

    Attributes:
        base_url: up to and without ``/chat/completions``; no slash at its end.
        api_key: empty where the endpoint wants none; its repr hides it.
        source: whether the business brought it or whoever runs the server.
        reach: where it may lie; it holds at every connection, whatever the name resolves to by then.
        problem: why it can't be asked now, in words for a person; empty when it can.
    """

    base_url: str
    api_key: SecretStr
    quick_model: str
    quality_model: str
    source: Literal["own", "server"] = "own"
    reach: Reach = "anywhere"
    problem: str = ""

    @property
    def models(self) -> Mapping[Tier, str]:
        return {"quick": self.quick_model, "quality": self.quality_model}
