"""What is known of a post when its engagement is predicted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class PostFacts:
    """One post as the model sees it.

    Args:
        channel: any name; one that was never measured is judged by what holds on all channels.
        type: what it mainly is.
        text: the words that go out with it, hashtags and links included.
        published_at: aware, in the audience's own zone: its wall clock and weekday are what counts.
        paid: whether it is advertised.
        followers: of the account at that moment; None if not known.
        outcome: a past post's engagement, as a count or as a rate (one of the two throughout a history); else None.

    Raises:
        ValueError: the moment has no zone, or the outcome is negative or no number.
    """

    channel: str
    type: Literal["text", "image", "video"]
    text: str
    published_at: datetime
    paid: bool = False
    followers: int | None = None
    outcome: float | None = None

    def __post_init__(self) -> None:
        if self.published_at.utcoffset() is None:
            raise ValueError("published_at needs a time zone")
        if self.outcome is not None and not 0.0 <= self.outcome < float("inf"):
            raise ValueError("outcome is a count or a rate, nought or more")
