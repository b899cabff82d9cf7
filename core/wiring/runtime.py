"""Everything that lives as long as the process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property

from core.ai.embedding import Embedding
from core.ai.endpoint import Endpoint, Reach
from core.ai.model import Model
from core.ai.picturing import Picturing
from core.backends import (
    CHANNELS,
    commit_counter,
    find_account,
    find_cache,
    find_channel,
    find_media,
    find_paused,
    find_stage,
    find_throttle,
    make_engine,
)
from core.channels.rules import channel
from core.connections.own import own_connection
from core.errors import Invalid
from core.keys import Key
from core.ports import Cache, Channel, MediaStore, Throttle
from core.provider.own import own_endpoint
from core.rows import install_guard
from core.settings import LOCAL, Settings
from core.vault import Vault, beside, split
from core.wiring.migrate import migrate
from core.wiring.pictures import picturing_of
from core.wiring.postman import Postman
from core.wiring.vectors import embedding_of
from core.wiring.writers import Writers
from core.workspace import Workspace


class Runtime:
    """The engine, the cache, the media store, the writers, the clock."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] | None = None) -> None:
        self.settings = settings
        self.engine = make_engine(settings.database_url)
        self.cache: Cache = find_cache(settings.cache_url)
        self.media: MediaStore = find_media(settings.media_url)
        self.public_url = settings.public_url
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        key_file = beside(self.engine.url.database, LOCAL) if self._is_sqlite else None
        self.vault = Vault(split(settings.secret_key), key_file)
        self.writers = Writers()
        self._clock = clock or (lambda: datetime.now(UTC))
        migrate(self.engine)
        install_guard(self.engine)

    def clock(self) -> datetime:
        return self._clock()

    @cached_property
    def throttle(self) -> Throttle:
        """Counts tries of signing in; made with the first."""
        return find_throttle(self.settings.cache_url)

    @cached_property
    def commits(self) -> Callable[[], int | None]:
        """A number that changes with every commit by anybody; None where the database cannot say so cheaply."""
        return commit_counter(self.engine)

    @cached_property
    def postman(self) -> Postman:
        """Sends letters about accounts, where the server has a mail server."""
        return Postman(self.settings, self.clock)

    @cached_property
    def signing_keys(self) -> list[bytes]:
        """What the API's tokens are signed with, the newest first.

        Raises:
            NotReady: this server has no secret of its own.
        """
        return self.vault.keys_for("ai-marketing-command-center: API tokens, 1")

    @contextmanager
    def workspace(self, key: Key) -> Iterator[Workspace]:
        """Open one business. Only a key opens it, and only ``core.accounts`` cuts keys."""
        ws = Workspace(self, key)
        try:
            yield ws
        finally:
            ws.close()

    def channel(self, ws: Workspace, name: str) -> Channel:
        """The business's own account on a channel, or the simulated one.

        Raises:
            Invalid: nothing can be published there.
        """
        own = own_connection(ws, name)
        if own is None and name not in CHANNELS and (rules := channel(name)).accounts:
            raise Invalid(
                f"{rules.label} needs an account first. Connect one under Settings, Channels.", field="channel"
            )
        if own is None:
            stage = find_stage()(ws, name)
            simulated: Channel = find_channel(name)(ws, name, stage.before, stage.after)
            return simulated
        made: Channel = find_account(own.kind).CHANNEL(own, ws.media.get)
        return find_paused()(own, made) if own.problem else made

    def model(self, ws: Workspace) -> Model:
        """The writer of a business: the model of its own endpoint or of the server's, else their understudy.

        A template that demos are copied from asks nobody: its texts are the same on every server, and free.
        """
        if ws.business.template_of is not None:
            return self.writers.model(ws, None)
        return self.writers.model(ws, own_endpoint(ws) or self.server_endpoint)

    def embedding(self, ws: Workspace) -> Embedding:
        """A business's vectors: the offline ones, unless the server has an embedding model and it writes with that."""
        endpoint = self.server_endpoint if self.settings.embedding_model else None
        return embedding_of(ws, endpoint and (own_endpoint(ws) or endpoint), self.settings.embedding_model)

    def pictures(self, ws: Workspace) -> Picturing:
        """Who paints a business's pictures: the server's model for pictures, at the endpoint that writes its texts."""
        endpoint = own_endpoint(ws) or self.server_endpoint
        writers = self.writers
        return picturing_of(ws, endpoint, self.settings.image_model, lambda: writers.may_ask(ws), writers.breaker)

    @property
    def server_endpoint(self) -> Endpoint | None:
        """The endpoint that whoever runs the server pays for; None without a key."""
        return server_endpoint(self.settings)

    def reach(self, ws: Workspace) -> Reach:
        """Where a business's own endpoint may lie: a stranger in a sandbox must not knock in this server's network."""
        match self.settings.ai_local_endpoints:
            case "allow":
                return "local"
            case "deny":
                return "public"
            case "auto":
                is_trusted = self._is_sqlite and ws.business.sandbox_until is None
                return "local" if is_trusted else "public"


def server_endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint that whoever runs the server pays for; None without a key."""
    secret = settings.openai_api_key
    if secret is None or not secret.get_secret_value():
        return None
    return Endpoint(
        base_url=settings.openai_base_url,
        api_key=secret,
        quick_model=settings.ai_quick_model,
        quality_model=settings.ai_model,
        source="server",
    )
