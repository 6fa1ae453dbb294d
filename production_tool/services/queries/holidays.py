"""A studio's public holidays, and the countries whose days are known."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlmodel import col

from production_tool.domain.holidays import YEARS, Country, HolidayRow, NoSuchHoliday, Region
from production_tool.domain.inputs import searchable
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Unavailable
from production_tool.domain.zones import to_local, zone_named
from production_tool.infra import almanac
from production_tool.infra.offload import OffloadError
from production_tool.models import StudioHoliday
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.queries.studio import find_studio
from production_tool.services.work import Work

COLUMNS = [col(getattr(StudioHoliday, name)) for name in HolidayRow.__dataclass_fields__]
_ORDERS: Orders = {
    "day": (col(StudioHoliday.day),),
    "name": (lowered(col(StudioHoliday.name)), col(StudioHoliday.id)),
}
_TAKEN = text("""
    SELECT source, count(*) AS days, min(day) AS first, max(day) AS last
    FROM app.studio_holiday WHERE tenant_id = :tenant_id AND source <> ''
    GROUP BY source ORDER BY last DESC, source
""")
_PERIODS = text("""
    SELECT h.day::timestamp AT TIME ZONE t.zone AS start_at,
      (h.day + 1)::timestamp AT TIME ZONE t.zone AS end_at
    FROM app.tenant t JOIN app.studio_holiday h ON h.tenant_id = t.id
    WHERE t.id = :tenant_id AND h.day >= (CAST(:start AS timestamptz) AT TIME ZONE t.zone)::date
      AND h.day <= (CAST(:end AS timestamptz) AT TIME ZONE t.zone)::date
    ORDER BY h.day
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayFilter:
    """Which days: from one up to, not including, another; ``search`` is in the name."""

    first: date | None = None
    end: date | None = None
    search: str = ""


def list_holidays(
    work: Work, *, narrowed: HolidayFilter | None = None, ask: Ask | None = None
) -> Page[HolidayRow]:
    """The studio's public holidays, in order; every member may know them.

    Raises BadCursor or Invalid.
    """
    wanted, statement = narrowed or HolidayFilter(), _seen(work)
    if wanted.first is not None:
        statement = statement.where(col(StudioHoliday.day) >= wanted.first)
    if wanted.end is not None:
        statement = statement.where(col(StudioHoliday.day) < wanted.end)
    if search := searchable(wanted.search):
        statement = statement.where(col(StudioHoliday.name).icontains(search, autoescape=True))
    found = sliced(work, statement, ask=ask or Ask(), orders=_ORDERS)
    return found.of([as_holiday(row) for row in found.rows])


def find_holiday(work: Work, holiday_id: UUID) -> HolidayRow:
    """One of them. Raises NoSuchHoliday."""
    asked = _seen(work).where(col(StudioHoliday.id) == holiday_id)
    row = work.connection.execute(asked).one_or_none()
    if row is None:
        raise NoSuchHoliday(
            "There is no such holiday in this studio any more; load the page again."
        )
    return as_holiday(row)


@dataclass(frozen=True, slots=True)
class TakenCalendar:
    """A calendar whose days the studio has: how many, and in which years."""

    source: str
    days: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year of the list, and the calendars taken, the one that goes furthest first."""

    year: int
    this_year: int
    rows: tuple[HolidayRow, ...]
    calendars: tuple[TakenCalendar, ...]


def holidays_of_year(work: Work, *, year: int = 0) -> HolidayYear:
    """A year's days, of the present one in the studio's zone unless another is named."""
    zone = zone_named(find_studio(work).details.zone)
    this_year = to_local(work.now, zone).year
    wanted = min(max(year or this_year, YEARS.start), YEARS.stop - 1)
    within = _seen(work).where(
        col(StudioHoliday.day) >= date(wanted, 1, 1), col(StudioHoliday.day) <= date(wanted, 12, 31)
    )
    found = work.connection.execute(within.order_by(col(StudioHoliday.day)))
    rows = tuple(as_holiday(row) for row in found)
    return HolidayYear(wanted, this_year, rows, _calendars(work))


def _calendars(work: Work) -> tuple[TakenCalendar, ...]:
    asked = {"tenant_id": work.actor.tenant_id}
    return tuple(
        TakenCalendar(row.source, row.days, row.first.year, row.last.year)
        for row in work.connection.execute(_TAKEN, asked)
    )


def holidays_within(work: Work, period: Period) -> list[Period]:
    """The holidays that a period of instants touches, as days of the studio's zone."""
    asked = {"tenant_id": work.actor.tenant_id, "start": period.start, "end": period.end}
    return [Period(row.start_at, row.end_at) for row in work.connection.execute(_PERIODS, asked)]


def known_countries() -> tuple[Country, ...]:
    """The countries whose days are known, by name; no studio's. Raises Unavailable."""
    try:
        told = almanac.countries()
    except OffloadError as failure:
        raise Unavailable("The list of countries could not be read just now; try again.") from (
            failure
        )
    return tuple(
        Country(code, name, tuple(Region(*each) for each in regions))
        for code, name, regions in told
    )


def as_holiday(row: Row[Any]) -> HolidayRow:
    """The row with these columns as others may carry it."""
    return HolidayRow(**{name: getattr(row, name) for name in HolidayRow.__dataclass_fields__})


def _seen(work: Work) -> Rows:
    return select(*COLUMNS).where(col(StudioHoliday.tenant_id) == work.actor.tenant_id)
