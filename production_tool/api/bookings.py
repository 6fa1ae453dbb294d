"""Bookings over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from production_tool.api.answers import (
    Answer,
    IfMatch,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.booking_lists import BookingsAsked, bookings_page
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.booking_answers import (
    Booking,
    BookingListed,
    BookingRead,
    BulkAnswer,
    ItemAnswer,
    Possible,
)
from production_tool.api.schemas.bookings import (
    BookingPatch,
    Bulk,
    NewBooking,
    Question,
    StepBack,
)
from production_tool.domain.refusals import Invalid
from production_tool.services import bookings
from production_tool.services.queries.availability import check_availability
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.work import Work, reading, working

router = thread_router("/bookings", tag="bookings")
_kind = Kind(router, "booking", Booking)


@router.get(
    "",
    operation_id="list_bookings",
    response_model=Envelope[list[BookingListed]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[BookingsAsked, Query()]) -> Response:
    """Bookings that overlap a range, by their start; a freelancer sees the own ones."""
    return bookings_page(actor, asked, artist_id=asked.artist_id, project_id=asked.project_id)


@router.post(
    "",
    operation_id="create_booking",
    status_code=201,
    response_model=Envelope[Booking],
    responses=writing_failures(),
)
def create(body: NewBooking, once: OnlyOnce) -> Response:
    """Book an artist; 409 names who is in the way, and what is free instead."""
    return once(lambda work: _kind.one(bookings.create_booking(work, **body.fields()), status=201))


@router.post(
    "/check-availability",
    operation_id="check_availability",
    response_model=Envelope[Possible],
    responses=writing_failures(),
)
def check(body: Question, once: OnlyOnce) -> Response:
    """Whether an artist can be booked in a range, who is in the way, what is free instead."""

    def look(work: Work) -> Answer:
        found = check_availability(
            work,
            artist_id=body.artist_id,
            start=body.start_time,
            end=body.end_time,
            ignoring=body.booking_id,
        )
        return told(Possible.of(found))

    return once(look)


@router.post(
    "/bulk",
    operation_id="bulk_bookings",
    response_model=Envelope[BulkAnswer],
    responses=writing_failures(),
)
def bulk(body: Bulk, once: OnlyOnce) -> Response:
    """Make or move many bookings in one transaction: all of them, or as many as can be."""
    if bool(body.create) == bool(body.move):
        raise Invalid(
            "A bulk either makes bookings or moves them; give one of the two lists.",
            fields={"create": "or move must be given, not both"},
        )

    def act(work: Work) -> Answer:
        if body.create:
            report = bookings.create_bookings(
                work, items=body.items(), on_conflict=body.on_conflict
            )
        else:
            moves = [one.move() for one in body.move]
            report = bookings.move_bookings(work, moves=moves, on_conflict=body.on_conflict)
        items = [ItemAnswer.of(item) for item in report]
        return told(BulkAnswer(done=sum(1 for i in items if i.booking), items=items))

    return once(act)


@router.get(
    "/{booking_id}",
    operation_id="read_booking",
    response_model=Envelope[BookingRead],
    responses=reading_failures(),
)
def read(booking_id: UUID, actor: SignedInActor) -> Response:
    """One booking, with the status that counts now and its place in the queue day by day."""
    with reading(actor) as work:
        found = booking_details(work, booking_id)
    return told(BookingRead.about(found), version=found.booking.version).response()


@router.patch(
    "/{booking_id}",
    operation_id="update_booking",
    response_model=Envelope[Booking],
    responses=writing_failures(),
)
def update(
    booking_id: UUID, body: BookingPatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Move, resize, reassign or edit a booking; what the body does not name stays."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = bookings.change_booking(
            work, booking_id=booking_id, seen_version=seen, change=body.change()
        )
    return _kind.one(row).response()


_kind.deletes(
    bookings.end_booking,
    "Release a hold or a pencil, cancel a confirmed booking; its history stays.",
    verb="end",
)


_kind.steps(
    "pencil",
    bookings.pencil_booking,
    "Make a hold a pencil, which keeps other firm bookings out; or take a confirmed one back.",
)
_kind.steps("confirm", bookings.confirm_booking, "Make a hold or a pencil firm.")
_kind.steps("release", bookings.release_booking, "Give a hold or a pencil back.")
_kind.steps("decline", bookings.decline_booking, "Say no for the artist, or as the artist.")
_kind.steps("cancel", bookings.cancel_booking, "Call a confirmed booking off.")
_kind.steps(
    "challenge",
    bookings.challenge_hold,
    "Ask the holder of the first hold ahead of this one to decide: made firm in time, this hold "
    "loses; let go or unanswered, it becomes a pencil.",
)
_kind.steps(
    "challenge/withdraw",
    bookings.withdraw_challenge,
    "Take back the open challenge of this hold.",
)


@router.post(
    "/{booking_id}/step-back",
    operation_id="step_back_booking",
    response_model=Envelope[Booking],
    responses=writing_failures(),
)
def step_back(
    booking_id: UUID, once: OnlyOnce, body: StepBack | None = None, if_match: IfMatch = None
) -> Response:
    """From confirmed to a pencil, from a pencil to a hold at its old place in the queue."""
    given = body or StepBack()
    seen = seen_version(given.version, if_match)

    def act(work: Work) -> Answer:
        row = bookings.step_back(
            work, booking_id=booking_id, seen_version=seen, expires_at=given.expires_at
        )
        return _kind.one(row)

    return once(act)
