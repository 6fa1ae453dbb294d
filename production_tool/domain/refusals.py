"""Refusals: what the program says when it will not do a thing."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of no this is; the API maps it to a status, the screens to a toast."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    STALE = "stale"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """One sentence for a person, with what a screen needs to offer a way on.

    ``fields`` maps an input's name to what is wrong with it. ``current`` is the row as it
    stands, ``blocking`` what is in the way (as far as the actor may see it),
    ``alternatives`` what could be done instead, ``retry_after`` is in seconds.
    """

    kind: Kind = Kind.INVALID

    def __init__(
        self,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        current: Any = None,
        blocking: Any = None,
        alternatives: Sequence[Any] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})
        self.current = current
        self.blocking = blocking
        self.alternatives = list(alternatives)
        self.retry_after = retry_after


class Invalid(Refusal):
    """The input makes no sense; ``fields`` says where."""

    kind = Kind.INVALID


class NotSignedIn(Refusal):
    """Nobody is signed in, or the session ended."""

    kind = Kind.UNAUTHENTICATED


class NotAllowed(Refusal):
    """The actor's role does not include this."""

    kind = Kind.NOT_ALLOWED


class NotFound(Refusal):
    """There is no such row in this studio (another studio's rows are not there either)."""

    kind = Kind.NOT_FOUND


class Stale(Refusal):
    """Somebody changed the row since the actor saw it; ``current`` is the row as it is."""

    kind = Kind.STALE


class Conflict(Refusal):
    """The change contradicts something that stands."""

    kind = Kind.CONFLICT


class Throttled(Refusal):
    """Too many tries; ``retry_after`` says when the next one counts."""

    kind = Kind.THROTTLED


class Unavailable(Refusal):
    """Something the program stands on does not answer just now; trying again may work."""

    kind = Kind.UNAVAILABLE
