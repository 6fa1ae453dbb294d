"""How dates are written on the screens."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from production_tool.domain.periods import Period
from production_tool.domain.zones import is_whole_days, to_local

DASH = "\u2013"


def day_text(local: date) -> str:
    """Mon 9 Mar."""
    return f"{local:%a} {local.day} {local:%b}"


def moment_text(instant: datetime, zone: ZoneInfo) -> str:
    """Mon 9 Mar, 10:12."""
    local = to_local(instant, zone)
    return f"{day_text(local)}, {local:%H:%M}"


def period_text(period: Period, zone: ZoneInfo) -> str:
    """Mon 9 - Fri 13 Mar; with times when it is not of whole days."""
    start, end = to_local(period.start, zone), to_local(period.end, zone)
    if not is_whole_days(period, zone):
        same = start.date() == end.date()
        until = f"{end:%H:%M}" if same else f"{day_text(end)}, {end:%H:%M}"
        return f"{day_text(start)}, {start:%H:%M} {DASH} {until}"
    last = end - timedelta(days=1)
    if last.date() == start.date():
        return day_text(start)
    first = f"{start:%a} {start.day}" if start.month == last.month else day_text(start)
    return f"{first} {DASH} {day_text(last)}"


def local_text(start: datetime, end: datetime) -> str:
    """The same of naive local times."""
    utc = ZoneInfo("UTC")
    return period_text(Period(start.replace(tzinfo=utc), end.replace(tzinfo=utc)), utc)
