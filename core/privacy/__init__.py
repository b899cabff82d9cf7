"""What a business can take with it, and what is left when it goes: everything, and nothing."""

from core.privacy.archive import export_everything
from core.privacy.erase import Erased, delete_business

__all__ = ["Erased", "delete_business", "export_everything"]
