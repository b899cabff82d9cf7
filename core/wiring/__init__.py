"""Puts the product together from its settings, once a process."""

from core.wiring.ledger import Ledger
from core.wiring.logs import set_up_logs
from core.wiring.migrate import ROOT, migrate
from core.wiring.process import forget_product, product
from core.wiring.quota import MonthlyQuota
from core.wiring.runtime import Runtime
from core.wiring.writers import Writers

__all__ = [
    "ROOT",
    "Ledger",
    "MonthlyQuota",
    "Runtime",
    "Writers",
    "forget_product",
    "migrate",
    "product",
    "set_up_logs",
]
