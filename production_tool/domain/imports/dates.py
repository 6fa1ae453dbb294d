"""Which order the days, months and years of a column have, and reading them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from production_tool.domain.imports.tables import Cell, Unreadable, as_text

Moment = date | datetime

_TIME = (
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<offset>Z|z|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME, re.ASCII)
_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})" + _TIME, re.ASCII
)
_SLASHED = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
    + _TIME,
    re.ASCII,
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MONTHS = 12


class Order(StrEnum):
    """In which order a slashed date names its parts."""

    ISO = "iso"
    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class DateReading:
    """How one column's dates are read: `order` is of the slashed ones, None when unknown."""

    order: Order | None = None
    stated: bool = False
    shapes: tuple[str, ...] = ()
    mixed: bool = False

    def __str__(self) -> str:
        parts = [_SHAPE_WORDS[shape] for shape in self.shapes if shape != "slashed"]
        if "slashed" in self.shapes:
            parts.append(self._slashed())
        return ", ".join(parts) or "no dates"

    def _slashed(self) -> str:
        how = "as stated" if self.stated else "as its days above 12 show"
        if self.order is Order.DMY:
            return f"day/month/year ({how})"
        if self.order is Order.MDY:
            return f"month/day/year ({how})"
        why = "both orders occur" if self.mixed else "the order cannot be told"
        return f"with slashes, and {why}"


_SHAPE_WORDS = {"iso": "year-month-day", "dotted": "day.month.year", "cell": "dates of the sheet"}


def detect(values: Iterable[Cell]) -> DateReading:
    """Look at a whole column: days above twelve give away the order of slashed dates."""
    shapes: set[str] = set()
    orders: set[Order] = set()
    for value in values:
        shape = _shape(value)
        if shape is None:
            continue
        shapes.add(shape)
        if shape == "slashed" and (seen := _evidence(as_text(value))):
            orders.add(seen)
    order = orders.pop() if len(orders) == 1 else None
    return DateReading(order=order, shapes=tuple(sorted(shapes)), mixed=bool(orders))


def stated(order: Order, values: Iterable[Cell]) -> DateReading:
    """A column whose order somebody named."""
    return DateReading(order=order, stated=True, shapes=detect(values).shapes)


def read_moment(cell: Cell, reading: DateReading) -> Moment:
    """A local date, a local wall time, or an instant when the cell names an offset.

    Raises Unreadable.
    """
    if isinstance(cell, datetime):
        return _sane(cell if cell.time() != datetime.min.time() else cell.date())
    if isinstance(cell, date):
        return _sane(cell)
    text = as_text(cell)
    if match := _ISO.fullmatch(text) or _DOTTED.fullmatch(text):
        return _sane(_build(match, month=int(match["month"]), day=int(match["day"])))
    if match := _SLASHED.fullmatch(text):
        return _sane(_slashed(match, reading))
    raise Unreadable(f"“{text}” is not a date; write 2026-07-06")


def _shape(value: Cell) -> str | None:
    if isinstance(value, date):
        return "cell"
    text = as_text(value)
    for shape, pattern in (("iso", _ISO), ("dotted", _DOTTED), ("slashed", _SLASHED)):
        if pattern.fullmatch(text):
            return shape
    return None


def _evidence(text: str) -> Order | None:
    match = _SLASHED.fullmatch(text)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second_part"])
    if first > _MONTHS >= second:
        return Order.DMY
    if second > _MONTHS >= first:
        return Order.MDY
    return None


def _slashed(match: re.Match[str], reading: DateReading) -> Moment:
    first, second = int(match["first"]), int(match["second_part"])
    if first == second or reading.order is Order.DMY:
        return _build(match, day=first, month=second)
    if reading.order is Order.MDY:
        return _build(match, month=first, day=second)
    if reading.order is Order.ISO:
        raise Unreadable(f"“{match[0]}” is not written year-month-day, as stated")
    if not reading.mixed and (order := _evidence(match[0])):
        return _slashed(match, DateReading(order=order))
    raise Unreadable(f"which month is meant by “{match[0]}”? Say in which order its dates are")


def _build(match: re.Match[str], *, month: int, day: int) -> Moment:
    year = int(match["year"]) + (2000 if len(match["year"]) <= len("26") else 0)
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(f"there is no such day as “{match[0]}”") from None
    return found if match["hour"] is None else _with_time(match, found)


def _with_time(match: re.Match[str], day: date) -> datetime:
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    clock = f"{hour:02d}:{match['minute']}:{match['second'] or '00'}"
    offset = (match["offset"] or "").upper()
    extra = timedelta(0)
    if clock == "24:00:00":
        clock, extra = "00:00:00", timedelta(days=1)
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}{offset}") + extra
    except ValueError:
        raise Unreadable(f"there is no such time as “{match[0]}”") from None


def _sane(found: Moment) -> Moment:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise Unreadable(f"the year {found.year} is out of range")
    return found
