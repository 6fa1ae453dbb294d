"""Times as people write them, made into instants."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from production_tool.domain.periods import BadPeriod
from production_tool.domain.zones import day_start, to_instant

# A datetime with a zone is an instant; one without is wall time in the studio's zone; a date
# is the start of that local day (as an end: of the day after the last).
Moment = datetime | date

YEARS = range(1971, 2200)


def is_local(moment: Moment) -> bool:
    """Whether only the studio's zone says which instant is meant."""
    return not isinstance(moment, datetime) or moment.tzinfo is None


def to_utc(moment: Moment, zone: ZoneInfo, *, field: str) -> datetime:
    """The UTC instant that is meant. Raises NoSuchLocalTime, or BadPeriod naming the field."""
    if moment.year not in YEARS:
        raise BadPeriod(
            f"The year {moment.year} is out of range; "
            f"choose one from {YEARS.start} to {YEARS.stop - 1}.",
            fields={field: "is out of range"},
        )
    if not isinstance(moment, datetime):
        return day_start(moment, zone)
    return to_instant(moment, zone) if moment.tzinfo is None else moment.astimezone(UTC)
