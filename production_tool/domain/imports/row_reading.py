"""Reading the lines of a table cell by cell, collecting all that is wrong with each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from production_tool.domain.imports.dates import DateReading, Moment, detect, read_moment, stated
from production_tool.domain.imports.headers import Layout, Sort
from production_tool.domain.imports.rows import (
    ArtistRow,
    BookingRow,
    ProjectRow,
    Row,
    Sheet,
    Wording,
)
from production_tool.domain.imports.spans import Span, make_span
from production_tool.domain.imports.tables import (
    Cell,
    Line,
    Problem,
    RefusedLine,
    Table,
    Unreadable,
    as_text,
)
from production_tool.domain.imports.words import (
    read_amount,
    read_colour,
    read_currency,
    read_email,
    read_employment,
    read_name,
    read_skills,
    read_status,
)

T = TypeVar("T")
_DATE_FIELDS = ("start", "end", "expires")


def read_rows(table: Table, layout: Layout, wording: Wording) -> Sheet:
    """Every line of the table as a row, or refused with all its problems."""
    dates = _date_readings(table, layout, wording)
    rows: list[Row] = []
    refused: list[RefusedLine] = []
    for line in table.lines:
        reader = _LineReader(line, layout, dates)
        row = None if line.flaw else _READERS[layout.sort](reader, wording)
        if line.flaw:
            refused.append(RefusedLine(line, (Problem("", line.flaw),)))
        elif reader.problems or row is None:
            refused.append(RefusedLine(line, tuple(reader.problems)))
        else:
            rows.append(row)
    return Sheet(table, layout, tuple(rows), tuple(refused), dates)


def _date_readings(table: Table, layout: Layout, wording: Wording) -> dict[str, DateReading]:
    readings: dict[str, DateReading] = {}
    for name in _DATE_FIELDS:
        if (column := layout.columns.get(name)) is not None:
            values = [_cell(line.cells, column) for line in table.lines if not line.flaw]
            readings[name] = stated(wording.dates, values) if wording.dates else detect(values)
    return readings


class _LineReader:
    """One line: hands out its cells and collects what is wrong with them."""

    def __init__(self, line: Line, layout: Layout, dates: Mapping[str, DateReading]) -> None:
        self.line = line
        self.problems: list[Problem] = []
        self._layout = layout
        self._dates = dates

    def has(self, name: str) -> bool:
        return name in self._layout.columns

    def cell(self, name: str) -> Cell:
        column = self._layout.columns.get(name)
        return None if column is None else _cell(self.line.cells, column)

    def text(self, name: str) -> str | None:
        """The cell's text; None when the file has no such column or the cell is empty."""
        return as_text(self.cell(name)) or None

    def take(self, name: str, read: Callable[[Cell], T]) -> T | None:
        try:
            return read(self.cell(name))
        except Unreadable as wrong:
            self.refuse(name, str(wrong))
            return None

    def moment(self, name: str) -> Moment | None:
        if not self.text(name):
            return None
        return self.take(name, lambda cell: read_moment(cell, self._dates[name]))

    def day(self, name: str) -> date | None:
        found = self.moment(name)
        return found.date() if isinstance(found, datetime) else found

    def needed(self, name: str, what: str) -> str:
        if not self.text(name):
            self.refuse(name, f"{what} is missing")
            return ""
        return self.take(name, read_name) or ""

    def span(self) -> Span | None:
        start, end = self.moment("start"), self.moment("end")
        if not self.text("start"):
            self.refuse("start", "the start is missing")
        if self.has("end") and not self.text("end"):
            self.refuse("end", "the end is missing")
        if start is None or (end is None and self.has("end")):
            return None
        return self._checked(start, start if end is None else end)

    def _checked(self, start: Moment, end: Moment) -> Span | None:
        inclusive = not (self._layout.end_exclusive and self.has("end"))
        try:
            return make_span(start, end, inclusive=inclusive)
        except Unreadable as wrong:
            self.refuse("end" if self.has("end") else "start", str(wrong))
            return None

    def refuse(self, name: str, reason: str) -> None:
        self.problems.append(Problem(self._layout.label(name), reason))


def _cell(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def _read_booking(reader: _LineReader, wording: Wording) -> Row | None:
    artist = reader.needed("artist", "the artist")
    span = reader.span()
    status = reader.take("status", lambda cell: read_status(cell, dict(wording.statuses)))
    expires = reader.moment("expires")
    project = reader.take("project", read_name)
    if span is None or status is None or not artist or project is None:
        return None
    return BookingRow(
        line=reader.line,
        artist=artist,
        project=project,
        span=span,
        status=status,
        title=reader.text("title") or "",
        notes=reader.text("notes") or "",
        expires=expires,
    )


def _read_artist(reader: _LineReader, wording: Wording) -> Row | None:
    return ArtistRow(
        line=reader.line,
        name=reader.needed("name", "the name"),
        email=reader.take("email", read_email),
        title=reader.text("title"),
        department=reader.text("department"),
        skills=reader.take("skills", read_skills) if reader.has("skills") else None,
        employment=reader.take("employment", read_employment),
        rate=reader.take("rate", read_amount),
        currency=reader.take("currency", read_currency),
        zone=reader.take("zone", lambda cell: _read_zone(cell, wording)),
    )


def _read_project(reader: _LineReader, wording: Wording) -> Row | None:
    del wording
    code = reader.take("code", read_name) or ""
    title = reader.take("title", read_name) or code
    start, end = reader.day("start"), reader.day("end")
    if start and end and end < start:
        reader.refuse("end", "it ends before it starts")
    if not title:
        reader.refuse("code" if reader.has("code") else "title", "code and title are missing")
    return ProjectRow(
        line=reader.line,
        code=code,
        title=title,
        client=reader.text("client"),
        start=start,
        end=end,
        budget=reader.take("budget", read_amount),
        currency=reader.take("currency", read_currency),
        colour=reader.take("colour", read_colour),
    )


def _read_zone(cell: Cell, wording: Wording) -> str | None:
    text = as_text(cell)
    if not text:
        return None
    zone = wording.zones(text)
    if zone is None:
        raise Unreadable(f"“{text}” is no known time zone; write Europe/Berlin")
    return zone


_READERS: dict[Sort, Callable[[_LineReader, Wording], Row | None]] = {
    Sort.BOOKINGS: _read_booking,
    Sort.ARTISTS: _read_artist,
    Sort.PROJECTS: _read_project,
}
