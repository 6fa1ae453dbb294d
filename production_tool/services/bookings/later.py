"""When a bulk that was refused would suit everybody: all of it, so many days later."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.bookings import Alternative, QueuePolicy
from production_tool.domain.periods import Period
from production_tool.domain.placing import FAR_ENOUGH, next_shift
from production_tool.domain.working_hours import WorkPattern, working_minutes
from production_tool.domain.zones import shift_days, zone_named
from production_tool.services.queries.availability import TAKEN
from production_tool.services.queries.desk import Studio
from production_tool.services.queries.holidays import holidays_within
from production_tool.services.work import Work

# As for one booking, but of many artists; those that are to move themselves are in nobody's way.
_TAKEN = text(
    f"SELECT artist_id, start_at, end_at FROM ({TAKEN}) taken"  # noqa: S608
    " WHERE artist_id = ANY(:artists) AND id <> ALL(:moved)"
)
_PEOPLE = text(
    "SELECT id, zone, working_hours FROM app.artist"
    " WHERE tenant_id = :tenant_id AND id = ANY(:artists)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A place that a booking is to have; ``firm`` when it keeps others out there."""

    booking_id: UUID
    artist_id: UUID
    artist: str
    period: Period
    firm: bool


@dataclass(frozen=True, slots=True)
class Later:
    """The first days on which all of them fit: so many days later, and where each then is."""

    days: int
    places: tuple[Alternative, ...]


def next_time_for_all(work: Work, studio: Studio, wanted: Sequence[Wanted]) -> Later | None:
    """The same places on the first later day that suits all, with as many working hours each.

    Three queries, however many they are.
    """
    firm = [one for one in wanted if one.firm]
    if not firm:
        return None
    places = [(one.artist_id, one.period) for one in firm]
    taken = _taken(work, studio, wanted)
    days = next_shift(places, taken, studio.zone, _enough_work(work, firm))
    if days is None:
        return None
    return Later(days, tuple(_there(one, studio, days) for one in wanted))


def _there(one: Wanted, studio: Studio, days: int) -> Alternative:
    period = shift_days(one.period, days, studio.zone)
    return Alternative(
        artist_id=one.artist_id, artist=one.artist, start=period.start, end=period.end
    )


def _enough_work(work: Work, firm: Sequence[Wanted]) -> Callable[[Sequence[Period]], bool]:
    """Whether each has at least the working hours at a place that it has where it was wanted."""
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artists": sorted({one.artist_id for one in firm}),
    }
    people = {row.id: row for row in work.connection.execute(_PEOPLE, asked)}
    holidays = holidays_within(work, _year_of(firm))

    def minutes(one: Wanted, period: Period) -> int:
        person = people[one.artist_id]
        return working_minutes(
            period,
            pattern=WorkPattern.of(person.working_hours),
            zone=zone_named(person.zone),
            holidays=holidays,
        )

    enough = [minutes(one, one.period) for one in firm]
    return lambda there: all(
        minutes(one, period) >= least
        for one, period, least in zip(firm, there, enough, strict=True)
    )


def _year_of(wanted: Sequence[Wanted]) -> Period:
    """All the time in which a place is looked for."""
    last = max(one.period.end for one in wanted)
    return Period(min(one.period.start for one in wanted), last + timedelta(days=FAR_ENOUGH + 2))


def _taken(work: Work, studio: Studio, wanted: Sequence[Wanted]) -> dict[UUID, list[Period]]:
    year = _year_of(wanted)
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artists": sorted({one.artist_id for one in wanted if one.firm}),
        "moved": [one.booking_id for one in wanted],
        "start": year.start,
        "end": year.end,
        "holds_count": studio.policy is QueuePolicy.RANKED,
    }
    taken: dict[UUID, list[Period]] = defaultdict(list)
    for row in work.connection.execute(_TAKEN, asked):
        taken[row.artist_id].append(Period(row.start_at, row.end_at))
    return taken
