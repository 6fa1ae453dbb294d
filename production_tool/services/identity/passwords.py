"""Passwords: argon2id hashes, made and compared without hurrying and without telling."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from production_tool.domain.accounts import LONGEST_PASSWORD, tidy_password

# 19 MiB and two passes, the least that OWASP's password sheet asks of argon2id: a few
# people signing in at once shall not need a gigabyte.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Hashing runs outside Python's lock; more at once than this would starve everybody else.
_turns = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _turns:
        return _hasher.hash(tidy_password(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Whether it is the password; takes as long for somebody who is not there."""
    if len(password) > LONGEST_PASSWORD:
        return False
    with _turns:
        try:
            _hasher.verify(kept or _nobodys(), tidy_password(password))
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other costs than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of nobody")
