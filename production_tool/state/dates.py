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
        since, until = _clocks(period, zone)
        until = until if same else f"{day_text(end)}, {until}"
        return f"{day_text(start)}, {since} {DASH} {until}"
    last = end - timedelta(days=1)
    if last.date() == start.date():
        return day_text(start)
    first = f"{start:%a} {start.day}" if start.month == last.month else day_text(start)
    return f"{first} {DASH} {day_text(last)}"


def _clocks(period: Period, zone: ZoneInfo) -> tuple[str, str]:
    """02:30 and 04:00; with both offsets where the clock shows one of them twice that night."""
    edges = [edge.astimezone(zone) for edge in (period.start, period.end)]
    twice = any(_comes_twice(edge) for edge in edges)
    start, end = (f"{edge:%H:%M}{f' ({_offset(edge)})' if twice else ''}" for edge in edges)
    return start, end


def _comes_twice(at: datetime) -> bool:
    first, second = (at.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def _offset(at: datetime) -> str:
    """UTC+2, UTC-3:30."""
    hours, minutes = f"{at:%z}"[:3], f"{at:%z}"[3:]
    return f"UTC{int(hours):+d}" + (f":{minutes}" if minutes != "00" else "")


def local_text(start: datetime, end: datetime) -> str:
    """The same of naive local times."""
    utc = ZoneInfo("UTC")
    return period_text(Period(start.replace(tzinfo=utc), end.replace(tzinfo=utc)), utc)
