"""Moving a saved key under the server's newest secret, so that the one before can be thrown away."""

from sqlmodel import col

from core.keys import needs
from core.tables import AiEndpoint
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.CLOCK)
def reseal_key(ws: Workspace) -> int:
    """Seal the business's key anew when SECRET_KEY has a newer secret; how many keys that was, 0 or 1."""
    row = ws.rows.first(AiEndpoint)
    fresh = ws.vault.renewed(row.sealed_key) if row is not None and row.sealed_key else None
    if row is None or fresh is None:
        return 0
    with ws.writing() as rows:  # only if nobody saved another key meanwhile
        return rows.change(AiEndpoint, col(AiEndpoint.sealed_key) == row.sealed_key, sealed_key=fresh)
