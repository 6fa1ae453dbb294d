"""What the person importing asked for."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from production_tool.domain.imports.mapping import Mapping


class EventsAs(StrEnum):
    """What a calendar's events become."""

    UNAVAILABILITY = "unavailability"
    BOOKINGS = "bookings"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``artist`` is whose calendar an iCalendar file is."""

    dry_run: bool = False
    on_conflict: Literal["fail", "skip"] = "fail"
    create_missing: bool = False
    mapping: Mapping = field(default_factory=Mapping)
    artist: str | None = None
    events_as: EventsAs = EventsAs.UNAVAILABILITY
