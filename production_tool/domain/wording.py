"""How times and names are put into a sentence."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from production_tool.domain.periods import Period
from production_tool.domain.zones import is_whole_days, to_local


def until(period: Period, zone: ZoneInfo) -> str:
    """Until when it lasts: the last day of whole days, else the local time."""
    if is_whole_days(period, zone):
        return _day(to_local(period.end, zone) - timedelta(days=1))
    return moment(period.end, zone)


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """14:30 on 2 March 2027, in local time."""
    local = to_local(instant, zone)
    return f"{local:%H:%M} on {_day(local)}"


def named(code: str, title: str) -> str:
    """A project as people call it."""
    return " ".join(part for part in (code, title) if part)


def _day(local: datetime) -> str:
    return f"{local.day} {local:%B %Y}"
