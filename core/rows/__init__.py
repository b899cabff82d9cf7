"""The only door to what a business owns."""

from core.rows.guard import TenantError, install_guard
from core.rows.rows import Rows
from core.rows.session import TenantSession

__all__ = ["Rows", "TenantError", "TenantSession", "install_guard"]
