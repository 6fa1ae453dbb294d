"""Lists of bookings: all of them, an artist's, a project's."""

from uuid import UUID

from fastapi import Response
from pydantic import Field

from production_tool.api.answers import listed
from production_tool.api.asking import Asked, Statuses
from production_tool.api.schemas.base import When
from production_tool.api.schemas.booking_answers import BookingListed
from production_tool.domain.actor import Actor
from production_tool.services.queries.bookings import BookingFilter, list_bookings
from production_tool.services.work import reading


class BookingsOfOne(Asked):
    """Which of the bookings. Sorted by startTime, endTime, createdAt or updatedAt."""

    status: Statuses = Field(default=[], description="Any of them; repeat it or use commas.")
    from_: When | None = Field(default=None, alias="from", description="Those ending after it.")
    to: When | None = Field(default=None, description="Those beginning before it.")


class BookingsAsked(BookingsOfOne):
    """Which bookings. Sorted by startTime, endTime, createdAt or updatedAt."""

    artist_id: UUID | None = None
    project_id: UUID | None = None


def bookings_page(
    actor: Actor,
    asked: BookingsOfOne,
    *,
    artist_id: UUID | None = None,
    project_id: UUID | None = None,
) -> Response:
    """The part asked for, as far as the actor may see it."""
    narrowed = BookingFilter(
        artist_id=artist_id,
        project_id=project_id,
        statuses=tuple(asked.status),
        start=asked.from_,
        end=asked.to,
        search=asked.q,
    )
    with reading(actor) as work:
        page = list_bookings(work, narrowed=narrowed, ask=asked.ask)
    return listed([BookingListed.of(row) for row in page.rows], page).response()
