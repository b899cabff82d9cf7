"""Keeping an endpoint and its key, and forgetting both."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from core.ai.address import checked_url
from core.errors import Conflict, Invalid
from core.keys import needs
from core.provider.read import EndpointView, view_of
from core.tables import AiEndpoint, Profile
from core.vocab import Permission
from core.workspace import Workspace

Seen = datetime | None | Literal["whatever"]
LONGEST_KEY = 500
LONGEST_MODEL = 120
SHOWN = 4
"""Characters of a key's end that may be shown, of keys that are at least five times as long."""


@dataclass(frozen=True, kw_only=True)
class EndpointEdit:
    """What to save.

    Attributes:
        api_key: None keeps the saved one; an empty one says that the endpoint wants none.
        quality_model: empty means the quick one for everything.
    """

    base_url: str
    quick_model: str
    quality_model: str = ""
    api_key: SecretStr | None = field(default=None, repr=False)


@needs(Permission.MANAGE)
def save_endpoint(ws: Workspace, edit: EndpointEdit, *, seen: Seen = "whatever") -> EndpointView:
    """Keep the business's own endpoint; from now on it answers instead of the server's.

    ``seen`` is when the endpoint that the editor was shown was saved, None where there was none.

    Raises:
        Conflict: somebody saved or forgot one since it was shown; nothing was saved.
        Invalid: the address, a model's name or the key cannot be used, or the key would go to another host than it
            was entered for; ``field`` says which.
    """
    url = checked_url(edit.base_url, ws.reach)
    quick = _model(edit.quick_model, "quick_model")
    quality = _model(edit.quality_model or quick, "quality_model")
    typed = None if edit.api_key is None else _key(edit.api_key)
    with ws.writing() as rows:
        rows.lock(Profile, rows.one(Profile).id)  # two people who save their first endpoint wait for each other
        row = rows.first(AiEndpoint)
        if seen not in {"whatever", row.saved_at if row else None}:
            raise Conflict(
                "Somebody changed the endpoint since you opened this page. Nothing of yours was saved; what is shown "
                "now is theirs.",
                field="base_url",
            )
        if row is None:
            row = rows.add(
                AiEndpoint(
                    business_id=ws.key.business_id,
                    base_url=url,
                    quick_model=quick,
                    quality_model=quality,
                    saved_at=ws.now,
                )
            )
        elif typed is None and row.sealed_key and _host(url) != _host(row.base_url):
            raise Invalid(
                f"The saved key was entered for {_host(row.base_url)}. Enter the key for {_host(url)}, "
                "so that no key ever goes where it does not belong.",
                field="api_key",
            )
        row.base_url, row.quick_model, row.quality_model = url, quick, quality
        if typed is not None:
            secret = typed.get_secret_value()
            row.sealed_key = ws.vault.seal(typed) if secret else ""
            row.key_ends = secret[-SHOWN:] if len(secret) >= 5 * SHOWN else ""
        row.checks, row.checked_at, row.saved_at = (), None, ws.now
        ws.audit("save_ai_endpoint", subject=_host(url), detail=f"{quick}, {quality}{_said(typed)}")
        rows.flush()
    return view_of(ws, row)


@needs(Permission.MANAGE)
def forget_endpoint(ws: Workspace) -> None:
    """Delete the business's own endpoint with its key; the server's answers again, or the offline writer."""
    with ws.writing() as rows:
        row = rows.first(AiEndpoint)
        if row is not None:
            rows.remove(AiEndpoint)
            ws.audit("forget_ai_endpoint", subject=_host(row.base_url))


def _model(typed: str, name: str) -> str:
    model = typed.strip()
    if not model:
        raise Invalid("Name a model that this endpoint serves, such as gpt-5.4-mini or llama3.2.", field=name)
    if len(model) > LONGEST_MODEL or not model.isprintable() or " " in model:
        raise Invalid(
            f"A model's name has no spaces and at most {LONGEST_MODEL} characters. Copy it from the provider's list.",
            field=name,
        )
    return model


def _key(typed: SecretStr) -> SecretStr:
    key = typed.get_secret_value().strip()
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable() or " " in key:
        raise Invalid(
            "That doesn't look like a key: it has spaces, line breaks or letters that no key has. Copy it once more.",
            field="api_key",
        )
    return SecretStr(key)


def _host(url: str) -> str:
    """Scheme, host and port: what a key is for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.casefold()}"


def _said(typed: SecretStr | None) -> str:
    if typed is None:
        return ""
    return "; a new key" if typed.get_secret_value() else "; no key"
