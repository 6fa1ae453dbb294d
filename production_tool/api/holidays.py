"""A studio's public holidays over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from production_tool.api.answers import (
    Answer,
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.asking import Asked
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.base import Day
from production_tool.api.schemas.holidays import (
    CalendarTaken,
    Country,
    Holiday,
    HolidayPatch,
    HolidaysTaken,
    NewHoliday,
)
from production_tool.services import holidays
from production_tool.services.queries.holidays import (
    HolidayFilter,
    find_holiday,
    known_countries,
    list_holidays,
)
from production_tool.services.work import Work, reading, working

router = thread_router("/holidays", tag="holidays")
_kind = Kind(router, "holiday", Holiday)


class HolidaysAsked(Asked):
    """Which days. They can be sorted by day or name."""

    from_: Day | None = Field(default=None, alias="from", description="That day or later ones.")
    to: Day | None = Field(default=None, description="Days before it.")


@router.get(
    "",
    operation_id="list_holidays",
    response_model=Envelope[list[Holiday]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[HolidaysAsked, Query()]) -> Response:
    """The days on which the studio does not work; every member may know them."""
    narrowed = HolidayFilter(first=asked.from_, end=asked.to, search=asked.q)
    with reading(actor) as work:
        page = list_holidays(work, narrowed=narrowed, ask=asked.ask)
    return listed([Holiday.of(row) for row in page.rows], page).response()


@router.post(
    "",
    operation_id="create_holiday",
    status_code=201,
    response_model=Envelope[Holiday],
    responses=writing_failures(),
)
def create(body: NewHoliday, once: OnlyOnce) -> Response:
    """Close the studio on a day of its own."""
    return once(
        lambda work: _kind.one(holidays.add_holiday(work, day=body.day, name=body.name), status=201)
    )


@router.post(
    "/fill",
    operation_id="fill_holidays",
    response_model=Envelope[HolidaysTaken],
    responses=writing_failures(),
)
def fill(body: CalendarTaken, once: OnlyOnce) -> Response:
    """Take a country's public holidays of some years; later years then come by themselves.

    Days there already keep their names; those taken from another calendar in these years go.
    """

    def act(work: Work) -> Answer:
        taken = holidays.take_holidays(
            work, country=body.country, region=body.region, years=body.years
        )
        return told(HolidaysTaken.of(taken))

    return once(act)


@router.get(
    "/countries",
    operation_id="list_holiday_countries",
    response_model=Envelope[list[Country]],
    responses=reading_failures(),
)
def countries(actor: SignedInActor) -> Response:
    """The countries and regions whose public holidays are known."""
    return listed([Country.of(each) for each in known_countries()]).response()


@router.delete(
    "/calendars/{source}",
    operation_id="drop_holiday_calendar",
    response_model=Envelope[list[Holiday]],
    responses=writing_failures(),
)
def drop_calendar(source: str, actor: SignedInActor) -> Response:
    """Work again on every day taken from a calendar, such as `DE-BE`; the answer is those days.

    Days of the studio's own stay, and no later years come by themselves any more.
    """
    with working(actor) as work:
        gone = holidays.drop_calendar(work, source=source)
    return listed([Holiday.of(row) for row in gone]).response()


_kind.reads(find_holiday, "One of the days.")


@router.patch(
    "/{holiday_id}",
    operation_id="rename_holiday",
    response_model=Envelope[Holiday],
    responses=writing_failures(),
)
def rename(
    holiday_id: UUID, body: HolidayPatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Call a day otherwise."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = holidays.rename_holiday(
            work, holiday_id=holiday_id, seen_version=seen, name=body.name
        )
    return _kind.one(row).response()


_kind.deletes(holidays.remove_holiday, "Work on that day again; the answer is what it was.")
