"""Where a media path may lead: below the store's own folder, and nowhere else."""

from pathlib import PurePosixPath

from core.errors import Invalid


def below(path: str) -> str:
    """The path, if it names something below the folder it is taken from.

    Raises:
        Invalid: it is empty, climbs out, starts at the root, or holds signs that no file name of ours has.

    >>> below("a/one.png")
    'a/one.png'
    """
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or PurePosixPath(path).is_absolute() or not path.isprintable() or "\\" in path:
        raise Invalid("That file name leads outside the media folder.", field="media")
    return path
