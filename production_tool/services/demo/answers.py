"""What the demo's freelancer has answered: one of everything, and the rest still to be answered."""

from production_tool.domain.actor import Actor
from production_tool.domain.answers import Answer
from production_tool.domain.bookings import BookingRow
from production_tool.domain.zones import shift_days
from production_tool.services.bookings import accept_booking, counter_booking, decline_booking
from production_tool.services.queries.bookings import BookingFilter, list_bookings
from production_tool.services.queries.desk import find_studio
from production_tool.services.queries.paging import Ask
from production_tool.services.work import Work, working


def answer_as(artist: Actor) -> None:
    """Answer own bookings, the earliest first: a yes, something else, another yes, and a no."""
    with working(artist) as work:
        found = list_bookings(work, narrowed=BookingFilter(start=work.now), ask=Ask(limit=100)).rows
        asked = [row for row in found if row.answer is Answer.PENDING]
        for answer, booking in zip((_yes, _later, _yes, _no), asked, strict=False):
            answer(work, booking)


def _yes(work: Work, row: BookingRow) -> None:
    accept_booking(work, booking_id=row.id, seen_version=row.version)


def _later(work: Work, row: BookingRow) -> None:
    counter_booking(
        work,
        booking_id=row.id,
        seen_version=row.version,
        start=shift_days(row.period, 7, find_studio(work).zone).start,
        words="I am away that week. Later?",
    )


def _no(work: Work, row: BookingRow) -> None:
    decline_booking(work, booking_id=row.id, seen_version=row.version)
