"""Overdue holds: they count for nothing at once, and are stamped exactly once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import psycopg
import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingEnded, BookingRow, StaleBooking, Status
from production_tool.services import bookings
from production_tool.services.expiry import next_expiry, sweep
from production_tool.services.queries.bookings import read_booking
from production_tool.services.work import reading, working
from tests.factories import Cast, age_hold, create_artist, create_booking, create_cast
from tests.servers import Database

FIRST = date(2031, 3, 3)


def events_of(actor: Actor, name: str) -> Counter[str]:
    with reading(actor) as work:
        rows = work.connection.execute(
            text("SELECT booking_id FROM app.booking_event WHERE name = :name"), {"name": name}
        )
        return Counter(str(row.booking_id) for row in rows)


def stored(actor: Actor, booking: BookingRow) -> tuple[str, int]:
    with reading(actor) as work:
        row = work.connection.execute(
            text("SELECT status, version FROM app.booking WHERE id = :id"), {"id": booking.id}
        ).one()
        return row.status, row.version


class TestLapsedHold:
    def test_it_counts_for_nothing_before_anybody_stamps_it(
        self, cast: Cast, database: Database
    ) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        second = create_booking(cast.alice, mara.id, start=FIRST)
        age_hold(database, first)
        with reading(cast.alice) as work:
            assert read_booking(work, first.id).status is Status.EXPIRED
            assert read_booking(work, second.id).rank == 1
        with working(cast.alice) as work:
            bookings.confirm_booking(work, booking_id=second.id, seen_version=1)

    def test_the_next_write_stamps_it_with_its_event(self, cast: Cast, database: Database) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        age_hold(database, hold)
        create_booking(cast.alice, mara.id, start=FIRST)
        assert stored(cast.alice, hold) == ("expired", 2)
        assert events_of(cast.alice, "HoldExpired") == {str(hold.id): 1}

    def test_it_cannot_be_confirmed_any_more(self, cast: Cast, database: Database) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        age_hold(database, hold)
        with pytest.raises(StaleBooking) as stale, working(cast.alice) as work:
            bookings.confirm_booking(work, booking_id=hold.id, seen_version=1)
        assert stale.value.current.status is Status.EXPIRED
        with pytest.raises(BookingEnded), working(cast.alice) as work:
            bookings.confirm_booking(work, booking_id=hold.id, seen_version=2)


class TestSweep:
    def test_it_stamps_what_is_due_and_leaves_the_rest(
        self, cast: Cast, database: Database
    ) -> None:
        mara = create_artist(cast.alice)
        due, not_yet = (create_booking(cast.alice, mara.id, start=FIRST) for _ in range(2))
        pencil = create_booking(
            cast.alice, mara.id, start=FIRST + timedelta(days=9), status=Status.PENCIL
        )
        age_hold(database, due)
        assert sweep() >= 1
        assert stored(cast.alice, due) == ("expired", 2)
        assert stored(cast.alice, not_yet) == ("hold", 1)
        assert stored(cast.alice, pencil) == ("pencil", 1)
        assert sweep() == 0

    def test_several_sweepers_at_once_stamp_each_hold_once(self, database: Database) -> None:
        sweep()  # what other tests left lapsed is not counted here
        studios = [create_cast(database).alice for _ in range(6)]
        lapsed: dict[str, Actor] = {}
        holds: list[BookingRow] = []
        for alice in studios:
            mara = create_artist(alice)
            for day in range(5):
                hold = create_booking(alice, mara.id, start=FIRST + timedelta(days=day))
                lapsed[str(hold.id)] = alice
                holds.append(hold)
        for hold in holds:
            age_hold(database, hold)
        together = Barrier(4)

        def run(_: int) -> int:
            together.wait()
            return sweep()

        with ThreadPoolExecutor(4) as pool:
            stamped = sum(pool.map(run, range(4))) + sweep()
        assert stamped == len(lapsed)
        for alice in studios:
            told = events_of(alice, "HoldExpired")
            assert told == {id: 1 for id, owner in lapsed.items() if owner is alice}

    def test_it_does_not_wait_for_a_studio_that_is_being_written_to(
        self, cast: Cast, database: Database
    ) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        with working(cast.alice) as work:
            work.lock_and_number()
            age_hold(database, hold)
            sweep()
            assert stored(cast.alice, hold) == ("hold", 1)
        sweep()
        assert stored(cast.alice, hold) == ("expired", 2)

    def test_the_clock_stays_gapless(self, cast: Cast, database: Database) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        age_hold(database, hold)
        sweep()
        sweep()
        with psycopg.connect(database.admin_url) as admin:
            seqs = admin.execute(
                "SELECT DISTINCT seq FROM app.change WHERE tenant_id = %s ORDER BY seq",
                [cast.alice.tenant_id],
            ).fetchall()
        assert [seq for (seq,) in seqs] == list(range(seqs[0][0], seqs[0][0] + len(seqs)))

    def test_it_knows_when_to_come_back(self, cast: Cast) -> None:
        soon = datetime.now(UTC) + timedelta(minutes=3)
        create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST, expires_at=soon)
        due = next_expiry()
        assert due is not None
        assert due <= soon
