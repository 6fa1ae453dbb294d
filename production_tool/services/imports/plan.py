"""What an import is going to write, and the report that says so row by row."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from production_tool.domain.bookings import Status
from production_tool.domain.imports.calendars import LeftOut
from production_tool.domain.imports.report import Outcome, ReportLine
from production_tool.domain.imports.tables import Line, Problem, RefusedLine, Unreadable
from production_tool.domain.periods import Period
from production_tool.services.imports.options import ImportOptions
from production_tool.services.imports.studio import Imported, StudioNow

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class NewThing:
    """An artist or project to be made; ``id`` stands for it until it has one of its own."""

    id: UUID
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """An artist or project of which the file says something else."""

    id: UUID
    version: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewBooking:
    """A booking to be made; the ids may be those of new things."""

    artist_id: UUID
    project_id: UUID | None
    period: Period
    status: Status
    title: str
    notes: str
    expires_at: datetime | None = None
    source_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A time an artist's own calendar takes."""

    artist_id: UUID
    mark: str
    period: Period
    title: str


@dataclass(frozen=True, slots=True)
class BookingChange:
    """A booking that an earlier import made and the calendar has changed."""

    known: Imported
    period: Period
    title: str
    notes: str
    confirm: bool


@dataclass(slots=True)
class Plan:
    """Everything decided; nothing is written yet."""

    studio: StudioNow
    options: ImportOptions
    now: datetime
    lines: list[ReportLine] = field(default_factory=list[ReportLine])
    refused_rows: dict[int, list[RefusedLine]] = field(
        default_factory=lambda: defaultdict[int, list[RefusedLine]](list)
    )
    refused_events: dict[str, list[LeftOut]] = field(
        default_factory=lambda: defaultdict[str, list[LeftOut]](list)
    )
    new_emails: dict[UUID, str] = field(default_factory=dict[UUID, str])
    new_artists: list[NewThing] = field(default_factory=list[NewThing])
    changed_artists: list[ChangedThing] = field(default_factory=list[ChangedThing])
    new_projects: list[NewThing] = field(default_factory=list[NewThing])
    changed_projects: list[ChangedThing] = field(default_factory=list[ChangedThing])
    bookings: list[NewBooking] = field(default_factory=list[NewBooking])
    booking_changes: list[BookingChange] = field(default_factory=list[BookingChange])
    booking_ends: list[Imported] = field(default_factory=list[Imported])
    new_absences: list[Absence] = field(default_factory=list[Absence])
    changed_absences: list[tuple[UUID, Absence]] = field(default_factory=list[tuple[UUID, Absence]])
    gone_absences: list[UUID] = field(default_factory=list[UUID])
    seen: dict[UUID, str] = field(default_factory=dict[UUID, str])

    @property
    def refuses(self) -> bool:
        """Whether any row is refused."""
        return any(self.refused_rows.values()) or any(self.refused_events.values())

    @property
    def size(self) -> int:
        """How many rows would be written."""
        return sum(map(len, (
            self.new_artists, self.changed_artists, self.new_projects, self.changed_projects,
            self.bookings, self.booking_changes, self.booking_ends,
            self.new_absences, self.changed_absences, self.gone_absences,
        )))  # fmt: skip

    def tell(self, source: str, number: int, what: str, outcome: Outcome, why: str = "") -> None:
        """A line of the report about a row of a table."""
        self.lines.append(ReportLine(source, number, what, outcome, why))

    def tell_event(
        self, source: str, number: int, what: str, outcome: Outcome, why: str = ""
    ) -> None:
        """A line of the report about an event of a calendar."""
        self.lines.append(ReportLine(source, number, what, outcome, why, "event"))

    def refuse(
        self, sheet: int, source: str, line: Line, what: str, problems: Iterable[Problem]
    ) -> None:
        """A row that does not come in, for the report and for the file of refused rows."""
        why = tuple(problems)
        self.refused_rows[sheet].append(RefusedLine(line, why))
        self.tell(source, line.number, what, Outcome.REFUSED, "; ".join(map(str, why)))

    def once(self, thing: UUID, where: str) -> None:
        """Each artist and project may be in the files once. Raises Unreadable."""
        if thing in self.seen:
            raise Unreadable(f"{self.seen[thing]} is the same one")
        self.seen[thing] = where
