"""Secrets of doors that a business has one of each: sealed in a column of its profile, readable by the vault alone."""

from pydantic import SecretStr
from sqlmodel import col

from core.connections.signing import new_secret
from core.errors import Invalid
from core.tables import Profile
from core.workspace import Workspace

SHOWN = 4
"""Characters of a secret that are shown after it was made."""


def make_secret(ws: Workspace, column: str, verb: str, *, in_a_demo: str) -> SecretStr:
    """Make a new secret, the only one that is good from now on.

    Raises:
        Invalid: this is a demo (in the words of ``in_a_demo``), or the server has no secret of its own to seal with.
    """
    if ws.business.sandbox_until is not None:
        raise Invalid(in_a_demo)
    secret = SecretStr(new_secret())
    _keep(ws, column, ws.vault.seal(secret), verb)
    return secret


def drop_secret(ws: Workspace, column: str, verb: str) -> None:
    """Take nothing more through the door; what came stays."""
    _keep(ws, column, "", verb)


def secret_of(ws: Workspace, column: str) -> SecretStr | None:
    """The secret; None while there is no door."""
    sealed = next((one for (one,) in ws.rows.columns(col(getattr(Profile, column)))), "")
    return ws.vault.open(sealed) if sealed else None


def _keep(ws: Workspace, column: str, sealed: str, verb: str) -> None:
    with ws.writing() as rows:
        setattr(rows.lock(Profile, ws.profile.id), column, sealed)
        ws.audit(verb)
