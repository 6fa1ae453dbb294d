"""What a calendar says: its events one by one, each known again by its own mark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from production_tool.domain.imports.spans import Span
from production_tool.domain.imports.tables import Problem


class Certainty(StrEnum):
    """How sure an event is."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class EventsAs(StrEnum):
    """What a calendar's events become."""

    UNAVAILABILITY = "unavailability"
    BOOKINGS = "bookings"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event, or one repetition of one.

    ``uid`` is its series', ``mark`` its own and the same in every later export.
    ``number`` counts the events of the file from 1; ``written`` gives the event as it stands there.
    """

    number: int
    uid: str
    mark: str
    title: str
    notes: str
    span: Span
    certainty: Certainty
    written: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that does not come in: refused, or `ignored` as it takes nobody's time."""

    number: int
    title: str
    problem: Problem
    source: str = ""
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """A calendar read whole. `zones` is the text of its own time zones, for writing back.

    Repetitions of the series in ``whole`` that it no longer names are gone, as far as they lie
    between ``known_from`` and ``known_to`` (UTC instants).
    """

    source: str
    zone: str | None
    known_from: datetime
    known_to: datetime
    occurrences: Sequence[Occurrence] = ()
    left_out: Sequence[LeftOut] = ()
    notes: Sequence[str] = ()
    zones: str = ""
    whole: frozenset[str] = field(default_factory=frozenset[str])
