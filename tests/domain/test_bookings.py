"""What a booking is, and which steps it may take."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from production_tool.domain.bookings import (
    ENDS,
    EXCLUSIVE,
    LIVE,
    BadStatus,
    BookingEnded,
    BookingRow,
    NotAStep,
    StaleBooking,
    Status,
    check_first_status,
    check_step,
    check_version,
)
from production_tool.domain.events import BECAME, BookingConfirmed, BookingHeld, BookingMoved

HOLD = BookingRow(
    id=UUID(int=1),
    artist_id=UUID(int=2),
    project_id=None,
    status=Status.HOLD,
    start=datetime(2026, 11, 2, tzinfo=UTC),
    end=datetime(2026, 11, 5, tzinfo=UTC),
    title="Comp",
    notes="",
    queued_at=datetime(2026, 10, 1, tzinfo=UTC),
    expires_at=datetime(2026, 10, 15, tzinfo=UTC),
    version=3,
    created_at=datetime(2026, 10, 1, tzinfo=UTC),
    updated_at=datetime(2026, 10, 2, tzinfo=UTC),
)

ALLOWED = {
    ("hold", "pencil"),
    ("hold", "confirmed"),
    ("hold", "released"),
    ("pencil", "hold"),
    ("pencil", "confirmed"),
    ("pencil", "released"),
    ("pencil", "declined"),
    ("confirmed", "pencil"),
    ("confirmed", "cancelled"),
    ("confirmed", "declined"),
}


class TestSteps:
    @pytest.mark.parametrize("to", Status)
    @pytest.mark.parametrize("status", sorted(LIVE))
    def test_a_live_booking_takes_the_allowed_steps_and_no_other(
        self, status: Status, to: Status
    ) -> None:
        booking = replace(HOLD, status=status)
        if (status, to) in ALLOWED:
            check_step(booking, to)
            return
        with pytest.raises(NotAStep) as refused:
            check_step(booking, to)
        assert refused.value.current == booking
        assert refused.value.message.endswith(".")

    @pytest.mark.parametrize("to", Status)
    @pytest.mark.parametrize("status", sorted(ENDS))
    def test_an_end_has_no_way_back(self, status: Status, to: Status) -> None:
        with pytest.raises(BookingEnded):
            check_step(replace(HOLD, status=status), to)

    def test_the_refusal_says_what_to_do_instead(self) -> None:
        with pytest.raises(NotAStep, match="Cancel it instead"):
            check_step(replace(HOLD, status=Status.CONFIRMED), Status.RELEASED)
        with pytest.raises(NotAStep, match="already"):
            check_step(HOLD, Status.HOLD)

    def test_every_status_is_live_or_an_end(self) -> None:
        assert frozenset(Status) == LIVE | ENDS
        assert EXCLUSIVE < LIVE


class TestChecks:
    @pytest.mark.parametrize("status", sorted(ENDS))
    def test_a_booking_begins_alive(self, status: Status) -> None:
        with pytest.raises(BadStatus):
            check_first_status(status)

    def test_a_stale_version_is_refused_with_the_current_row(self) -> None:
        check_version(HOLD, 3)
        with pytest.raises(StaleBooking) as refused:
            check_version(HOLD, 2)
        assert refused.value.current == HOLD


class TestEvents:
    def test_a_first_event_tells_everything(self) -> None:
        event = BookingHeld.of(None, HOLD)
        assert event.name == "BookingHeld"
        assert event.before is None
        assert event.after is not None
        assert event.after["start_at"] == "2026-11-02T00:00:00+00:00"
        assert event.after["status"] == "hold"

    def test_a_later_event_tells_what_differs(self) -> None:
        later = replace(HOLD, end=datetime(2026, 11, 6, tzinfo=UTC), version=4)
        event = BookingMoved.of(HOLD, later)
        assert event.before == {"end_at": "2026-11-05T00:00:00+00:00"}
        assert event.after == {"end_at": "2026-11-06T00:00:00+00:00"}

    def test_each_status_has_its_fact(self) -> None:
        assert set(BECAME) == set(Status)
        assert BECAME[Status.CONFIRMED] is BookingConfirmed
