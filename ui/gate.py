"""Who may come in. The router asks before any screen runs; what a visitor may then do is decided by their key."""


def admitted() -> bool:
    """Whether this visitor may see the screens."""
    return True
