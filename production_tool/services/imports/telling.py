"""Periods in the words of a report, and the other way round."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from production_tool.domain.imports.dates import Moment
from production_tool.domain.imports.spans import Span
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.periods import BadPeriod, Period
from production_tool.domain.zones import (
    NoSuchLocalTime,
    day_start,
    is_whole_days,
    to_instant,
    to_local,
)


def told_period(period: Period, zone: ZoneInfo) -> str:
    """Days when it is whole ones, both included; else local times."""
    first, last = to_local(period.start, zone), to_local(period.end, zone)
    if not is_whole_days(period, zone):
        return f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    day = last.date() - timedelta(days=1)
    return f"{first:%Y-%m-%d}" if day == first.date() else f"{first:%Y-%m-%d} to {day}"


def told_span(span: Span) -> str:
    """The same for what a file says, before any zone is known."""
    start, end = span.start, span.end
    if isinstance(start, datetime) or isinstance(end, datetime):
        return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
    return f"{start} to {end - timedelta(days=1)}"


def period_of(span: Span, zone: ZoneInfo) -> Period:
    """The instants that a file's local dates or times mean in a zone. Raises Unreadable."""
    try:
        return Period.checked(instant_of(span.start, zone), instant_of(span.end, zone))
    except (BadPeriod, NoSuchLocalTime) as refused:
        raise Unreadable(refused.message) from None


def instant_of(moment: Moment, zone: ZoneInfo) -> datetime:
    """The UTC instant of a day's beginning, a wall time, or a time with its own zone.

    Raises NoSuchLocalTime.
    """
    if not isinstance(moment, datetime):
        return day_start(moment, zone)
    if moment.tzinfo is None:
        return to_instant(moment, zone)
    instant = moment.astimezone(UTC)
    if instant.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchLocalTime(f"{moment:%H:%M} on {moment:%Y-%m-%d} does not exist there.")
    return instant
