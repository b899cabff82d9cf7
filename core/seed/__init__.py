"""Demo businesses: templates with three months of history, and a private copy for every visitor."""

from core.seed.sandbox import open_sandbox, refresh_templates, sweep_sandboxes

__all__ = ["open_sandbox", "refresh_templates", "sweep_sandboxes"]
