"""A studio's public holidays: taken from a country's calendar, added, renamed, removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, extract, func, insert, select, text, update
from sqlalchemy.dialects import postgresql
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.holidays import (
    MOST_HOLIDAYS,
    YEARS,
    YEARS_AHEAD,
    Calendar,
    CalendarDay,
    HolidayRow,
    HolidayTaken,
    NoSuchCalendar,
    TooManyHolidays,
    check_version,
    checked_calendar,
    checked_day,
    checked_source,
    checked_years,
)
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import Unavailable
from production_tool.infra import almanac
from production_tool.infra.offload import OffloadError
from production_tool.models import StudioHoliday
from production_tool.services.queries.holidays import (
    COLUMNS,
    as_holiday,
    find_holiday,
    known_countries,
)
from production_tool.services.work import Work, across_studios, tending

_SHORT = text("SELECT app.studios_short_of_holidays(:year)")
_LATEST = text(
    "SELECT source, day FROM app.studio_holiday"
    " WHERE tenant_id = :tenant_id AND source <> '' ORDER BY day DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a calendar did: days that came, and how many of another's went."""

    added: tuple[HolidayRow, ...]
    removed: int


def add_holiday(work: Work, *, day: date, name: str) -> HolidayRow:
    """Close the studio on a day of its own.

    Raises NotAllowed, BadHoliday, HolidayTaken or TooManyHolidays.
    """
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    tidy = checked_day(day, name)
    _check_free(work, tidy.day)
    _check_room(work, 1)
    holiday_id = new_id()
    work.connection.execute(
        insert(StudioHoliday).values(
            tenant_id=work.actor.tenant_id, id=holiday_id, day=tidy.day, name=tidy.name
        )
    )
    work.keep()
    return find_holiday(work, holiday_id)


def rename_holiday(work: Work, *, holiday_id: UUID, seen_version: int, name: str) -> HolidayRow:
    """Call a day otherwise. Raises NotAllowed, NoSuchHoliday, StaleHoliday or BadHoliday."""
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    holiday = find_holiday(work, holiday_id)
    check_version(holiday, seen_version)
    tidy = checked_day(holiday.day, name)
    work.connection.execute(
        update(StudioHoliday)
        .where(
            col(StudioHoliday.tenant_id) == work.actor.tenant_id,
            col(StudioHoliday.id) == holiday_id,
        )
        .values(name=tidy.name)
    )
    work.keep()
    return find_holiday(work, holiday_id)


def remove_holiday(work: Work, *, holiday_id: UUID, seen_version: int) -> HolidayRow:
    """Work on that day again; what it was. Raises NotAllowed, NoSuchHoliday or StaleHoliday."""
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    holiday = find_holiday(work, holiday_id)
    check_version(holiday, seen_version)
    work.connection.execute(
        delete(StudioHoliday).where(
            col(StudioHoliday.tenant_id) == work.actor.tenant_id,
            col(StudioHoliday.id) == holiday_id,
        )
    )
    work.keep()
    return holiday


def take_holidays(work: Work, *, country: str, years: Iterable[int], region: str = "") -> Taken:
    """Close the studio on a country's public holidays in some years.

    A day that is a holiday already keeps its name; days that had been taken from another
    calendar in these years go. Raises NotAllowed, BadHoliday, TooManyHolidays or Unavailable.
    """
    work.actor.must(Permission.EDIT_STUDIO)
    wanted = checked_years(years)
    calendar = checked_calendar(country, region, known_countries())
    days = _look_up(calendar, wanted)  # before the clock: it takes a moment
    work.lock()
    gone = work.connection.execute(
        delete(StudioHoliday).where(
            col(StudioHoliday.tenant_id) == work.actor.tenant_id,
            col(StudioHoliday.source).not_in(("", calendar.source)),
            extract("year", col(StudioHoliday.day)).in_(wanted),
        )
    )
    _check_room(work, len(days))
    added = _write(work, work.actor.tenant_id, [(each, calendar.source) for each in days])
    if added or gone.rowcount:
        work.keep()
    return Taken(tuple(added), gone.rowcount)


