"""Bookings as they are asked for."""

from typing import Annotated, Literal, TypedDict
from uuid import UUID

from pydantic import Field

from production_tool.api.schemas.base import Given, Seen, Version, When
from production_tool.domain.bookings import KEEP, Status
from production_tool.domain.moments import Moment
from production_tool.services.bookings import Change, Move, OnConflict
from production_tool.services.bookings import NewBooking as NewBookingItem

Title = Annotated[str, Field(max_length=200, examples=["Hero shots"])]
Notes = Annotated[str, Field(max_length=4000)]
MOST_ITEMS = 500


class BookingFields(TypedDict):
    """What the service wants to know of a new booking."""

    artist_id: UUID
    start: Moment
    end: Moment
    status: Status
    project_id: UUID | None
    title: str
    notes: str
    expires_at: Moment | None


class NewBooking(Given):
    """A booking to make: a hold unless it says otherwise, up to, not including, its end."""

    artist_id: UUID
    project_id: UUID | None = None
    start_time: When
    end_time: When
    status: Literal[Status.HOLD, Status.PENCIL, Status.CONFIRMED] = Status.HOLD
    title: Title = ""
    notes: Notes = ""
    expires_at: When | None = Field(
        default=None, description="When a hold lapses; without it, as the studio's rule has it."
    )

    def fields(self) -> BookingFields:
        """What the service wants to know."""
        return BookingFields(
            artist_id=self.artist_id,
            start=self.start_time,
            end=self.end_time,
            status=self.status,
            project_id=self.project_id,
            title=self.title,
            notes=self.notes,
            expires_at=self.expires_at,
        )


class BookingPatch(Seen):
    """What is to change. A start alone moves the booking at its length; an end resizes it."""

    artist_id: UUID | None = None
    project_id: UUID | None = None
    start_time: When | None = None
    end_time: When | None = None
    title: Title | None = None
    notes: Notes | None = None
    expires_at: When | None = None

    def change(self) -> Change:
        """What is to change. A null takes the project away, or sets the expiry by the rule."""
        return Change(
            artist_id=self.artist_id or KEEP,
            start=self.start_time or KEEP,
            end=self.end_time or KEEP,
            project_id=self.project_id if "project_id" in self.model_fields_set else KEEP,
            title=KEEP if self.title is None else self.title,
            notes=KEEP if self.notes is None else self.notes,
            expires_at=self.expires_at if "expires_at" in self.model_fields_set else KEEP,
        )


class StepBack(Seen):
    """A step back; a hold that comes of it may be given its expiry."""

    expires_at: When | None = None


class Question(Given):
    """Could this be booked? ``bookingId`` is left out of account, as when it would move."""

    artist_id: UUID
    start_time: When
    end_time: When
    booking_id: UUID | None = None


class MoveItem(Given):
    """A booking to move, to another artist, another start, or both."""

    id: UUID
    version: Version
    artist_id: UUID | None = None
    start_time: When | None = None

    def move(self) -> Move:
        """What the service wants to know."""
        return Move(
            booking_id=self.id,
            seen_version=self.version,
            artist_id=self.artist_id or KEEP,
            start=self.start_time or KEEP,
        )


class Bulk(Given):
    """Bookings to make, or bookings to move, in one go: all of them, or as many as can be."""

    on_conflict: OnConflict = OnConflict.FAIL
    create: list[NewBooking] = Field(default=[], max_length=MOST_ITEMS)
    move: list[MoveItem] = Field(default=[], max_length=MOST_ITEMS)

    def items(self) -> list[NewBookingItem]:
        """What is to be made."""
        return [NewBookingItem(**one.fields()) for one in self.create]
