"""When an artist works: a weekly pattern in the artist's zone, and what it comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from production_tool.domain.periods import Period
from production_tool.domain.refusals import Invalid
from production_tool.domain.zones import day_start, first_instant, local_days

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
A_DAY = timedelta(days=1)

Span = tuple[int, int]  # minutes of local wall time since midnight, half-open


class BadWorkPattern(Invalid):
    """The hours given are no week."""


class ExceptionKind(StrEnum):
    """Why a day is not as the pattern says."""

    LEAVE = "leave"
    UNAVAILABLE = "unavailable"
    HOLIDAY = "holiday"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class DatedException:
    """A time off the pattern: extra hours add to it, every other kind takes away."""

    kind: ExceptionKind
    period: Period


@dataclass(frozen=True, slots=True)
class WorkPattern:
    """Seven days from Monday, each with its spans of local wall-clock minutes."""

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEKDAYS) or not all(_in_order(spans) for spans in self.days):
            raise _bad()

    @classmethod
    def office(cls) -> Self:
        """Monday to Friday, nine to six with an hour's break: eight hours a day."""
        workday = ((540, 780), (840, 1080))
        return cls((workday,) * 5 + ((), ()))

    @classmethod
    def of(cls, week: Mapping[str, Sequence[Sequence[int]]]) -> Self:
        """From what JSON stores: {"mon": [[540, 1080]]}; a day left out is off.

        Raises BadWorkPattern.
        """
        if not set(week) <= set(WEEKDAYS):
            raise _bad()
        try:
            days = [tuple((int(a), int(b)) for a, b in week.get(day, ())) for day in WEEKDAYS]
        except (TypeError, ValueError) as unreadable:
            raise _bad() from unreadable
        return cls(tuple(days))

    def as_json(self) -> dict[str, list[list[int]]]:
        """As the database stores it: only the days with work."""
        return {
            day: [list(span) for span in spans]
            for day, spans in zip(WEEKDAYS, self.days, strict=True)
            if spans
        }


def working_minutes(
    period: Period,
    *,
    pattern: WorkPattern,
    zone: ZoneInfo,
    exceptions: Iterable[DatedException] = (),
    holidays: Iterable[Period] = (),
) -> int:
    """Minutes of real time an artist works in a period of instants, in the artist's zone.

    The studio's public ``holidays`` empty the pattern; the artist's own exceptions come after
    them, so extra hours on a holiday are worked. Over the whole of a period this is the artist's
    capacity; over a booking, its hours.
    """
    known = list(exceptions)
    extra = [e.period for e in known if e.kind is ExceptionKind.EXTRA]
    off = [e.period for e in known if e.kind is not ExceptionKind.EXTRA]
    shifts = _without(_clipped(_shifts(period, pattern, zone), period), holidays)
    at_work = _without(_merged([*shifts, *_clipped(extra, period)]), off)
    return sum((shift.length for shift in at_work), timedelta()) // timedelta(minutes=1)


def working_days(
    period: Period,
    *,
    pattern: WorkPattern,
    zone: ZoneInfo,
    exceptions: Iterable[DatedException] = (),
    holidays: Iterable[Period] = (),
) -> int:
    """On how many local days of a period the artist works at all, in the artist's zone."""
    known, closed = list(exceptions), list(holidays)
    days = (
        period.intersection(Period(day_start(day, zone), day_start(day + A_DAY, zone)))
        for day in local_days(period, zone)
    )
    return sum(
        working_minutes(day, pattern=pattern, zone=zone, exceptions=known, holidays=closed) > 0
        for day in days
        if day is not None
    )


def _shifts(period: Period, pattern: WorkPattern, zone: ZoneInfo) -> Iterator[Period]:
    for day in local_days(period, zone):
        for start, end in pattern.days[day.weekday()]:
            first, last = _instant(day, start, zone), _instant(day, end, zone)
            if first < last:  # a span inside the hour that spring leaves out is no time at all
                yield Period(first, last)


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return first_instant(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


def _in_order(spans: tuple[Span, ...]) -> bool:
    edges = [edge for span in spans for edge in span]
    proper = all(start < end for start, end in spans)
    return proper and edges == sorted(edges) and all(0 <= edge <= DAY_MINUTES for edge in edges)


def _bad() -> BadWorkPattern:
    return BadWorkPattern(
        "These working hours are not a week; give each day its start and end, in order.",
        fields={"workingHours": "must be minutes of the day, like {'mon': [[540, 1080]]}"},
    )


def _clipped(periods: Iterable[Period], window: Period) -> list[Period]:
    return [common for period in periods if (common := period.intersection(window))]


def _merged(periods: Iterable[Period]) -> list[Period]:
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return merged


def _without(periods: Iterable[Period], gone: Iterable[Period]) -> list[Period]:
    """What is left of periods when others are taken away."""
    holes = _merged(gone)
    left: list[Period] = []
    for period in periods:
        start = period.start
        for hole in holes:
            if hole.end <= start or period.end <= hole.start:
                continue
            if start < hole.start:
                left.append(Period(start, hole.start))
            start = hole.end
        if start < period.end:
            left.append(Period(start, period.end))
    return left
