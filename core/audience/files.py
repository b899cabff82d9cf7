"""Where the files that a person sent lie: in a folder of their own, so that nothing of them stays behind."""

import hashlib

from core.vocab import Channel


def folder_of(channel: Channel, handle: str) -> str:
    """The folder of one person's files in the business's media store; it does not say who they are.

    >>> folder_of("email", "ann@example.org") == folder_of("email", "bo@example.org")
    False
    """
    return "inbox/" + hashlib.blake2b(f"{channel}\n{handle}".encode(errors="replace"), digest_size=16).hexdigest()
