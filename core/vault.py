"""Secrets at rest: sealed with a key that the database does not hold, and bound to the business that owns them."""

import os
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

from core.errors import Invalid, NotReady

SHORTEST = 32
"""Characters a secret needs at least: 32 of base 16 are 128 bits."""
_PURPOSE = b"ai-marketing-command-center: secrets at rest, 1"
_REMEDY = (
    "Whoever runs this server sets SECRET_KEY to a long random text (`openssl rand -hex 32` makes one) and starts it "
    "again."
)
_UNSET = f"This server has no SECRET_KEY, so a key can't be kept safely. {_REMEDY}"


@dataclass(frozen=True)
class Vault:
    """Seals and opens.

    Attributes:
        secrets: the setting SECRET_KEY, the newest first; everything is sealed with the first and opened with any.
        key_file: where a secret is kept that is made once, when SECRET_KEY is not set; None where there is no such
            place. One that exists still opens what it sealed after SECRET_KEY was set.
    """

    secrets: tuple[SecretStr, ...] = ()
    key_file: Path | None = None

    def seal(self, secret: SecretStr, *, owner: UUID) -> str:
        """Encrypt for one owner (Fernet: AES-128-CBC and HMAC-SHA256).

        Raises:
            Invalid: this server has no secret of its own to seal with.
        """
        return self._ring(make=True).encrypt(owner.bytes + secret.get_secret_value().encode()).decode()

    def open(self, sealed: str, *, owner: UUID) -> SecretStr | None:
        """Decrypt; None when it was sealed with a secret that is gone, or for another owner."""
        try:
            plain = self._ring(make=False).decrypt(sealed.encode())
        except (InvalidToken, Invalid):
            return None
        # Copied into another business's row, a sealed key must be as good as none.
        return SecretStr(plain[16:].decode()) if plain[:16] == owner.bytes else None

    def renewed(self, sealed: str) -> str | None:
        """The same under the newest secret; None when it is so already, or cannot be opened."""
        try:
            newest, *older = self._fernets(make=False)
            if not older or _opens(newest, sealed):
                return None
            return MultiFernet([newest, *older]).rotate(sealed.encode()).decode()
        except (InvalidToken, Invalid):
            return None

    def keys_for(self, purpose: str) -> list[bytes]:
        """32 bytes made of each secret, the newest first, good for one purpose alone: to sign what this server says.

        Raises:
            NotReady: this server has no secret of its own.
        """
        if not (texts := self._texts(make=True)):
            raise NotReady(f"Nobody can sign in to the API yet. {_REMEDY}")
        return [HKDF(SHA256(), 32, None, purpose.encode()).derive(text.encode()) for text in texts]

    def _ring(self, *, make: bool) -> MultiFernet:
        return MultiFernet(self._fernets(make=make))

    def _fernets(self, *, make: bool) -> list[Fernet]:
        if not (texts := self._texts(make=make)):
            raise Invalid(_UNSET, field="api_key")
        return [Fernet(_derived(text)) for text in texts]

    def _texts(self, *, make: bool) -> list[str]:
        texts = [secret.get_secret_value() for secret in self.secrets]
        if self.key_file is not None and (self.key_file.exists() or (make and not texts)):
            texts.append(_kept(self.key_file))
        return texts


@dataclass(frozen=True)
class ScopedVault:
    """The vault as one business has it."""

    vault: Vault
    owner: UUID

    def seal(self, secret: SecretStr) -> str:
        return self.vault.seal(secret, owner=self.owner)

    def open(self, sealed: str) -> SecretStr | None:
        return self.vault.open(sealed, owner=self.owner)

    def renewed(self, sealed: str) -> str | None:
        return self.vault.renewed(sealed)


def split(setting: SecretStr | None) -> tuple[SecretStr, ...]:
    """The secrets in a comma-separated setting, in their order.

    >>> [one.get_secret_value() for one in split(SecretStr("new, old"))]
    ['new', 'old']
    """
    texts = setting.get_secret_value().split(",") if setting else []
    return tuple(SecretStr(text.strip()) for text in texts if text.strip())


def beside(database: str | None, otherwise: Path) -> Path:
    """Where the key file of a SQLite database lies: in its folder, or in ``otherwise`` when it is no plain file.

    >>> beside("/srv/center/center.db", Path("data/local")).as_posix()
    '/srv/center/secret.key'
    """
    is_file = bool(database) and not str(database).startswith((":memory:", "file:"))
    return (Path(str(database)).parent if is_file else otherwise) / "secret.key"


def _opens(fernet: Fernet, sealed: str) -> bool:
    try:
        fernet.decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _derived(text: str) -> bytes:
    """A Fernet key out of any long text (HKDF, RFC 5869), good for this purpose alone."""
    return urlsafe_b64encode(HKDF(SHA256(), 32, None, _PURPOSE).derive(text.encode()))


def _kept(path: Path) -> str:
    """The secret in a file; made, for its owner's eyes alone, when there is none.

    Raises:
        Invalid: it can be neither read nor made.
    """
    try:
        if not path.exists():
            _make(path)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as trouble:
        remedy = "Make that folder writable, or set SECRET_KEY, and start again."
        raise Invalid(f"The key file {path} can be neither read nor made. {remedy}", field="api_key") from trouble
    if len(text) < SHORTEST:
        raise Invalid(f"The key file {path} is damaged. Put it back from a backup, or delete it.", field="api_key")
    return text


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # whole or not at all, and never over one that another process was faster to make
    except FileExistsError:
        return
    finally:
        fresh.unlink(missing_ok=True)
    import structlog  # noqa: PLC0415 - once in a server's life, while the settings, which need this file, come first

    log = structlog.get_logger()
    log.warning("secret_key_made", path=str(path.absolute()), remedy="Back this file up: without it, keys are lost.")
