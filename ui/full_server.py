"""Which start this is: ``server.py`` serves feeds, links and figures beside the screens, ``app.py`` alone does not."""

_here = False


def mark() -> None:
    """Say that the routes are served by this process."""
    global _here  # noqa: PLW0603 - a fact of the process, set once at its start
    _here = True


def is_here() -> bool:
    """Whether the routes are served by this process."""
    return _here
