"""A table as it was read from a file, and what can be wrong with one of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file; `number` is the one a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]
    flaw: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows. `notes` say how the file was understood."""

    source: str
    sheet: str | None
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str = ","
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a report calls this table."""
        return f"{self.source}, sheet {self.sheet}" if self.sheet else self.source


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: the column as the file calls it, and a sentence."""

    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.column}: {self.reason}" if self.column else self.reason


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that does not come in, with everything that is wrong with it."""

    line: Line
    problems: tuple[Problem, ...]


class Unreadable(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """A cell says something that cannot be read; the message says what."""


def as_text(cell: Cell) -> str:
    """A cell as a person would type it: whole numbers without a point, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_blank(cells: Sequence[Cell]) -> bool:
    """Nothing in the whole row."""
    return all(not as_text(cell) for cell in cells)
