"""Bookings on their way out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from production_tool.api.envelope import Wire, goes_out_as
from production_tool.domain import bookings as domain
from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.refusals import Kind, Refusal
from production_tool.services.bookings import ItemReport
from production_tool.services.queries.booking_details import BookingDetails
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.challenges import ChallengeView


class Booking(Wire):
    """An artist's time. Instants are UTC; ``status`` is the one that counts now."""

    id: UUID
    artist_id: UUID
    project_id: UUID | None
    status: Status
    start_time: datetime
    end_time: datetime
    title: str
    notes: str
    queued_at: datetime
    expires_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: BookingRow) -> "Booking":
        """The row as it goes out."""
        return cls(**_plain(row))


_AROUND = ("artist", "project_code", "project_title", "colour", "rank", "whole_days")


def _plain(row: BookingRow) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in Booking.model_fields if hasattr(row, name)}
    return told | {"start_time": row.start, "end_time": row.end}


class BookingListed(Booking):
    """A booking with the names around it; ``rank`` is a hold's worst place, 0 for others."""

    artist: str
    project_code: str
    project_title: str
    colour: str | None
    rank: int
    whole_days: bool

    @classmethod
    def seen(cls, row: BookingView) -> "BookingListed":
        """The row as it goes out."""
        return cls(**_plain(row), **{name: getattr(row, name) for name in _AROUND})


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

    @classmethod
    def of(cls, row: ChallengeView) -> "OpenChallenge":
        """The row as it goes out."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


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
        row = found.booking
        return cls(
            **_plain(row),
            **{name: getattr(row, name) for name in _AROUND},
            ranks=[DayRank(day=each.day, rank=each.rank) for each in found.ranks],
            working_minutes=found.working_minutes,
            challenges=[OpenChallenge.of(each) for each in found.challenges],
        )


class Blocking(Wire):
    """The booking in the way."""

    id: UUID
    artist_id: UUID
    artist: str
    status: Status
    start_time: datetime
    end_time: datetime
    project_id: UUID | None
    project: str
    title: str

    @classmethod
    def of(cls, row: domain.Blocking) -> "Blocking":
        """The row as it goes out."""
        return cls(
            id=row.id,
            artist_id=row.artist_id,
            artist=row.artist,
            status=row.status,
            start_time=row.start,
            end_time=row.end,
            project_id=row.project_id,
            project=row.project,
            title=row.title,
        )


class Alternative(Wire):
    """What is free instead: the same artist later, or another one then."""

    artist_id: UUID
    artist: str
    start_time: datetime
    end_time: datetime
    skills: list[str]

    @classmethod
    def of(cls, row: domain.Alternative) -> "Alternative":
        """The row as it goes out."""
        return cls(
            artist_id=row.artist_id,
            artist=row.artist,
            start_time=row.start,
            end_time=row.end,
            skills=list(row.skills),
        )


class Possible(Wire):
    """Whether a firm booking could stand there; ``rank`` is the place a hold would have."""

    free: bool
    rank: int
    blocking: list[Blocking]
    alternatives: list[Alternative]


class ItemProblem(Wire):
    """Why one item of a bulk could not be done."""

    kind: Kind
    error: str
    fields: dict[str, str]
    blocking: Blocking | None

    @classmethod
    def of(cls, refusal: Refusal) -> "ItemProblem":
        """The refusal as it goes out."""
        return cls(
            kind=refusal.kind,
            error=refusal.message,
            fields=refusal.fields,
            blocking=Blocking.of(refusal.blocking) if refusal.blocking else None,
        )


class ItemAnswer(Wire):
    """What became of one item: the booking as it is now, or why not."""

    index: int
    booking: Booking | None
    problem: ItemProblem | None

    @classmethod
    def of(cls, item: ItemReport) -> "ItemAnswer":
        """The report as it goes out."""
        return cls(
            index=item.index,
            booking=Booking.of(item.booking) if item.booking else None,
            problem=ItemProblem.of(item.refusal) if item.refusal else None,
        )


goes_out_as(BookingRow, Booking.of)
goes_out_as(domain.Blocking, Blocking.of)
goes_out_as(domain.Alternative, Alternative.of)


class BulkAnswer(Wire):
    """One entry an item, in order, and how many were done."""

    done: int
    items: list[ItemAnswer]
