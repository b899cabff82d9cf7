"""Passwords: which ones are good enough, and how they are kept."""

from threading import BoundedSemaphore, Lock

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from core.errors import Invalid

# OWASP's second choice for argon2id: 46 MiB, one pass. pwdlib's default takes four times as long.
_HASHER = PasswordHash((Argon2Hasher(memory_cost=47_104, time_cost=1, parallelism=1),))
_AT_ONCE = BoundedSemaphore(2)  # each hash holds 46 MiB: a burst of sign-ins must not take the machine's memory
_NOBODY = _HASHER.hash("a password that nobody has")
_JUDGING = Lock()  # zxcvbn keeps the words about a person in a table that all its callers share
SHORTEST, LONGEST = 8, 1000
"""Characters of a password; nobody types a longer one."""
JUDGED = 40
"""Characters that are looked at: judging takes the square of their number, and what begins well is good."""
GUESSES = 10**6
"""A password that fewer guesses find is refused."""


def hashed_password(password: str, *about: str) -> str:
    """A new password as it is kept; ``about`` are words that a guesser would try first, such as its owner's name.

    Raises:
        Invalid: it is too short, too long, or among the first that a guesser tries (field ``password``).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid("Choose a password of 8 to 1,000 characters.", field="password")
    if _guesses(password, about) < GUESSES:
        words = "Choose a password that is not a common one: it would be guessed soon. A few words in a row are good."
        raise Invalid(words, field="password")
    with _AT_ONCE:
        return _HASHER.hash(password.encode(errors="surrogatepass"))


def verified(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Whether a password fits what was kept, and its hash as it is made nowadays where that has changed.

    Nobody's password, and that of whoever has none, take as long and fit nothing.
    """
    with _AT_ONCE:
        fits, fresh = _HASHER.verify_and_update(password.encode(errors="surrogatepass"), kept or _NOBODY)
    return (fits, fresh) if kept else (False, None)


def _guesses(password: str, about: tuple[str, ...]) -> float:
    """How many tries a good guesser needs, by the lists and patterns of zxcvbn (Wheeler, USENIX Security 2016)."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - a fifth of a second that only new passwords need

    words = [word for one in about for word in (one, *one.replace("@", " ").replace(".", " ").split())]
    with _JUDGING:
        return float(zxcvbn(password[:JUDGED], user_inputs=words)["guesses"])
