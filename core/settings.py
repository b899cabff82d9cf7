"""Every knob the product has, read once from the environment; a wrong value stops the start and says what to do."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, StringConstraints, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

LOCAL = Path("data/local")
Url = Annotated[str, StringConstraints(strip_whitespace=True)]


class BadSettings(Exception):  # noqa: N818 - it is a message for the person who starts the product
    """One or more environment variables are wrong; the message lists each with its value and the remedy."""


class Settings(BaseSettings):
    """The settings table of the README, as code. Nothing set means: SQLite, memory, local files, no key."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: Url = Field(default=f"sqlite:///{LOCAL}/center.db", description="SQLite or PostgreSQL.")
    cache_url: Url = Field(default="memory://", description="memory:// or redis://host:6379/0.")
    media_url: Url = Field(default=f"file://{LOCAL}/media", description="file://folder or s3://bucket/prefix.")
    clock: Literal["threads", "off"] = Field(
        default="threads", description="Where due work runs: threads in this process, or off (run worker.py)."
    )
    demo: bool = Field(default=True, description="Offer the demo: a private sandbox for every visitor.")
    public_url: Url = Field(default="http://localhost:8501", description="The address people reach this server at.")
    openai_api_key: SecretStr | None = Field(default=None, description="No key: the offline writer answers.")
    openai_base_url: Url = Field(
        default="https://api.openai.com/v1", description="Any endpoint that speaks OpenAI's chat completions."
    )
    ai_model: str = Field(default="gpt-5.4-mini", description="The model that writes plans and posts.")
    ai_quick_model: str = Field(
        default="gpt-6-luna", description="The model for short things, and for all when the allowance runs low."
    )
    embedding_model: str = Field(
        default="",
        description="The model that finds posts like another, such as text-embedding-3-small. "
        "Not set: the built-in word vectors.",
    )
    image_model: str = Field(
        default="",
        description="The model that paints pictures, such as gpt-image-1-mini. Not set: posters alone.",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="Encrypts the keys kept in the database and signs the API's tokens; two by comma, newest first, to "
        "change it. "
        "Not set: a file beside the SQLite database.",
    )
    ai_local_endpoints: Literal["auto", "allow", "deny"] = Field(
        default="auto",
        description="May a business's own AI endpoint lie in the local network, as Ollama does? "
        "auto: yes on SQLite, but never for demo sandboxes.",
    )
    mail_url: SecretStr | None = Field(
        default=None,
        description="The mail server for letters about accounts, such as smtp://user:password@mail.example.com:587. "
        "Not set: whoever runs the server makes links by hand.",
    )
    mail_from: str = Field(default="", validate_default=True, description="The address those letters come from.")
    api_per_minute: int = Field(
        default=600, ge=1, description="Requests a minute to the API, of each person and of each API token."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="How much to log.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
            raise ValueError("use sqlite:///path/to/file.db or postgresql://user:password@host/name")
        return url

    @field_validator("cache_url")
    @classmethod
    def _known_cache(cls, url: str) -> str:
        if not url.startswith(("memory:", "redis:", "rediss:", "redis+socket:")):
            raise ValueError("use memory:// or redis://host:6379/0")
        return url

    @field_validator("media_url")
    @classmethod
    def _known_media(cls, url: str) -> str:
        if not url.startswith(("file:", "s3:")):
            raise ValueError("use file://folder or s3://bucket/prefix")
        return url

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, setting: SecretStr | None) -> SecretStr | None:
        from core.vault import SHORTEST, split  # noqa: PLC0415 - ciphers, which a server without the setting needs later

        if any(len(secret.get_secret_value()) < SHORTEST for secret in split(setting)):
            raise ValueError(f"use at least {SHORTEST} characters; `openssl rand -hex 32` makes a good one")
        return setting

    @field_validator("mail_url")
    @classmethod
    def _mail_server(cls, setting: SecretStr | None) -> SecretStr | None:
        url = urlsplit(setting.get_secret_value() if setting else "")
        if setting and (url.scheme not in {"smtp", "smtps", "smtp+plain"} or not url.hostname):
            raise ValueError("use smtp://user:password@mail.example.com:587, or smtps:// with port 465")
        return setting

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, address: str, told: ValidationInfo) -> str:
        if told.data.get("mail_url") and "@" not in address:
            raise ValueError("say which address MAIL_URL sends from, such as hello@example.com")
        return address

    @field_validator("public_url", "openai_base_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("use a full address that starts with http:// or https://")
        return url.rstrip("/")


def load_settings() -> Settings:
    """Read the environment and ``.env``.

    Raises:
        BadSettings: a variable has a value that cannot be used; each is named with the value and the remedy.
    """
    try:
        return Settings()
    except ValidationError as wrong:
        lines = [
            f"  {str(error['loc'][0]).upper()}={_shown(error)!r}: {error['msg'].removeprefix('Value error, ')}"
            for error in wrong.errors()
        ]
        # from None: what Pydantic raised shows every value as it was given, passwords too
        raise BadSettings("The environment has values that cannot be used:\n" + "\n".join(lines)) from None


@cache
def settings_in_force() -> Settings:
    """What this process goes by, read once, since reading takes 2 ms and every visit asks.

    Raises:
        BadSettings: as :func:`load_settings`; it is read again with the next visit.
    """
    return load_settings()


def _shown(error: ErrorDetails) -> str:
    """Show the value as given, but for keys, and for the user and password of an address."""
    if "key" in str(error["loc"][0]):
        return "(hidden)"
    return re.sub(r"^([\w+.-]*://)?.*@", r"\1(hidden)@", str(error["input"]), flags=re.DOTALL)
