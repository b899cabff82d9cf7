"""The output guard: whatever can be checked in a generated text must stand in the facts it was given."""

from core.ai.guard.finding import Finding, Kind, in_words
from core.ai.guard.grounds import Grounds, unsupported
from core.ai.guard.trust import Trust

__all__ = ["Finding", "Grounds", "Kind", "Trust", "in_words", "unsupported"]
