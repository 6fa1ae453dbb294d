"""Undo and redo: one's own last change is taken back by today's rules, or refused."""

from datetime import date, timedelta

import psycopg
import pytest

from production_tool.domain.bookable import ProjectArchived
from production_tool.domain.bookings import ArtistBusy, BehindAnotherHold, StaleBooking, Status
from production_tool.domain.refusals import NotAllowed
from production_tool.domain.undoing import NothingToUndo, TooMuchToUndo
from production_tool.services import bookings, projects
from production_tool.services.bookings import Move
from production_tool.services.undo import MOST, Place
from production_tool.services.work import working
from tests.factories import (
    Cast,
    age_hold,
    create_artist,
    create_booking,
    create_member,
    create_project,
)
from tests.servers import Database
from tests.services.deeds import change, facts, now, place_of, redo, take, undo

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


class TestUndoLast:
    def test_a_moved_hold_is_back_in_its_place_in_the_queue(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        second = create_booking(cast.alice, mara.id, start=FIRST, days=3)
        moved = take(cast.alice, bookings.move_booking, hold, artist_id=ugo.id, start=FIRST + DAY)
        assert now(cast.alice, second).rank == 1
        done = undo(cast.alice)
        assert place_of(done.bookings[0]) == place_of(hold)
        assert done.bookings[0].version == moved.version + 1
        assert (now(cast.alice, hold).rank, now(cast.alice, second).rank) == (1, 2)
        fact = facts(cast.alice, hold)[-1]
        assert (fact.name, fact.after["undid"]) == ("BookingMoved", done.seq)

    def test_what_was_made_is_released_or_cancelled_and_made_again(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        hold = create_booking(cast.alice, mara.id, start=FIRST)
        firm = create_booking(cast.alice, mara.id, start=FIRST + DAY, status=Status.CONFIRMED)
        assert undo(cast.alice).bookings[0].status is Status.CANCELLED
        assert undo(cast.alice).bookings[0].status is Status.RELEASED
        again = redo(cast.alice).bookings[0]
        assert (again.id, again.status) == (hold.id, Status.HOLD)
        assert (place_of(again), again.expires_at) == (place_of(hold), hold.expires_at)
        assert redo(cast.alice).bookings[0].status is firm.status
        assert facts(cast.alice, hold)[-1].name == "BookingRestored"

    def test_an_end_is_taken_back_with_the_old_place_in_the_queue(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        first = create_booking(cast.alice, mara.id, start=FIRST)
        other = create_booking(cast.alice, mara.id, start=FIRST)
        take(cast.alice, bookings.release_booking, first)
        assert now(cast.alice, other).rank == 1
        undo(cast.alice)
        assert (now(cast.alice, first).rank, now(cast.alice, other).rank) == (1, 2)

    def test_steps_and_words_come_back(self, cast: Cast) -> None:
        project = create_project(cast.alice)
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        edited = change(cast.alice, hold, project_id=project.id, title="Roto")
        take(cast.alice, bookings.confirm_booking, edited)
        back = undo(cast.alice).bookings[0]
        assert (back.status, back.expires_at, back.title) == (Status.HOLD, hold.expires_at, "Roto")
        bare = undo(cast.alice).bookings[0]
        assert (bare.title, bare.project_id) == ("", None)
        assert redo(cast.alice).bookings[0].project_id == project.id
        assert redo(cast.alice).bookings[0].status is Status.CONFIRMED

    def test_a_bulk_is_one_and_two_change_places_back(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice)
        one = create_booking(cast.alice, mara.id, start=FIRST, status=Status.CONFIRMED)
        two = create_booking(cast.alice, ugo.id, start=FIRST, status=Status.CONFIRMED)
        moves = [
            Move(booking_id=one.id, seen_version=1, artist_id=ugo.id),
            Move(booking_id=two.id, seen_version=1, artist_id=mara.id),
        ]
        with working(cast.alice) as work:
            bookings.move_bookings(work, moves=moves)
        assert {row.artist_id for row in undo(cast.alice).bookings} == {mara.id, ugo.id}
        assert now(cast.alice, one).artist_id == mara.id
        redo(cast.alice)
        assert now(cast.alice, one).artist_id == ugo.id

    def test_a_new_deed_ends_what_could_be_done_again(self, cast: Cast) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        moved = take(cast.alice, bookings.move_booking, hold, start=FIRST + DAY)
        undo(cast.alice)
        change(cast.alice, now(cast.alice, moved), title="Roto")
        with pytest.raises(NothingToUndo, match="do again"):
            redo(cast.alice)


class TestRefusals:
    def test_somebody_took_the_place(self, cast: Cast, database: Database) -> None:
        dana = create_member(database, tenant_id=cast.alice.tenant_id)
        mara = create_artist(cast.alice, name="Mara")
        firm = create_booking(cast.alice, mara.id, start=FIRST, days=3, status=Status.CONFIRMED)
        moved = take(cast.alice, bookings.move_booking, firm, start=FIRST + 7 * DAY)
        theirs = create_booking(
            dana, mara.id, start=FIRST + DAY, status=Status.PENCIL, title="Tidewater"
        )
        with pytest.raises(ArtistBusy, match="Mara is pencilled for Tidewater until") as refused:
            undo(cast.alice)
        assert refused.value.blocking.id == theirs.id
        assert place_of(now(cast.alice, firm)) == place_of(moved)
        offer = refused.value.alternatives[0]
        there = undo(cast.alice, place=Place(offer.artist_id, offer.start, offer.end)).bookings[0]
        assert (there.artist_id, there.start) == (offer.artist_id, offer.start)
        assert there.queued_at > theirs.queued_at

    def test_who_is_first_again_is_not_overtaken_by_a_redo(
        self, cast: Cast, database: Database
    ) -> None:
        dana = create_member(database, tenant_id=cast.alice.tenant_id)
        mara = create_artist(cast.alice).id
        first, second = (create_booking(who, mara, start=FIRST) for who in (dana, cast.alice))
        take(dana, bookings.move_booking, first, start=FIRST + 7 * DAY)
        take(cast.alice, bookings.pencil_booking, second)
        for who in (cast.alice, dana):
            undo(who)
        with pytest.raises(BehindAnotherHold):
            redo(cast.alice)

    def test_a_step_back_is_undone_whoever_stands_ahead(self, cast: Cast) -> None:
        mara = create_artist(cast.alice).id
        create_booking(cast.alice, mara, start=FIRST)
        firm = create_booking(cast.alice, mara, start=FIRST, status=Status.PENCIL)
        take(cast.alice, bookings.step_back, firm)
        assert undo(cast.alice).bookings[0].status is Status.PENCIL

    def test_a_project_archived_since_is_not_given_back(self, cast: Cast) -> None:
        project = create_project(cast.alice)
        hold = create_booking(
            cast.alice, create_artist(cast.alice).id, start=FIRST, project_id=project.id
        )
        change(cast.alice, hold, project_id=None)
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=project.id, seen_version=1)
        with pytest.raises(ProjectArchived):
            undo(cast.alice)

    def test_somebody_changed_it_since(self, cast: Cast, database: Database) -> None:
        dana = create_member(database, tenant_id=cast.alice.tenant_id)
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        moved = take(cast.alice, bookings.move_booking, hold, start=FIRST + DAY)
        change(dana, moved, title="Roto")
        with pytest.raises(StaleBooking) as refused:
            undo(cast.alice)
        assert refused.value.current.title == "Roto"
        back = undo(cast.alice, anyway=True).bookings[0]
        assert (back.start, back.title) == (hold.start, "Roto")

    def test_what_changed_by_no_deed_at_all_is_not_overwritten(
        self, cast: Cast, database: Database
    ) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        change(cast.alice, hold, title="Roto")
        with psycopg.connect(database.admin_url) as admin:
            admin.execute("SET LOCAL session_replication_role = replica")  # no history
            admin.execute("UPDATE app.booking SET title = 'Paint' WHERE id = %s", [hold.id])
        with pytest.raises(StaleBooking):
            undo(cast.alice)
        assert now(cast.alice, hold).title == "Paint"

    def test_only_ones_own_and_only_here(self, cast: Cast, database: Database) -> None:
        dana = create_member(database, tenant_id=cast.alice.tenant_id)
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=FIRST)
        for nobody in (dana, cast.charlie):
            with pytest.raises(NothingToUndo):
                undo(nobody)
        with pytest.raises(NotAllowed):
            undo(cast.bob)
        assert now(cast.alice, hold).status is Status.HOLD

    def test_what_others_or_time_ended_is_passed_over(self, cast: Cast, database: Database) -> None:
        dana = create_member(database, tenant_id=cast.alice.tenant_id)
        artist = create_artist(cast.alice).id
        first = create_booking(cast.alice, artist, start=FIRST)
        lapsed = create_booking(cast.alice, artist, start=FIRST)
        ended = change(
            cast.alice,
            create_booking(cast.alice, artist, start=FIRST),
            title="Roto",
        )
        take(dana, bookings.release_booking, ended)
        age_hold(database, lapsed)
        done = undo(cast.alice)
        assert {row.status for row in done.bookings} == {Status.RELEASED}
        # Dana's release stands, and what had been made was released by her, not by undo.
        assert done.bookings[0].id in {first.id, ended.id}

    def test_one_may_be_passed_over(self, cast: Cast) -> None:
        artist = create_artist(cast.alice).id
        first = create_booking(cast.alice, artist, start=FIRST)
        create_booking(cast.alice, artist, start=FIRST)
        last = max(fact.seq for fact in facts(cast.alice, first)) + 1
        assert undo(cast.alice, leaving={last}).bookings[0].id == first.id

    def test_an_end_whose_time_ran_out_stands_at_the_back(
        self, cast: Cast, database: Database
    ) -> None:
        artist = create_artist(cast.alice).id
        first = create_booking(cast.alice, artist, start=FIRST)
        other = create_booking(cast.alice, artist, start=FIRST)
        soon = take(cast.alice, bookings.release_booking, first)
        age_hold(database, soon)
        undo(cast.alice)
        assert (now(cast.alice, first).rank, now(cast.alice, other).rank) == (2, 1)

    def test_nobody_undoes_a_whole_import_by_a_key(self, cast: Cast) -> None:
        artist = create_artist(cast.alice).id
        one = bookings.NewBooking(artist_id=artist, start=FIRST, end=FIRST + DAY)
        with working(cast.alice) as work:
            bookings.create_bookings(work, items=[one] * (MOST + 1))
        with pytest.raises(TooMuchToUndo):
            undo(cast.alice)
