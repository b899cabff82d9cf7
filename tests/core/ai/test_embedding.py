from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest

from core.adapters.hashed_words import HashedWords
from core.ai import embedding
from core.ai.allowance import Need, Standing
from core.ai.embedding import Embedding, Kept
from core.ai.metered import Grant
from core.errors import ModelFailed, QuotaSpent
from core.ports import Vectors


@dataclass
class Cache:
    kept: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str, ttl: timedelta) -> None:
        assert ttl > timedelta(0)
        self.kept[key] = value


@dataclass
class Far:
    """An endpoint that remembers what it was asked, and fails after so many calls."""

    calls: int = 99
    identity: str = "far"
    asked: list[list[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def embed(self, texts: Sequence[str], *, seconds: float = 1.0) -> Vectors:
        if len(self.asked) == self.calls:
            raise ModelFailed("The AI endpoint is busy.")
        self.asked.append(list(texts))
        self.seconds.append(seconds)
        rows = np.array([[len(text), 1.0] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclass
class Month:
    """So many tokens a month, held back one call at a time."""

    left: int
    held: list[int] = field(default_factory=list)

    @contextmanager
    def reserved(self, need: Need) -> Iterator[Grant]:
        self.held.append(need.most)
        yield Grant(Standing.FINE) if need.least <= self.left else Grant(Standing.SPENT, "It is used up.")


def kept(inner: Far, cache: Cache, left: int = 1000) -> Kept:
    return Kept(inner, cache, Month(left))


def test_a_text_is_asked_for_once_and_an_empty_one_never() -> None:
    inner, cache = Far(), Cache()
    rows = kept(inner, cache).embed(["bread", "", "rolls!", "bread"])
    again = kept(inner, cache).embed(["rolls!", "bread"])
    assert inner.asked == [["bread", "rolls!"]]
    assert np.allclose(rows[0], rows[3])
    assert np.allclose(again, rows[[2, 0]])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1, 1], atol=1e-5)
    assert kept(inner, cache).embed([]).shape[0] == 0


def test_another_embedder_s_vectors_are_not_taken_for_its_own() -> None:
    cache, other = Cache(), Far(identity="other")
    kept(Far(), cache).embed(["bread"])
    kept(other, cache).embed(["bread"])
    assert other.asked == [["bread"]]


def test_what_was_paid_for_is_kept_when_the_endpoint_gives_up_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "BATCH", 2)
    cache, texts = Cache(), ["a", "bb", "ccc", "dddd", "eeeee"]
    with pytest.raises(ModelFailed):
        kept(Far(calls=2), cache).embed(texts)
    rest = Far()
    kept(rest, cache).embed(texts)
    assert rest.asked == [["eeeee"]]


def test_all_batches_share_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "BATCH", 1)
    inner = Far()
    kept(inner, Cache()).embed(["a", "bb", "ccc"])
    assert 20 >= inner.seconds[0] > inner.seconds[1] > inner.seconds[2] > 0


def test_nothing_is_asked_without_an_allowance_but_what_is_known_is_free() -> None:
    cache = Cache()
    kept(Far(), cache).embed(["bread"])
    spent = Far()
    assert kept(spent, cache, left=0).embed(["bread"]).shape == (1, 2)
    with pytest.raises(QuotaSpent, match="used up"):
        kept(spent, cache, left=0).embed(["rolls"])
    assert spent.asked == []


def test_the_chosen_embedder_answers_and_without_one_the_offline_one_does() -> None:
    offline = HashedWords()
    assert Embedding(Far(), offline).embed(["bread"]).identity == "far"
    found = Embedding(None, offline).embed(["bread"])
    assert (found.identity, found.fallback_reason) == (offline.identity, None)


def test_when_it_cannot_all_vectors_are_the_offline_ones_and_say_why() -> None:
    found = Embedding(Far(calls=0), HashedWords()).embed(["bread", "rolls"])
    assert (found.identity, found.fallback_reason) == ("hashed-1024", "The AI endpoint is busy.")
    assert found.rows.shape == (2, 1024)


def test_nobody_is_asked_while_a_screen_is_drawn_or_with_writes_in_hand() -> None:
    far = Far()
    asking = Embedding(far, HashedWords(), busy=lambda: True)
    assert asking.embed(["bread"], stay_here=True).identity == "hashed-1024"
    with pytest.raises(RuntimeError, match="write transaction"):
        asking.embed(["bread"])
    assert far.asked == []


def test_each_call_holds_back_its_tokens() -> None:
    month = Month(1000)
    Kept(Far(), Cache(), month).embed(["fresh bread", "rolls"])
    assert month.held == [5]
