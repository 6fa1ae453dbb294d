"""Where a booking stands: moved, resized, given to another, edited; days that change clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from production_tool.domain.actor import Actor, Role
from production_tool.domain.bookable import ArtistArchived, ProjectArchived
from production_tool.domain.bookings import (
    ArtistBusy,
    BadWords,
    BookingEnded,
    StaleBooking,
    Status,
)
from production_tool.domain.expiry import ExpiryInThePast, FirmBookingsLast
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import NotAllowed, NotFound
from production_tool.domain.zones import NoSuchLocalTime, to_local
from production_tool.services import artists, bookings, projects
from production_tool.services.bookings import Change
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.queries.bookings import read_booking
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_member,
    create_project,
    create_studio,
)
from tests.servers import Database
from tests.services.deeds import change, facts, now, take

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


def planner(database: Database, zone: str) -> Actor:
    """Somebody who plans in a studio in that zone."""
    studio = create_studio(database, zone=zone)
    return create_member(database, tenant_id=studio, role=Role.STUDIO_MANAGER)


class TestMoveBooking:
    def test_another_start_keeps_the_length(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST, days=3)
        moved = take(cast.alice, bookings.move_booking, booking, start=FIRST + 7 * DAY)
        assert moved.start - booking.start == moved.end - booking.end == 7 * DAY
        assert moved.version == 2
        event = facts(cast.alice, booking)[-1]
        assert event.name == "BookingMoved"
        assert event.before["start_at"] == "2031-03-02T23:00:00+00:00"
        assert event.after["start_at"] == "2031-03-09T23:00:00+00:00"

    def test_another_artist_and_another_start(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST)
        moved = take(
            cast.alice, bookings.move_booking, booking, artist_id=ugo.id, start=FIRST + DAY
        )
        assert (moved.artist_id, moved.start - booking.start) == (ugo.id, DAY)
        again = change(cast.alice, moved, artist_id=mara.id)
        assert facts(cast.alice, again)[-1].name == "BookingReassigned"

    def test_a_move_to_where_it_is_changes_nothing(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        assert take(cast.alice, bookings.move_booking, booking, start=FIRST) == booking
        with reading(cast.alice) as work:
            assert len(booking_details(work, booking.id).events) == 1

    def test_a_firm_one_cannot_go_where_another_stands(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        there = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        mine = create_booking(cast.alice, mara.id, start=FIRST + DAY, status=Status.PENCIL)
        hold = create_booking(cast.alice, mara.id, start=FIRST + DAY)
        with pytest.raises(ArtistBusy) as refused:
            take(cast.alice, bookings.move_booking, mine, start=FIRST)
        assert refused.value.blocking.id == there.id
        take(cast.alice, bookings.move_booking, hold, start=FIRST)

    def test_it_may_overlap_where_it_was_itself(self, cast: Cast) -> None:
        mine = create_booking(
            cast.alice, create_artist(cast.alice).id, start=FIRST, days=5, status=Status.CONFIRMED
        )
        take(cast.alice, bookings.move_booking, mine, start=FIRST + DAY)

    def test_a_hold_goes_to_the_back_of_the_queue_there(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        on_monday = create_booking(cast.alice, mara.id, start=FIRST + DAY)
        with_ugo = create_booking(cast.alice, ugo.id, start=FIRST)
        first = take(cast.alice, bookings.move_booking, first, start=FIRST + DAY)
        assert (now(cast.alice, on_monday).rank, now(cast.alice, first).rank) == (1, 2)
        first = take(cast.alice, bookings.move_booking, first, artist_id=ugo.id, start=FIRST)
        assert (now(cast.alice, with_ugo).rank, now(cast.alice, first).rank) == (1, 2)

    def test_stale_unknown_ended_and_forbidden_moves_are_refused(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        moved = take(cast.alice, bookings.move_booking, booking, start=FIRST + DAY)
        with pytest.raises(StaleBooking) as refused:
            take(cast.alice, bookings.move_booking, booking, start=FIRST)
        assert refused.value.current == moved
        with pytest.raises(NotFound):
            take(cast.charlie, bookings.move_booking, moved, start=FIRST)
        with pytest.raises(NotAllowed):
            take(cast.bob, bookings.move_booking, moved, start=FIRST)
        theirs = create_artist(cast.charlie)
        with pytest.raises(NotFound):
            take(cast.alice, bookings.move_booking, moved, artist_id=theirs.id)
        ended = take(cast.alice, bookings.release_booking, moved)
        with pytest.raises(BookingEnded):
            take(cast.alice, bookings.move_booking, ended, start=FIRST)


class TestResizeBooking:
    def test_a_shorter_hold_keeps_its_place_and_a_longer_one_does_not(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST, days=4)
        second = create_booking(cast.alice, mara.id, start=FIRST, days=4)
        first = change(cast.alice, first, end=FIRST + 2 * DAY)
        assert (now(cast.alice, first).rank, now(cast.alice, second).rank) == (1, 2)
        assert facts(cast.alice, first)[-1].name == "BookingResized"
        first = change(cast.alice, first, end=FIRST + 3 * DAY)
        assert (now(cast.alice, first).rank, now(cast.alice, second).rank) == (2, 1)

    def test_a_later_start_before_the_same_end(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST, days=4)
        shorter = change(cast.alice, booking, start=FIRST + DAY, end=booking.end)
        assert (shorter.end, shorter.start) == (booking.end, booking.start + DAY)
        with pytest.raises(BadPeriod):
            change(cast.alice, shorter, start=FIRST + 4 * DAY, end=shorter.end)

    def test_a_firm_one_cannot_grow_into_another(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        mine = create_booking(cast.alice, mara.id, start=FIRST, status=Status.PENCIL)
        create_booking(cast.alice, mara.id, start=FIRST + 2 * DAY, status=Status.CONFIRMED)
        mine = change(cast.alice, mine, end=FIRST + 2 * DAY)
        with pytest.raises(ArtistBusy):
            change(cast.alice, mine, end=FIRST + 3 * DAY)


class TestEditBooking:
    def test_project_title_notes_and_expiry(self, cast: Cast) -> None:
        project = create_project(cast.alice)
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        wish = datetime(2031, 1, 1, 12, tzinfo=UTC)
        edited = change(
            cast.alice,
            booking,
            project_id=project.id,
            title="roto",
            notes="second unit",
            expires_at=wish,
        )
        assert (edited.project_id, edited.title, edited.notes) == (
            project.id,
            "roto",
            "second unit",
        )
        assert (edited.expires_at, edited.queued_at) == (wish, booking.queued_at)
        assert facts(cast.alice, edited)[-1].name == "BookingEdited"
        bare = change(cast.alice, edited, project_id=None, expires_at=None)
        assert bare.project_id is None
        assert bare.expires_at is not None
        assert bare.expires_at < wish
        assert bare.title == "roto"

    def test_an_expiry_that_makes_no_sense_is_refused(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        firm = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        for past in (date(2020, 1, 1), hold.created_at + timedelta(microseconds=1)):
            with pytest.raises(ExpiryInThePast):
                change(cast.alice, hold, expires_at=past)
        with pytest.raises(FirmBookingsLast):
            change(cast.alice, firm, expires_at=date(2030, 1, 1))

    def test_words_that_cannot_be_stored_are_refused(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        for words in ({"title": "x" * 201}, {"notes": "nul\0"}):
            with pytest.raises(BadWords):
                change(cast.alice, booking, **words)

    def test_a_project_archived_meanwhile_gets_nothing_new(self, cast: Cast) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        project = create_project(cast.alice)
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=project.id, seen_version=1)
        with pytest.raises(ProjectArchived):
            change(cast.alice, booking, project_id=project.id)

    def test_an_artist_archived_meanwhile_takes_no_new_time(self, cast: Cast) -> None:
        mara, past = create_artist(cast.alice), date(2020, 3, 2)
        booking = create_booking(cast.alice, mara.id, start=past, status=Status.CONFIRMED)
        with working(cast.alice) as work:
            artists.archive_artist(work, artist_id=mara.id, seen_version=1)
        with pytest.raises(ArtistArchived):
            change(cast.alice, booking, end=past + 3 * DAY)
        assert change(cast.alice, booking, title="roto").title == "roto"

    def test_several_changes_are_one(self, cast: Cast) -> None:
        ugo = create_artist(cast.alice)
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        wish = Change(artist_id=ugo.id, start=FIRST, end=FIRST + 2 * DAY, title="roto")
        changed = take(cast.alice, bookings.change_booking, booking, change=wish)
        assert (changed.version, changed.artist_id, changed.title) == (2, ugo.id, "roto")
        assert changed.end - changed.start == 2 * DAY


class TestClockChanges:
    @pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
    def test_whole_days_stay_whole_over_both_changes(self, database: Database, zone: str) -> None:
        dana = planner(database, zone)
        booking = create_booking(
            dana, create_artist(dana, zone=zone).id, start=date(2031, 1, 13), days=5
        )
        for start in [date(2031, month, 1) + n * DAY for month in (3, 4, 10, 11) for n in (0, 9)]:
            booking = take(dana, bookings.move_booking, booking, start=start)
            first, last = (to_local(edge, ZoneInfo(zone)) for edge in (booking.start, booking.end))
            assert (first.date(), last.date()) == (start, start + 5 * DAY)
            assert first.time() == last.time() == datetime.min.time()
            with reading(dana) as work:
                assert read_booking(work, booking.id).whole_days

    @pytest.mark.parametrize(
        ("zone", "spring", "autumn"),
        [
            ("Europe/Berlin", date(2031, 3, 30), date(2031, 10, 26)),
            ("America/New_York", date(2031, 3, 9), date(2031, 11, 2)),
            ("Australia/Lord_Howe", date(2031, 10, 5), date(2031, 4, 6)),
        ],
    )
    def test_a_day_of_change_is_a_whole_day_of_another_length(
        self, database: Database, zone: str, spring: date, autumn: date
    ) -> None:
        dana = planner(database, zone)
        artist = create_artist(dana, zone=zone)
        short = create_booking(dana, artist.id, start=spring)
        long = create_booking(dana, artist.id, start=autumn)
        assert short.end - short.start < DAY < long.end - long.start
        pencil = take(dana, bookings.pencil_booking, short)
        after = create_booking(dana, artist.id, start=spring + DAY, status=Status.PENCIL)
        assert pencil.end == after.start

    def test_a_local_time_that_does_not_exist_is_refused(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        skipped = datetime(2031, 3, 30, 2, 30)
        with pytest.raises(NoSuchLocalTime), working(cast.alice) as work:
            bookings.create_booking(work, artist_id=mara.id, start=skipped, end=date(2031, 4, 1))
        night = create_booking(cast.alice, mara.id, start=FIRST)
        with pytest.raises(NoSuchLocalTime):
            change(cast.alice, night, end=skipped)

    def test_a_local_time_that_comes_twice_is_the_first(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            booking = bookings.create_booking(
                work,
                artist_id=mara.id,
                start=datetime(2031, 10, 26, 2, 30),
                end=datetime(2031, 10, 26, 3, 30),
            )
        assert booking.start == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)
        assert booking.end == datetime(2031, 10, 26, 2, 30, tzinfo=UTC)
