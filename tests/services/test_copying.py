"""The same booking again elsewhere, and one step for many."""

from datetime import date, timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import (
    ArtistBusy,
    BookingRow,
    NoSuchBooking,
    NotAStep,
    StaleBooking,
    Status,
)
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.services import bookings
from production_tool.services.bookings import BulkRefused, Copy, OnConflict, Seen, Step
from production_tool.services.queries.bookings import list_bookings, read_booking
from production_tool.services.undo import undo_last
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_project

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


def copy(actor: Any, booking: BookingRow, **place: Any) -> BookingRow:
    with working(actor) as work:
        return bookings.copy_booking(work, booking_id=booking.id, **place)


def seen(*rows: BookingRow) -> list[Seen]:
    return [Seen(booking_id=row.id, seen_version=row.version) for row in rows]


class TestCopyBooking:
    def test_a_new_hold_says_the_same_elsewhere(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        project = create_project(cast.alice)
        said = {"project_id": project.id, "title": "Roto", "notes": "second unit"}
        firm = create_booking(
            cast.alice, mara.id, start=FIRST, days=3, status=Status.CONFIRMED, **said
        )
        again = copy(cast.alice, firm, artist_id=ugo.id, start=FIRST, end=FIRST + 2 * DAY)
        assert (again.status, again.artist_id, again.version) == (Status.HOLD, ugo.id, 1)
        assert {name: getattr(again, name) for name in said} == said
        assert (again.end - again.start, again.queued_at > firm.queued_at) == (2 * DAY, True)
        with reading(cast.alice) as work:
            assert read_booking(work, firm.id).version == 1

    def test_a_copy_is_a_booking_like_any_other(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        there = {"artist_id": mara.id, "start": FIRST, "end": FIRST + DAY}
        assert copy(cast.alice, firm, **there).status is Status.HOLD
        with pytest.raises(ArtistBusy):
            copy(cast.alice, firm, **there, status=Status.PENCIL)
        for nobody, refusal in ((cast.bob, NotAllowed), (cast.charlie, NotFound)):
            with pytest.raises(refusal):
                copy(nobody, firm, **there)


class TestCopyBookings:
    def test_many_are_made_in_one_write(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED, title="A")
        hold = create_booking(cast.alice, mara.id, start=FIRST, title="B", notes="second unit")
        there = {"artist_id": ugo.id, "start": FIRST, "end": FIRST + DAY}
        copies = [Copy(booking_id=row.id, **there) for row in (firm, hold, hold)]
        with working(cast.alice) as work:
            made = [told.booking for told in bookings.copy_bookings(work, copies=copies)]
        assert [(row.title, row.notes, row.status) for row in made if row] == [
            ("A", "", Status.HOLD),
            ("B", "second unit", Status.HOLD),
            ("B", "second unit", Status.HOLD),
        ]
        with working(cast.alice) as work:
            assert len(undo_last(work).bookings) == 3

    def test_one_that_is_not_there_refuses_them_all(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        there = {"artist_id": mara.id, "start": FIRST, "end": FIRST + DAY}
        copies = [Copy(booking_id=id, **there) for id in (hold.id, new_id())]
        with pytest.raises(BulkRefused) as refused, working(cast.alice) as work:
            bookings.copy_bookings(work, copies=copies)
        assert [type(told.refusal) for told in refused.value.report] == [type(None), NoSuchBooking]
        for nobody, refusal in ((cast.bob, NotAllowed), (cast.charlie, BulkRefused)):
            with pytest.raises(refusal), working(nobody) as work:
                bookings.copy_bookings(work, copies=copies[:1])
        with reading(cast.alice) as work:
            assert [row.id for row in list_bookings(work).rows] == [hold.id]


class TestStepBookings:
    def test_as_many_as_can_be_with_an_answer_each(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara")
        one = create_booking(cast.alice, mara.id, start=FIRST, days=2)
        clash = create_booking(cast.alice, mara.id, start=FIRST + DAY, days=2)
        free = create_booking(cast.alice, mara.id, start=FIRST + 9 * DAY)
        ended = create_booking(cast.alice, mara.id, start=FIRST)
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=ended.id, seen_version=1)
        with working(cast.alice) as work:
            report = bookings.step_bookings(
                work,
                step=Step.CONFIRM,
                items=seen(one, clash, free, ended),
                on_conflict=OnConflict.SKIP,
            )
        done = [item.booking.id for item in report if item.booking]
        assert done == [one.id, free.id]
        refused = {item.index: type(item.refusal) for item in report if item.refusal}
        assert refused == {1: ArtistBusy, 3: StaleBooking}
        with working(cast.alice) as work:
            assert len(undo_last(work).bookings) == 2

    @pytest.mark.parametrize("step", [Step.PENCIL, Step.CONFIRM])
    def test_who_is_taken_can_later(self, cast: Cast, step: Step) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        with pytest.raises(BulkRefused) as refused, working(cast.alice) as work:
            bookings.step_bookings(work, step=step, items=seen(hold))
        assert refused.value.later is not None
        assert refused.value.later.days == 1

    def test_one_refusal_may_refuse_them_all(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        firm = create_booking(cast.alice, mara.id, start=FIRST + DAY, status=Status.CONFIRMED)
        with pytest.raises(BulkRefused) as refused, working(cast.alice) as work:
            bookings.step_bookings(work, step=Step.CONFIRM, items=seen(hold, firm))
        assert isinstance(refused.value.report[1].refusal, NotAStep)
        with reading(cast.alice) as work:
            assert read_booking(work, hold.id).status is Status.HOLD

    def test_bob_may_not(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed), working(cast.bob) as work:
            bookings.step_bookings(work, step=Step.END, items=[])
