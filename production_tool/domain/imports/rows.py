"""What the rows of a table say, before anybody looks at the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from production_tool.domain.imports.dates import DateReading, Moment, Order
from production_tool.domain.imports.headers import Layout
from production_tool.domain.imports.spans import Span
from production_tool.domain.imports.tables import Line, RefusedLine, Table


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking as a row says it; artist and project are still words."""

    line: Line
    artist: str
    project: str
    span: Span
    status: str
    title: str
    notes: str
    expires: Moment | None


@dataclass(frozen=True, slots=True)
class ArtistRow:
    """An artist as a row says it; None means that the file is silent about it."""

    line: Line
    name: str
    email: str | None
    title: str | None
    department: str | None
    skills: dict[str, int | None] | None
    employment: str | None
    rate: Decimal | None
    currency: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as a row says it; None means that the file is silent about it."""

    line: Line
    code: str
    title: str
    client: str | None
    start: date | None
    end: date | None
    budget: Decimal | None
    currency: str | None
    colour: str | None


Row = BookingRow | ArtistRow | ProjectRow


@dataclass(frozen=True, slots=True)
class Wording:
    """What the person importing has stated, and which zone names are known."""

    dates: Order | None = None
    statuses: Mapping[str, str] = field(default_factory=dict[str, str])
    zones: Callable[[str], str | None] = lambda name: name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table understood: its rows, the refused ones, and how its dates were read."""

    table: Table
    layout: Layout
    rows: tuple[Row, ...]
    refused: tuple[RefusedLine, ...]
    dates: Mapping[str, DateReading]