def drop_calendar(work: Work, *, source: str) -> tuple[HolidayRow, ...]:
    """Work again on every day taken from a calendar, such as DE-BE, in any year; those days.

    Later years come no more; days of the studio's own stay. Raises NotAllowed or NoSuchCalendar.
    """
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    days: Any = delete(StudioHoliday).where(
        col(StudioHoliday.tenant_id) == work.actor.tenant_id,
        col(StudioHoliday.source) == checked_source(source),
    )
    gone = [as_holiday(row) for row in work.connection.execute(days.returning(*COLUMNS))]
    if not gone:
        raise NoSuchCalendar(
            "The studio has no days of that calendar any more; load the page again."
        )
    work.keep()
    return tuple(sorted(gone, key=lambda each: each.day))


def put_back_holidays(work: Work, *, days: Sequence[HolidayRow]) -> tuple[HolidayRow, ...]:
    """Close the studio again on days that were removed or dropped; those that came back.

    A day that is a holiday again by now keeps its name. Raises NotAllowed or TooManyHolidays.
    """
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    _check_room(work, len(days))
    back = _write(work, work.actor.tenant_id, [(each, each.source) for each in days])
    if back:
        work.keep()
    return tuple(back)


def continue_calendars(*, year: int) -> int:
    """Give the studios that take a calendar its days up to two years after this one.

    How many studios got some. Days that a studio removed stay away, since only years after the
    last one taken are added. Any number of processes may do so at once. Raises Unavailable.
    """
    last = min(year + YEARS_AHEAD, YEARS.stop - 1)
    with across_studios() as worker:
        short = list(worker.scalars(_SHORT, {"year": last}))
    return sum(_continue_in(studio, last) for studio in short)


def _continue_in(tenant_id: UUID, last: int) -> bool:
    with tending(tenant_id) as work:
        latest = _latest(work, tenant_id)
        if latest is None or latest.day.year >= last:
            return False
        # Looked up before the clock is taken, since it takes a moment.
        calendar = Calendar.of(latest.source)
        days = _look_up(calendar, range(latest.day.year + 1, last + 1))
        if not work.lock_if_idle() or _latest(work, tenant_id) != latest:
            return False
        if not _write(work, tenant_id, [(each, calendar.source) for each in days]):
            return False
        work.keep()
        return True


def _latest(work: Work, tenant_id: UUID) -> Row[Any] | None:
    return work.connection.execute(_LATEST, {"tenant_id": tenant_id}).one_or_none()


def _look_up(calendar: Calendar, years: Sequence[int]) -> list[CalendarDay]:
    try:
        found = almanac.days_off(calendar.country, calendar.region, tuple(years))
    except OffloadError as failure:
        raise Unavailable(
            "The calendar could not be read just now; try again, or add the days yourself."
        ) from failure
    return [checked_day(day, name[:120]) for day, name in found]


def _write(
    work: Work, tenant_id: UUID, days: Sequence[tuple[CalendarDay | HolidayRow, str]]
) -> list[HolidayRow]:
    if not days:
        return []
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "day": each.day,
            "name": each.name,
            "source": source,
        }
        for each, source in days
    ]
    statement: Any = postgresql.insert(StudioHoliday).on_conflict_do_nothing(
        constraint="studio_holiday_day_key"
    )
    written = work.connection.execute(statement.returning(*COLUMNS), rows)
    return sorted((as_holiday(row) for row in written), key=lambda each: each.day)


def _check_free(work: Work, day: date) -> None:
    statement = select(col(StudioHoliday.id), col(StudioHoliday.name)).where(
        col(StudioHoliday.tenant_id) == work.actor.tenant_id, col(StudioHoliday.day) == day
    )
    taken = work.connection.execute(statement).one_or_none()
    if taken is not None:
        raise HolidayTaken(
            f"{day.day} {day:%B %Y} is {taken.name} already; rename it, or choose another day.",
            fields={"day": "is a holiday already"},
        )


def _check_room(work: Work, more: int) -> None:
    statement = select(func.count()).where(col(StudioHoliday.tenant_id) == work.actor.tenant_id)
    if work.connection.execute(statement).scalar_one() + more > MOST_HOLIDAYS:
        raise TooManyHolidays(
            f"A studio keeps {MOST_HOLIDAYS} holidays at most; remove some of years long past."
        )
