"""A URL names a backend: every scheme the settings take is found, and nothing is imported before it is chosen."""

import subprocess
import sys

import pytest

from core.adapters.files import LocalMedia
from core.adapters.hashed_words import HashedWords
from core.adapters.memory import MemoryCache
from core.adapters.openai_embedder import OpenAIEmbedder
from core.adapters.openai_model import OpenAICompatible
from core.adapters.prices import price
from core.adapters.redis_cache import RedisCache
from core.adapters.s3 import S3Media
from core.adapters.simulated import SimulatedChannel
from core.adapters.word_vectors import WordVectors
from core.backends import (
    CHANNELS,
    find_cache,
    find_channel,
    find_embedder,
    find_media,
    find_model,
    find_price,
    lookup,
    offline_embedder,
)
from core.channels.rules import channel
from core.errors import Invalid


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("memory://", MemoryCache),
        ("redis://localhost:6379/0", RedisCache),
        ("rediss://localhost:6379/0", RedisCache),
        ("redis+socket:///tmp/s", RedisCache),
    ],
)
def test_caches(url: str, kind: type) -> None:
    assert isinstance(find_cache(url), kind)


@pytest.mark.parametrize(("url", "kind"), [("file://data/media", LocalMedia), ("s3://bucket/prefix", S3Media)])
def test_media(url: str, kind: type) -> None:
    assert isinstance(find_media(url), kind)


@pytest.mark.parametrize("name", CHANNELS)
def test_channels_have_rules_and_an_adapter(name: str) -> None:
    assert find_channel(name) is SimulatedChannel
    assert channel(name).publishable


def test_a_channel_without_an_adapter_is_refused() -> None:
    with pytest.raises(Invalid, match=r"Nothing can be published on fax yet. Choose instagram") as refused:
        find_channel("fax")
    assert refused.value.field == "channel"


def test_the_model() -> None:
    assert find_model() is OpenAICompatible
    assert find_price() is price


def test_every_path_in_the_tables_leads_to_something() -> None:
    for path in {*lookup.CACHES.values(), *lookup.MEDIA.values(), *lookup.CHANNELS.values(), lookup.MODEL}:
        assert callable(lookup._load(path))


def test_nothing_is_imported_before_it_is_chosen() -> None:
    asked = "import sys, core.backends; print([m for m in ('redis', 'obstore', 'openai', 'core.adapters.s3') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_embedders_are_found() -> None:
    assert find_embedder() is OpenAIEmbedder
    assert isinstance(offline_embedder(), WordVectors)
    assert offline_embedder() is offline_embedder()


def test_where_the_word_vectors_have_no_build_hashed_words_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "find_spec", lambda _name: None)
    assert isinstance(lookup.offline_embedder.__wrapped__(), HashedWords)
