"""Taking a booking from status to status, and what holds before it have to say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from production_tool.domain.bookings import (
    ArtistBusy,
    BehindAnotherHold,
    BookingEnded,
    NotAStep,
    StaleBooking,
    Status,
)
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.services import bookings
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.work import reading
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_project,
)
from tests.services.deeds import Step, events, set_policy, take

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


class TestSteps:
    def test_hold_pencil_confirmed_and_back_at_its_old_place(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        pencil = take(cast.alice, bookings.pencil_booking, hold)
        assert (pencil.status, pencil.expires_at, pencil.version) == (Status.PENCIL, None, 2)
        firm = take(cast.alice, bookings.confirm_booking, pencil)
        pencil = take(cast.alice, bookings.step_back, firm)
        again = take(cast.alice, bookings.step_back, pencil)
        assert (again.status, again.version) == (Status.HOLD, 5)
        assert again.queued_at == hold.queued_at
        assert again.expires_at is not None
        assert hold.expires_at is not None
        assert again.expires_at > hold.expires_at
        assert events(cast.alice, hold) == [
            "BookingHeld",
            "BookingPencilled",
            "BookingConfirmed",
            "BookingPencilled",
            "BookingHeld",
        ]

    @pytest.mark.parametrize(
        ("status", "step", "end", "event"),
        [
            ("hold", bookings.release_booking, "released", "BookingReleased"),
            ("pencil", bookings.release_booking, "released", "BookingReleased"),
            ("pencil", bookings.decline_booking, "declined", "BookingDeclined"),
            ("confirmed", bookings.decline_booking, "declined", "BookingDeclined"),
            ("confirmed", bookings.cancel_booking, "cancelled", "BookingCancelled"),
            ("hold", bookings.end_booking, "released", "BookingReleased"),
            ("confirmed", bookings.end_booking, "cancelled", "BookingCancelled"),
        ],
    )
    def test_ends(self, cast: Cast, status: str, step: Step, end: str, event: str) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST, status=Status(status))
        ended = take(cast.alice, step, booking)
        assert ended.status == end
        assert events(cast.alice, booking)[-1] == event
        with pytest.raises(BookingEnded) as refused:
            take(cast.alice, bookings.confirm_booking, ended)
        assert refused.value.current == ended

    def test_a_step_that_does_not_exist_is_refused(self, cast: Cast) -> None:
        firm = create_booking(
            cast.alice, create_artist(cast.alice).id, start=FIRST, status=Status.CONFIRMED
        )
        with pytest.raises(NotAStep, match="Cancel it instead"):
            take(cast.alice, bookings.release_booking, firm)

    def test_a_stale_version_is_refused_with_the_current_row(self, cast: Cast) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        pencil = take(cast.alice, bookings.pencil_booking, hold)
        with pytest.raises(StaleBooking) as refused:
            take(cast.alice, bookings.release_booking, hold)
        assert refused.value.current == pencil

    def test_charlie_does_not_even_see_it(self, cast: Cast) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        with pytest.raises(NotFound):
            take(cast.charlie, bookings.confirm_booking, hold)

    def test_bob_may_decline_his_own_and_nothing_else(self, cast: Cast) -> None:
        assert cast.bob.artist_id is not None
        own = create_booking(cast.alice, cast.bob.artist_id, start=FIRST, status=Status.PENCIL)
        other = create_booking(
            cast.alice, create_artist(cast.alice).id, start=FIRST, status=Status.PENCIL
        )
        with pytest.raises(NotAllowed):
            take(cast.bob, bookings.confirm_booking, own)
        with pytest.raises(NotFound):
            take(cast.bob, bookings.decline_booking, other)
        with pytest.raises(StaleBooking):
            take(cast.bob, bookings.decline_booking, replace(own, version=own.version + 1))
        assert take(cast.bob, bookings.decline_booking, own).status is Status.DECLINED

    def test_a_pencil_becomes_a_hold_for_as_long_as_is_wished(self, cast: Cast) -> None:
        mara, wish = create_artist(cast.alice), datetime(2031, 1, 1, 12, tzinfo=UTC)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        assert take(cast.alice, bookings.step_back, firm, expires_at=wish).expires_at == wish


class TestRankedHolds:
    def test_the_second_hold_waits_for_the_first(self, cast: Cast) -> None:
        mara, project = create_artist(cast.alice), create_project(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST, days=2, project_id=project.id)
        second = create_booking(cast.alice, mara.id, start=FIRST + DAY, days=2)
        for step in (bookings.pencil_booking, bookings.confirm_booking):
            with pytest.raises(BehindAnotherHold, match=project.code) as refused:
                take(cast.alice, step, second)
            assert refused.value.blocking.id == first.id
        take(cast.alice, bookings.release_booking, first)
        assert take(cast.alice, bookings.confirm_booking, second).status is Status.CONFIRMED

    def test_policy_free_lets_it_pass_and_tells_whom(self, cast: Cast) -> None:
        set_policy(cast.alice, queue_policy="free")
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST)
        take(cast.alice, bookings.pencil_booking, second)
        with reading(cast.alice) as work:
            told = booking_details(work, second.id).events[-1].after
        assert told is not None
        assert told["overtook"] == [str(first.id)]

    def test_confirming_leaves_the_holds_below_waiting(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST)
        firm = take(cast.alice, bookings.confirm_booking, first)
        with pytest.raises(ArtistBusy):
            take(cast.alice, bookings.pencil_booking, second)
        take(cast.alice, bookings.cancel_booking, firm)
        assert take(cast.alice, bookings.pencil_booking, second).status is Status.PENCIL

    def test_stepping_back_returns_to_the_place_before_the_others(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST)
        pencil = take(cast.alice, bookings.pencil_booking, first)
        take(cast.alice, bookings.step_back, pencil)
        with reading(cast.alice) as work:
            assert booking_details(work, first.id).booking.rank == 1
            assert booking_details(work, second.id).booking.rank == 2

    def test_the_rank_is_told_per_day(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST + DAY)
        hold = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        with reading(cast.alice) as work:
            details = booking_details(work, hold.id)
        assert [(r.day, r.rank) for r in details.ranks] == [
            (FIRST, 1),
            (FIRST + DAY, 2),
            (FIRST + 2 * DAY, 1),
        ]
        assert details.booking.rank == 2
