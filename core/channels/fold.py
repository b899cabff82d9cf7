"""Where a feed cuts a text and hides the rest behind "more"."""

from core.channels.rules import channel
from core.vocab import Channel


def fold(text: str, name: Channel) -> tuple[str, str]:
    r"""What is seen at once, cut between words, and the rest; the rest is empty where nothing is hidden.

    Raises:
        Invalid: unknown channel.

    >>> fold("One\n\nTwo\nThree", "linkedin")
    ('One\n\nTwo', '\nThree')
    >>> fold("Short enough", "instagram")
    ('Short enough', '')
    """
    limits = channel(name).limits
    at = len(text)
    if limits.fold_lines:
        lines = text.splitlines(keepends=True)
        at = len("".join(lines[: limits.fold_lines.value]).rstrip("\r\n"))
        at = len(text) if not text[at:].strip() else at
    if limits.fold_characters and at > limits.fold_characters.value:
        most = limits.fold_characters.value
        space = max(text.rfind(" ", 0, most + 1), text.rfind("\n", 0, most + 1))
        at = space if space > most // 2 else most
    return text[:at], text[at:]
