"""The board as a sheet: rows under their heads, and each row's bars in lanes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")

DAY = 1440
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - minutes of the wall clock have no zone


@dataclass(frozen=True, slots=True)
class Bar:
    """A booking; ``start`` and ``end`` are minutes of the studio's wall clock since 1970."""

    start: int
    end: int
    status: str
    rank: int
    label: str
    lane: int = 0

    @property
    def sign(self) -> str:
        """The letter that tells the status where colours do not: H1, P, C or R."""
        return f"H{self.rank or ''}" if self.status == "hold" else self.status[:1].upper()


@dataclass(frozen=True, slots=True)
class Shade:
    """A time that somebody, or everybody, does not work."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """An artist's row; ``off`` holds the weekdays without work, Monday is 0."""

    name: str
    title: str
    off: frozenset[int]
    bars: tuple[Bar, ...]
    shades: tuple[Shade, ...]

    @property
    def lanes(self) -> int:
        """How many lanes its bars need; at least one."""
        return 1 + max((bar.lane for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A window of the board, from one local day up to, not including, another."""

    first: date
    last: date
    groups: tuple[Group, ...]
    holidays: tuple[Shade, ...]

    @property
    def days(self) -> list[date]:
        """The days in it."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days)]

    @property
    def start(self) -> int:
        """Its first minute."""
        return minute_of(self.first)

    @property
    def end(self) -> int:
        """The minute after its last."""
        return minute_of(self.last)

    @property
    def closed(self) -> dict[date, str]:
        """The days that nobody works, and what they are called."""
        return {moment(shade.start).date(): shade.label for shade in self.holidays}

    @property
    def lines(self) -> list[Line]:
        """All rows, whatever their head."""
        return [line for group in self.groups for line in group.lines]


def minute_of(day: date) -> int:
    """The minute since 1970 at which a local day begins."""
    return (day - _EPOCH.date()).days * DAY


def moment(minute: int) -> datetime:
    """The naive local time of a minute since 1970."""
    return _EPOCH + timedelta(minutes=minute)


def read_sheet(board: Mapping[str, Any], *, blank: str) -> Sheet:
    """A sheet of what the board's snapshot holds; ``blank`` is the head of rows without one."""
    first, last = date.fromisoformat(board["from"]), date.fromisoformat(board["to"])
    bars = _by_artist((bar[1], Bar(*bar[2:7], lane=bar[11])) for bar in board["bars"])
    shades = _by_artist((shade[0], Shade(*shade[1:5])) for shade in board["shades"])
    groups: dict[str, list[Line]] = {}
    for row in board["rows"]:
        line = Line(
            name=row[1],
            title=row[2] or "",
            off=frozenset(row[4]),
            bars=tuple(bars.get(row[0], ())),
            shades=tuple(shades.get(row[0], ())),
        )
        if row[0] != "roles":
            groups.setdefault(row[3] or blank, []).append(line)
        elif line.bars:
            groups.setdefault("Waiting for a person", []).append(line)
    heads = tuple(Group(name, tuple(lines)) for name, lines in groups.items())
    return Sheet(first, last, heads, tuple(shades.get("", ())))


def whole_days(bar: Bar) -> tuple[int, int]:
    """The days a bar touches, in minutes."""
    return bar.start // DAY * DAY, -(-bar.end // DAY) * DAY


def _by_artist(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for artist, each in pairs:
        found.setdefault(artist, []).append(each)
    return found
