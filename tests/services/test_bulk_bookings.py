"""Many bookings in one transaction: all of them, or as many as can be, with an answer each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.artists import NoSuchArtist
from production_tool.domain.bookings import (
    ArtistBusy,
    BadStatus,
    BadWords,
    BookingEnded,
    NoSuchBooking,
    StaleBooking,
    Status,
)
from production_tool.domain.ids import new_id
from production_tool.domain.projects import NoSuchProject
from production_tool.domain.refusals import NotAllowed, Refusal
from production_tool.services import bookings
from production_tool.services.bookings import (
    BulkRefused,
    ItemReport,
    Move,
    NewBooking,
    OnConflict,
)
from production_tool.services.bookings.moving_many import MovedTwice
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_project
from tests.statements import statements

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


def new(artist_id: object, day: int, *, days: int = 1, **details: object) -> NewBooking:
    """A pencil so many days after the first."""
    start = FIRST + day * DAY
    given = {"status": Status.PENCIL, "artist_id": artist_id, **details}
    return NewBooking(start=start, end=start + days * DAY, **given)  # type: ignore[arg-type]


def make(
    actor: Actor, items: list[NewBooking], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    with working(actor) as work:
        return bookings.create_bookings(work, items=items, on_conflict=on_conflict)


def move(
    actor: Actor, moves: list[Move], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    with working(actor) as work:
        return bookings.move_bookings(work, moves=moves, on_conflict=on_conflict)


def kinds(report: list[ItemReport]) -> list[type[Refusal] | None]:
    return [type(item.refusal) if item.refusal else None for item in report]


def count(actor: Actor, table: str) -> int:
    with reading(actor) as work:
        return work.connection.scalar(text(f"SELECT count(*) FROM app.{table}")) or 0


class TestCreateBookings:
    def test_all_in_one_step_of_the_clock(self, cast: Cast) -> None:
        mara, project = create_artist(cast.alice), create_project(cast.alice)
        report = make(
            cast.alice,
            [new(mara.id, day, project_id=project.id, title=f"day {day}") for day in range(30)],
        )
        made = [item.booking for item in report if item.booking]
        assert [booking.title for booking in made] == [f"day {day}" for day in range(30)]
        assert count(cast.alice, "booking_event") == 30
        with reading(cast.alice) as work:
            seqs = work.connection.scalars(
                text("SELECT DISTINCT seq FROM app.change WHERE \"table\" = 'booking'")
            ).all()
        assert len(seqs) == 1

    def test_one_refused_refuses_all_and_says_which(self, cast: Cast) -> None:
        mara = create_artist(cast.alice, name="Mara Lindt")
        create_booking(cast.alice, mara.id, start=FIRST + DAY, status=Status.CONFIRMED)
        with pytest.raises(BulkRefused, match="1 of 3") as refused:
            make(cast.alice, [new(mara.id, 0), new(mara.id, 1), new(mara.id, 2)])
        assert kinds(refused.value.report) == [None, ArtistBusy, None]
        assert list(refused.value.fields) == ["1"]
        assert refused.value.blocking.artist == "Mara Lindt"
        assert count(cast.alice, "booking") == 1

    def test_skip_makes_the_rest_and_reports_each(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        items = [
            new(mara.id, 0, days=3),
            new(mara.id, 2),  # clashes inside the list
            new(mara.id, 2, status=Status.HOLD),
            new(new_id(), 5),
            new(mara.id, 6, title="x" * 300),
            new(mara.id, 7, project_id=new_id()),
            new(mara.id, 8, status=Status.RELEASED),
            new(mara.id, 3),
        ]
        report = make(cast.alice, items, OnConflict.SKIP)
        assert kinds(report) == [
            None,
            ArtistBusy,
            None,
            NoSuchArtist,
            BadWords,
            NoSuchProject,
            BadStatus,
            None,
        ]
        assert [item.index for item in report] == list(range(8))
        assert report[1].refusal is not None
        assert report[0].booking is not None
        assert report[1].refusal.blocking.id == report[0].booking.id
        assert count(cast.alice, "booking") == 3

    def test_nothing_to_make_is_no_harm(self, cast: Cast) -> None:
        assert make(cast.alice, []) == []

    def test_a_thousand_at_once(self, cast: Cast) -> None:
        artists = [create_artist(cast.alice).id for _ in range(4)]
        items = [new(artists[n % 4], n // 4) for n in range(1200)]
        assert len([item for item in make(cast.alice, items) if item.booking]) == 1200

    def test_bob_may_not(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            make(cast.bob, [new(cast.bob.artist_id, 0)])
        with pytest.raises(NotAllowed):
            move(cast.bob, [])


class TestMoveBookings:
    def test_a_row_of_bookings_moves_over_itself(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        row = [
            create_booking(cast.alice, mara.id, start=FIRST + n * DAY, status=Status.PENCIL)
            for n in range(5)
        ]
        moves = [
            Move(booking_id=b.id, seen_version=1, start=FIRST + (n + 1) * DAY)
            for n, b in enumerate(row)
        ]
        report = move(cast.alice, moves)
        assert [item.booking.start for item in report if item.booking] == [
            booking.start + DAY for booking in row
        ]

    def test_two_change_places(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        one = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        two = create_booking(cast.alice, ugo.id, start=FIRST, status=Status.CONFIRMED)
        report = move(
            cast.alice,
            [
                Move(booking_id=one.id, seen_version=1, artist_id=ugo.id),
                Move(booking_id=two.id, seen_version=1, artist_id=mara.id),
            ],
        )
        now = {item.booking.id: item.booking for item in report if item.booking}
        assert (now[one.id].artist_id, now[two.id].artist_id) == (ugo.id, mara.id)
        assert (now[one.id].start, now[two.id].start) == (one.start, two.start)

    def test_who_cannot_move_stays_and_is_in_the_way(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        row = [
            create_booking(cast.alice, mara.id, start=FIRST + n * DAY, status=Status.PENCIL)
            for n in range(4)
        ]
        moves = [
            Move(booking_id=b.id, seen_version=1, start=FIRST + (n + 1) * DAY)
            for n, b in enumerate(row[:3])
        ]
        with pytest.raises(BulkRefused, match="3 of 3"):
            move(cast.alice, moves)
        report = move(cast.alice, moves, OnConflict.SKIP)
        assert kinds(report) == [ArtistBusy] * 3
        free = Move(booking_id=row[3].id, seen_version=1, start=FIRST + 9 * DAY)
        assert kinds(move(cast.alice, [*moves, free])) == [None] * 4

    def test_refused_it_says_when_all_of_them_can(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        for artist, days in ((mara, [6]), (ugo, [7, 8])):
            for day in days:
                start = FIRST + day * DAY
                create_booking(cast.alice, artist.id, start=start, status=Status.CONFIRMED)
        rows = [
            create_booking(cast.alice, one.id, start=FIRST, status=Status.PENCIL)
            for one in (mara, ugo)
        ]
        moves = [Move(booking_id=b.id, seen_version=1, start=FIRST + 6 * DAY) for b in rows]
        with pytest.raises(BulkRefused) as refused:
            move(cast.alice, moves)
        later = refused.value.later
        assert later is not None
        assert later.days == 3  # the next day Ugo is taken, the one after it as well
        assert [(at.artist_id, at.start) for at in refused.value.alternatives] == [
            (row.artist_id, row.start + 9 * DAY) for row in rows
        ]
        again = [Move(booking_id=b.id, seen_version=1, start=FIRST + 9 * DAY) for b in rows]
        assert kinds(move(cast.alice, again)) == [None, None]

    def test_a_weeks_work_is_not_offered_from_a_saturday_on(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST, days=5, status=Status.CONFIRMED)
        week = create_booking(
            cast.alice, mara.id, start=FIRST + 14 * DAY, days=5, status=Status.PENCIL
        )
        with pytest.raises(BulkRefused) as refused:
            move(cast.alice, [Move(booking_id=week.id, seen_version=1, start=FIRST)])
        later = refused.value.later
        assert later is not None
        assert later.days == 7

    def test_where_more_than_the_time_is_wrong_no_time_is_offered(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=FIRST + DAY, status=Status.CONFIRMED)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        moves = [
            Move(booking_id=firm.id, seen_version=1, start=FIRST + DAY),
            Move(booking_id=new_id(), seen_version=1),
        ]
        with pytest.raises(BulkRefused) as refused:
            move(cast.alice, moves)
        assert (refused.value.later, refused.value.alternatives) == (None, [])

    def test_two_that_want_one_place_never_find_a_time(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        rows = [
            create_booking(cast.alice, mara.id, start=FIRST + n * DAY, status=Status.PENCIL)
            for n in range(2)
        ]
        moves = [Move(booking_id=b.id, seen_version=1, start=FIRST + 9 * DAY) for b in rows]
        with pytest.raises(BulkRefused) as refused:
            move(cast.alice, moves)
        assert refused.value.later is None

    def test_looking_for_it_asks_no_more_for_more_of_them(self, cast: Cast) -> None:
        asked: list[int] = []
        for number in (2, 40):
            rows: list[Move] = []
            for n in range(number):
                artist = create_artist(cast.alice).id
                create_booking(cast.alice, artist, start=FIRST, days=3, status=Status.CONFIRMED)
                row = create_booking(
                    cast.alice, artist, start=FIRST + 9 * DAY, status=Status.PENCIL
                )
                rows.append(Move(booking_id=row.id, seen_version=1, start=FIRST + n % 3 * DAY))
            with statements() as sent, pytest.raises(BulkRefused) as refused:
                move(cast.alice, rows)
            assert refused.value.later is not None
            asked.append(len(sent))
        assert 0 < asked[0] == asked[1]

    def test_each_refusal_is_reported(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        stale, ended, fine = (create_booking(cast.alice, mara.id, start=FIRST) for _ in range(3))
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=ended.id, seen_version=1)
        to = FIRST + 5 * DAY
        report = move(
            cast.alice,
            [
                Move(booking_id=new_id(), seen_version=1, start=to),
                Move(booking_id=stale.id, seen_version=7, start=to),
                Move(booking_id=ended.id, seen_version=2, start=to),
                Move(booking_id=fine.id, seen_version=1, start=to),
                Move(booking_id=fine.id, seen_version=1, start=FIRST),
                Move(booking_id=stale.id, seen_version=1, artist_id=new_id()),
            ],
            OnConflict.SKIP,
        )
        assert kinds(report) == [
            NoSuchBooking,
            StaleBooking,
            BookingEnded,
            None,
            MovedTwice,
            MovedTwice,
        ]

    def test_charlies_bookings_are_not_there(self, cast: Cast) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        report = move(
            cast.charlie,
            [Move(booking_id=hold.id, seen_version=1, start=FIRST + DAY)],
            OnConflict.SKIP,
        )
        assert kinds(report) == [NoSuchBooking]
