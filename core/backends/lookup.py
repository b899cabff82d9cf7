"""From a URL or a channel's name to the adapter that serves it."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from core.errors import Invalid
from core.ports import Cache, Embedder, Films, MediaStore, Probe, Throttle

CACHES = {
    "memory": "core.adapters.memory:MemoryCache",
    "redis": "core.adapters.redis_cache:RedisCache",
    "rediss": "core.adapters.redis_cache:RedisCache",
    "redis+socket": "core.adapters.redis_cache:RedisCache",
}
MEDIA = {"file": "core.adapters.files:LocalMedia", "s3": "core.adapters.s3:S3Media"}
CHANNELS = {
    "instagram": "core.adapters.simulated:SimulatedChannel",
    "linkedin": "core.adapters.simulated:SimulatedChannel",
    "email": "core.adapters.simulated:SimulatedChannel",
    "sms": "core.adapters.simulated:SimulatedChannel",
}
ACCOUNTS = "core.adapters"
"""Where the module of each kind of account lies, under the kind's own name."""
PAUSED = "core.adapters.paused:PausedChannel"
STAGE = "core.adapters.stage:Stage"
MODEL = "core.adapters.openai_model:OpenAICompatible"
EMBEDDER = "core.adapters.openai_embedder:OpenAIEmbedder"
WORDS = {"wordllama": "core.adapters.word_vectors:WordVectors", "": "core.adapters.hashed_words:HashedWords"}
"""By the package that each needs; the last needs none."""
PROBE = "core.adapters.probe:probe"
PRICE = "core.adapters.prices:price"
FILMS = "core.adapters.ffmpeg:Ffmpeg"
PAINTER = "core.adapters.openai_pictures:OpenAIPictures"
THROTTLE = "core.adapters.throttle:LimitsThrottle"


def find_cache(url: str) -> Cache:
    """The cache a URL names."""
    cache: Cache = _load(CACHES[urlsplit(url).scheme])(url)
    return cache


def find_throttle(url: str) -> Throttle:
    """What counts tries, beside the cache that a URL names."""
    throttle: Throttle = _load(THROTTLE)(url)
    return throttle


def find_media(url: str) -> MediaStore:
    """The media store a URL names."""
    store: MediaStore = _load(MEDIA[urlsplit(url).scheme])(url)
    return store


def find_channel(name: str) -> Callable[..., Any]:
    """What makes the adapter for a channel.

    Raises:
        Invalid: nothing can be published on that channel.
    """
    if name not in CHANNELS:
        raise Invalid(f"Nothing can be published on {name} yet. Choose {', '.join(CHANNELS)}.", field="channel")
    return _load(CHANNELS[name])


def find_account(kind: str) -> Any:
    """The module that serves a kind of account.

    It holds ``ACCOUNT``, how a person connects one; ``CHANNEL(connection, fetch)``, which makes its adapter, ``fetch``
    giving a picture's bytes; and ``greet(connection)``, which says hello without sending anything: who answered, in
    words for a person, or ``Invalid`` with what to do.

    Raises:
        Invalid: no module serves that kind (field ``kind``).
    """
    if kind.isidentifier() and find_spec(f"{ACCOUNTS}.{kind}"):
        module = import_module(f"{ACCOUNTS}.{kind}")
        if hasattr(module, "ACCOUNT"):
            return module
    raise Invalid(f"There is no way to connect “{kind}”.", field="kind")


def find_stage() -> Callable[..., Any]:
    """What lets failures be rehearsed on a simulated channel: ``(workspace, name)``."""
    return _load(STAGE)


def find_paused() -> Callable[..., Any]:
    """What stands before an adapter whose account has a problem: ``(connection, adapter)``."""
    return _load(PAUSED)


def find_price() -> Callable[..., Decimal | None]:
    """What prices a model's tokens: ``(base_url, model, usage)`` to US dollars, None where no price is known."""
    price: Callable[..., Decimal | None] = _load(PRICE)
    return price


def find_model() -> Callable[..., Any]:
    """What makes the model for an OpenAI-compatible endpoint."""
    return _load(MODEL)


def probe_endpoint(base_url: str, api_key: str, model: str, *, reach: str = "anywhere") -> Probe:
    """Try an AI endpoint with one small question a level; it never raises for what the endpoint does.

    ``reach`` is where it may lie. A few calls of at most 20 seconds in all, so never inside a write transaction.
    """
    found: Probe = _load(PROBE)(base_url, api_key, model, reach=reach)
    return found


def find_films() -> Films:
    """What films are looked at, saved afresh and made with; nothing is loaded until one is."""
    films: Films = _load(FILMS)()
    return films


def find_painter() -> Callable[..., Any]:
    """What makes the painter for an endpoint that speaks OpenAI's images API."""
    return _load(PAINTER)


def find_embedder() -> Callable[..., Any]:
    """What makes the embedder for an OpenAI-compatible endpoint."""
    return _load(EMBEDDER)


@cache
def offline_embedder() -> Embedder:
    """The one embedder of this process that needs no key and no network; any room may use it.

    WordLlama's word vectors, or hashed words where that package has no build (it is read at the first text). About
    0.1 ms a text.

    >>> rows = offline_embedder().embed(["When do you open?", "What are your opening hours?", "Do you ship?"])
    >>> bool(rows[0] @ rows[1] > rows[0] @ rows[2])
    True
    """
    made: Embedder = _load(next(path for package, path in WORDS.items() if not package or find_spec(package)))()
    return made


def _load(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    made: Callable[..., Any] = getattr(import_module(module), name)
    return made
