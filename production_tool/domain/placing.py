"""Where a booking goes when it is moved, and where it could go instead."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import KEEP, Keep
from production_tool.domain.moments import Moment, to_utc
from production_tool.domain.periods import Period
from production_tool.domain.zones import (
    NoSuchLocalTime,
    day_start,
    is_whole_days,
    shift_days,
    to_instant,
    to_local,
    whole_days,
)

Lane = TypeVar("Lane")

FAR_ENOUGH = 366  # days ahead that a gap is looked for


def moved(period: Period, start: datetime, zone: ZoneInfo) -> Period:
    """The period beginning at another UTC instant, as long as before on the wall clock.

    Whole days stay whole days. Raises NoSuchLocalTime or BadPeriod.
    """
    first, last = to_local(period.start, zone), to_local(period.end, zone)
    local = to_local(start, zone)
    if is_whole_days(period, zone) and day_start(local.date(), zone) == start:
        return whole_days(local.date(), local.date() + (last.date() - first.date()), zone)
    end = to_instant(local + (last - first), zone)
    # In the hour that comes twice a wall-clock end may lie before its start.
    return Period.checked(start, end if end > start else start + period.length)


def changed_period(
    period: Period, zone: ZoneInfo, *, start: Moment | Keep, end: Moment | Keep = KEEP
) -> Period:
    """Where a change puts what stands there; a start without an end moves it.

    Raises NoSuchLocalTime or BadPeriod.
    """
    first = period.start if isinstance(start, Keep) else _meant(start, period.start, zone, "start")
    if isinstance(end, Keep):
        return period if first == period.start else moved(period, first, zone)
    return Period.checked(first, _meant(end, period.end, zone, "end"))


def _meant(wish: Moment, stands: datetime, zone: ZoneInfo, edge: str) -> datetime:
    """Who repeats the wall time that stands there leaves it, in the second of two hours as well."""
    if wish == to_local(stands, zone):
        return stands
    return to_utc(wish, zone, field=f"{edge}Time")


def newly_claimed(before: Period, after: Period) -> bool:
    """Whether the second period has time that the first had not."""
    return after.start < before.start or before.end < after.end


def next_gap(
    period: Period, taken: Iterable[Period], zone: ZoneInfo, suits: Callable[[Period], bool]
) -> Period | None:
    """The first later period at the same wall times that is free, if there is one in a year.

    ``suits`` has the last word on what is free: nobody wants a week's work from a Saturday on.
    """
    busy = sorted(taken)
    days = 1
    while days <= FAR_ENOUGH:
        try:
            candidate = shift_days(period, days, zone)
        except NoSuchLocalTime:
            days += 1
            continue
        in_the_way = [one.end for one in busy if one.overlaps(candidate)]
        if not in_the_way and suits(candidate):
            return candidate
        days += max([1, *((end - candidate.start).days for end in in_the_way)])
    return None


def next_shift(
    wanted: Sequence[tuple[Lane, Period]],
    taken: Mapping[Lane, Sequence[Period]],
    zone: ZoneInfo,
    suits: Callable[[Sequence[Period]], bool],
) -> int | None:
    """By how many days later all of them fit, each in its lane, if they do within a year.

    ``suits`` has the last word on their places, in the order in which they were wanted.
    """
    if _in_each_others_way(wanted):
        return None
    days = 1
    while days <= FAR_ENOUGH:
        try:
            there = [(lane, shift_days(period, days, zone)) for lane, period in wanted]
        except NoSuchLocalTime:
            days += 1
            continue
        waits = [
            (one.end - period.start).days
            for lane, period in there
            for one in taken.get(lane, ())
            if one.overlaps(period)
        ]
        if not waits and suits([period for _, period in there]):
            return days
        days += max([1, *waits])
    return None


def _in_each_others_way(wanted: Iterable[tuple[Lane, Period]]) -> bool:
    lanes: dict[Lane, list[Period]] = defaultdict(list)
    for lane, period in wanted:
        lanes[lane].append(period)
    return any(a.overlaps(b) for lane in lanes.values() for a, b in pairwise(sorted(lane)))
