"""From when to when, as forms write and read it: days, and times only for parts of days."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from production_tool.domain.periods import Period
from production_tool.domain.refusals import Invalid
from production_tool.domain.zones import is_whole_days, to_local
from production_tool.state.forms import Form

A_DAY = timedelta(days=1)
MIDNIGHT = time()


@dataclass(frozen=True)
class Span:
    """What the four fields start with; whole days have no times, and the last day counts."""

    first: str = ""
    starts: str = ""
    last: str = ""
    ends: str = ""


def span_of(period: Period, zone: ZoneInfo) -> Span:
    """The fields for a booking."""
    start, end = to_local(period.start, zone), to_local(period.end, zone)
    return local_span(start, end, whole=is_whole_days(period, zone))


def local_span(start: datetime, end: datetime, *, whole: bool | None = None) -> Span:
    """The fields for wall times; from midnight to midnight is whole days."""
    if whole is None:
        whole = start.time() == end.time() == MIDNIGHT
    if whole:
        last = max(start.date(), end.date() - A_DAY)
        return Span(first=start.date().isoformat(), last=last.isoformat())
    return Span(
        first=start.date().isoformat(),
        starts=f"{start:%H:%M}",
        last=end.date().isoformat(),
        ends=f"{end:%H:%M}",
    )


def read_span(form: Form) -> tuple[datetime, datetime]:
    """From and up to, wall time of the studio. Raises BadForm with the fields at fault."""
    first, last = form.day("first"), form.day("last")
    starts, ends = form.clock("starts"), form.clock("ends")
    if first is None or last is None:
        form.say("first" if first is None else "last", "is missing")
        form.refuse()
        raise Invalid("Choose the first and the last day.")
    start = datetime.combine(first, starts or MIDNIGHT)
    end = datetime.combine(last, ends) if ends else datetime.combine(last, MIDNIGHT) + A_DAY
    if last < first:
        form.say("last", "is before the first day")
    elif end <= start:
        form.say("ends", "is not after the start")
    form.refuse()
    return start, end
