"""The steps through the board's past."""

from datetime import UTC, date, datetime, timedelta

import pytest

from production_tool.domain.bookings import Status
from production_tool.domain.refusals import NotAllowed
from production_tool.services.bookings import confirm_booking
from production_tool.services.queries.board_steps import (
    MARKS,
    board_history,
    step_after,
    step_at,
    step_before,
)
from production_tool.services.tokens import make_token
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking

FIRST = date(2031, 3, 3)
LATER = datetime(2099, 1, 1, tzinfo=UTC)


class TestSteps:
    def test_they_go_back_and_on_by_what_changed(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST, status=Status.HOLD)
        with working(cast.alice) as work:
            confirm_booking(work, booking_id=booking.id, seen_version=1)
        with reading(cast.alice) as work:
            latest = step_before(work, at=LATER)
            assert latest is not None
            held = step_before(work, at=latest.at)
            assert held is not None
            again = step_after(work, at=held.at)
            there = step_at(work, at=held.at)
            assert step_after(work, at=latest.at) is None
        assert (latest.fact, latest.by) == ("BookingConfirmed", "Alice")
        assert (held.fact, again, there) == ("BookingHeld", latest, held)

    def test_what_the_board_does_not_show_is_no_step(self, cast: Cast) -> None:
        create_artist(cast.alice)
        with reading(cast.alice) as work:
            before = step_before(work, at=LATER)
        with working(cast.alice) as work:
            make_token(work, name="Robot", role=cast.alice.role)
        with reading(cast.alice) as work:
            assert step_before(work, at=LATER) == before

    def test_before_the_first_there_is_none(self, cast: Cast) -> None:
        with reading(cast.alice) as work:
            first = board_history(work).first
            assert step_before(work, at=first - timedelta(seconds=1)) is None


class TestHistory:
    def test_it_counts_writes_and_not_rows(self, cast: Cast) -> None:
        create_artist(cast.alice)
        with reading(cast.alice) as work:
            found = board_history(work)
        assert len(found.writes) == MARKS
        assert sum(found.writes) >= 2
        assert found.first <= found.last

    def test_only_who_sees_the_board(self, cast: Cast) -> None:
        with reading(cast.bob) as work, pytest.raises(NotAllowed):
            board_history(work)
        with reading(cast.bob) as work, pytest.raises(NotAllowed):
            step_at(work, at=LATER)

    def test_charlies_history_is_the_own(self, cast: Cast) -> None:
        with reading(cast.charlie) as work:
            before = step_before(work, at=LATER)
        create_artist(cast.alice)
        with reading(cast.charlie) as work:
            assert step_before(work, at=LATER) == before
