"""Local wall time and instants: the studio's zone decides what a day is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from production_tool.domain.periods import Period
from production_tool.domain.refusals import Invalid


class NoSuchZone(Invalid):
    """The name is not an IANA time zone."""


class NoSuchLocalTime(Invalid):
    """The clocks jump over this local time in spring."""


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises NoSuchZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as missing:
        raise NoSuchZone(
            f"“{name}” is not a time zone; give an IANA name such as Europe/Berlin.",
            fields={"zone": "is not an IANA time zone"},
        ) from missing


def to_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive local time; of a doubled one, the first.

    Raises NoSuchLocalTime when the clocks skip it.
    """
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None, fold=0) != local.replace(fold=0):
        raise NoSuchLocalTime(
            f"{local:%H:%M} on {local:%d %B %Y} does not exist in {zone.key}: the clocks go "
            "forward over it. Choose a time an hour earlier or later.",
        )
    return instant


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The naive local time of an instant."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def first_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first UTC instant at which the wall clock shows this naive local time or a later one.

    Of a doubled time that is the first; of a skipped one, the instant of the jump.
    """
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if to_local(instant, zone) == local:
        return instant
    low, high = instant - timedelta(hours=3), instant + timedelta(hours=3)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if to_local(middle, zone) < local else (low, middle)
    return high.replace(microsecond=0)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first UTC instant of a local day, also where midnight itself is skipped."""
    return first_instant(datetime.combine(day, time()), zone)


def whole_days(first: date, end: date, zone: ZoneInfo) -> Period:
    """The period of the local days from ``first`` up to, not including, ``end``."""
    return Period(day_start(first, zone), day_start(end, zone))


def is_whole_days(period: Period, zone: ZoneInfo) -> bool:
    """Whether the period begins and ends where local days begin."""
    return all(
        day_start(to_local(edge, zone).date(), zone) == edge for edge in (period.start, period.end)
    )


def local_days(period: Period, zone: ZoneInfo) -> list[date]:
    """The local days the period touches, in order."""
    first = to_local(period.start, zone).date()
    last = to_local(period.end - timedelta(microseconds=1), zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def shift_days(period: Period, days: int, zone: ZoneInfo) -> Period:
    """The period the given number of local days later, at the same wall times.

    Whole days stay whole days when the clocks change between. Raises NoSuchLocalTime.
    """
    step = timedelta(days=days)
    if is_whole_days(period, zone):
        start, end = (to_local(edge, zone).date() + step for edge in (period.start, period.end))
        return whole_days(start, end, zone)
    start, end = (
        to_instant(to_local(edge, zone) + step, zone) for edge in (period.start, period.end)
    )
    return Period(start, end)
