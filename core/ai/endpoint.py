"""Where a model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from core.ai.wording import Tier


@dataclass(frozen=True)
class Endpoint:
    """An address that speaks OpenAI's chat completions, its key, and the model for each tier.

    Attributes:
        base_url: up to and without ``/chat/completions``; no slash at its end.
        api_key: empty where the endpoint wants none; its repr hides it.
        source: whether the business brought it or whoever runs the server.
        is_local_allowed: whether it may lie on this machine or in its network.
        problem: why it can't be asked now, in words for a person; empty when it can.
    """

    base_url: str
    api_key: SecretStr
    quick_model: str
    quality_model: str
    source: Literal["own", "server"] = "own"
    is_local_allowed: bool = False
    problem: str = ""

    @property
    def models(self) -> Mapping[Tier, str]:
        return {"quick": self.quick_model, "quality": self.quality_model}
