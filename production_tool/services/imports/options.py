"""What the person importing asked for."""

from dataclasses import dataclass, field
from typing import Literal

from production_tool.domain.imports.calendars import EventsAs
from production_tool.domain.imports.mapping import Mapping


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``artist`` is whose calendar an iCalendar file is."""

    dry_run: bool = False
    on_conflict: Literal["fail", "skip"] = "fail"
    create_missing: bool = False
    mapping: Mapping = field(default_factory=Mapping)
    artist: str | None = None
    events_as: EventsAs = EventsAs.UNAVAILABILITY
