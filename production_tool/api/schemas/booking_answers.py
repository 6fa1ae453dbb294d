"""Bookings on their way out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from production_tool.api.envelope import End, Start, Wire, goes_out_as, taken_from
from production_tool.domain import bookings as domain
from production_tool.domain.answers import Answer
from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.refusals import Kind
from production_tool.services.queries.booking_details import BookingDetails


class Suggestion(Wire):
    """What an artist suggests instead of a booking; a null leaves that as it is."""

    start_time: Annotated[datetime | None, taken_from("start_time", "start")]
    end_time: Annotated[datetime | None, taken_from("end_time", "end")]
    day_rate: Decimal | None
    words: str


class Booking(Wire):
    """An artist's time. Instants are UTC; ``status`` is the one that counts now.

    ``answer`` is null where the artist is asked nothing, ``counter`` what a countered one suggests,
    ``dayRate`` what was agreed for this booking instead of the artist's own rate.
    """

    id: UUID
    artist_id: UUID
    project_id: UUID | None
    status: Status
    start_time: Start
    end_time: End
    title: str
    notes: str
    queued_at: datetime
    expires_at: datetime | None
    answer: Answer | None
    counter: Suggestion | None
    day_rate: Decimal | None
    version: int
    created_at: datetime
    updated_at: datetime


class BookingListed(Booking):
    """A booking with the names around it; ``rank`` is a hold's worst place, 0 for others."""

    artist: str
    project_code: str
    project_title: str
    colour: str | None
    rank: int
    whole_days: bool


class DayRank(Wire):
    """A hold's place in the queue on one local day."""

    day: date
    rank: int


class OpenChallenge(Wire):
    """One hold's challenge of another that waits for its answer, until ``endsAt``."""

    id: UUID
    challenger_id: UUID
    challenger: str
    challenged_id: UUID
    challenged: str
    issued_by: str
    created_at: datetime
    ends_at: datetime


class BookingRead(BookingListed):
    """All about one booking: a hold's rank day by day, and the working minutes in it.

    ``challenges`` are the open ones by it and of it: one each at most, and for planners only.
    """

    ranks: list[DayRank]
    working_minutes: int
    challenges: list[OpenChallenge]

    @classmethod
    def about(cls, found: BookingDetails) -> "BookingRead":
        """The details as they go out."""
        return cls(
            **dict(BookingListed.of(found.booking)),
            ranks=[DayRank.of(each) for each in found.ranks],
            working_minutes=found.working_minutes,
            challenges=[OpenChallenge.of(each) for each in found.challenges],
        )


class Blocking(Wire):
    """The booking in the way."""

    id: UUID
    artist_id: UUID
    artist: str
    status: Status
    start_time: Start
    end_time: End
    project_id: UUID | None
    project: str
    title: str


class Alternative(Wire):
    """What is free instead: the same artist later, or another one then."""

    artist_id: UUID
    artist: str
    start_time: Start
    end_time: End
    skills: list[str]


class Possible(Wire):
    """Whether a firm booking could stand there; ``rank`` is the place a hold would have."""

    free: bool
    rank: int
    blocking: list[Blocking]
    alternatives: list[Alternative]


class ItemProblem(Wire):
    """Why one item of a bulk could not be done."""

    kind: Kind
    error: Annotated[str, taken_from("error", "message")]
    fields: dict[str, str]
    blocking: Blocking | None


class ItemAnswer(Wire):
    """What became of one item: the booking as it is now, or why not."""

    index: int
    booking: Booking | None
    problem: Annotated[ItemProblem | None, taken_from("problem", "refusal")]


goes_out_as(BookingRow, Booking.of)
goes_out_as(domain.Blocking, Blocking.of)
goes_out_as(domain.Alternative, Alternative.of)


class BulkAnswer(Wire):
    """One entry an item, in order, and how many were done."""

    done: int
    items: list[ItemAnswer]
