"""Identifiers: UUIDv7, so that rows made later sort later."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh identifier; its first 48 bits are the millisecond it was made in."""
    return uuid7()
