"""What becomes of wishes on the board: done with a way back, refused with one on, or both shown."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.ids import new_id
from production_tool.services import bookings
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.work import reading, working
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Notice
from production_tool.state.session import Session
from tests.factories import Cast, create_artist, create_booking, create_member
from tests.servers import Database
from tests.state.conftest import Sit, run

MONDAY = date(2031, 3, 3)


def a_day(number: int) -> str:
    return (datetime.combine(MONDAY, time()) + timedelta(days=number)).isoformat()


def sent(row: BookingRow, *, to: Any = None, first: int = 0, days: int = 1) -> dict[str, Any]:
    """A bar let go somewhere, as the widget says it."""
    return {
        "bookingId": str(row.id),
        "artistId": str(to or row.artist_id),
        "start": a_day(first),
        "end": a_day(first + days),
        "version": row.version,
    }


def item(row: BookingRow) -> dict[str, Any]:
    return {"bookingId": str(row.id), "version": row.version}


def now(actor: Any, row: BookingRow) -> BookingView:
    with reading(actor) as work:
        return read_booking(work, row.id)


def change(actor: Any, row: BookingRow, **what: Any) -> BookingRow:
    with working(actor) as work:
        change = bookings.Change(**what)
        return bookings.change_booking(
            work, booking_id=row.id, seen_version=row.version, change=change
        )


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Deeds:
    """alice's tab with the board."""
    tab = sit(Deeds, cast.alice)
    run(asyncio.run(tab.get_state(Session)), "enter")
    return tab


@pytest.fixture
def dana(cast: Cast, database: Database) -> Any:
    """Somebody else who plans in alice's studio."""
    return create_member(database, tenant_id=cast.alice.tenant_id, name="Dana")


class TestDone:
    def test_it_says_what_was_done_and_the_way_back_does_it(self, cast: Cast, desk: Deeds) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        run(desk, "move", sent(hold, to=ugo.id, first=7))
        assert (desk.done.message, desk.done.back) == ("Moved Ugo to Mon 10 Mar", "Undo")
        assert desk.verdicts[-1]["ok"]
        run(desk, "undo")
        assert (desk.done.message, desk.done.back) == ("Undone: Mara Lindt, Mon 3 Mar", "Redo")
        assert now(cast.alice, hold).artist_id == mara.id
        run(desk, "redo")
        assert now(cast.alice, hold).artist_id == ugo.id
        assert desk.done.back == "Undo"

    def test_what_there_is_nothing_of_is_said_quietly(self, cast: Cast, desk: Deeds) -> None:
        run(desk, "undo")
        assert "no change of yours to undo" in desk.done.message
        assert (desk.done.back, desk.notice) == ("", Notice())

    def test_a_copy_stands_elsewhere(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.CONFIRMED)
        run(desk, "copy", sent(firm, first=7, days=2))
        assert desk.done.message.startswith("Copied to Mara Lindt, Mon 10")
        run(desk, "undo")
        assert desk.done.message.endswith("released")
        assert now(cast.alice, firm).version == 1

    @pytest.mark.parametrize("handler", ["move", "resize", "copy", "step", "move_many", "act_many"])
    def test_nonsense_does_nothing(self, cast: Cast, desk: Deeds, handler: str) -> None:
        told = run(desk, handler, {"items": [], "bookingId": "x", "tenantId": "mine"})
        assert "unreadable" in str(told.args)
        assert desk.verdicts == []

    def test_bob_and_charlie_change_nothing(self, cast: Cast, sit: Sit) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        for nobody in (cast.bob, cast.charlie):
            tab = sit(Deeds, nobody)
            for handler, payload in (
                ("move", sent(hold, first=3)),
                ("copy", sent(hold, first=3)),
                ("step", {**item(hold), "action": "confirm"}),
                ("move_many", {"items": [sent(hold, first=3)]}),
                ("act_many", {"action": "end", "items": [item(hold)]}),
            ):
                run(tab, handler, payload)
            run(tab, "undo")
        assert now(cast.alice, hold).version == 1


class TestRefused:
    def test_who_is_in_the_way_and_something_free_as_a_button(
        self, cast: Cast, desk: Deeds
    ) -> None:
        mara = create_artist(cast.alice, name="Mara")
        create_booking(
            cast.alice, mara.id, start=MONDAY, days=3, status=Status.CONFIRMED, title="Tidewater"
        )
        firm = create_booking(
            cast.alice, mara.id, start=MONDAY + timedelta(days=7), status=Status.PENCIL
        )
        run(desk, "move", sent(firm, first=1))
        assert desk.notice.message == "Mara is confirmed for Tidewater until 5 March 2031"
        verdict = desk.verdicts[-1]
        assert (verdict["id"], verdict["ok"], verdict["stale"]) == (str(firm.id), False, False)
        run(desk, "take", 0)
        assert (desk.notice, desk.offers) == (Notice(), [])
        assert now(cast.alice, firm).version == 2

    def test_an_undo_refused_is_put_elsewhere_or_passed_over(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        mara = create_artist(cast.alice, name="Mara")
        early = create_booking(cast.alice, mara.id, start=MONDAY + timedelta(days=30))
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.PENCIL)
        run(desk, "move", sent(firm, first=7))
        create_booking(dana, mara.id, start=MONDAY, status=Status.PENCIL, title="Tidewater")
        run(desk, "undo")
        assert "Tidewater" in desk.notice.message
        assert desk.offers
        run(desk, "dismiss")
        run(desk, "undo")  # the pencil was made before it was moved, so its making stays as well
        assert now(cast.alice, firm).status is Status.PENCIL
        assert now(cast.alice, early).status is Status.RELEASED


class TestStale:
    def test_both_stand(self, cast: Cast, desk: Deeds, dana: Any) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY, days=2)
        change(dana, hold, title="Roto", end=MONDAY + timedelta(days=4))
        run(desk, "move", sent(hold, first=7))
        assert (desk.both.shown, desk.both.who) == (True, "Dana")
        assert desk.verdicts[-1]["stale"]
        rows = {row.what: (row.yours, row.theirs, row.differs) for row in desk.both.rows}
        assert rows["Title"] == ("Roto", "Roto", False)
        assert rows["When"][2]
        run(desk, "keep_mine")
        kept = now(cast.alice, hold)
        assert (kept.title, kept.end - kept.start) == ("Roto", timedelta(days=4))
        assert kept.start.date() > hold.start.date()
        assert not desk.both.shown

    def test_a_step_is_repeated_where_it_still_is_one(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        change(dana, hold, title="Roto")
        run(desk, "step", {**item(hold), "action": "confirm"})
        assert desk.both.keeps
        run(desk, "keep_mine")
        assert now(cast.alice, hold).status is Status.CONFIRMED

    def test_what_has_ended_cannot_be_kept(self, cast: Cast, desk: Deeds, dana: Any) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        with working(dana) as work:
            bookings.release_booking(work, booking_id=hold.id, seen_version=1)
        run(desk, "move", sent(hold, first=7))
        assert (desk.both.shown, desk.both.keeps) == (True, "")
        run(desk, "keep_mine")
        assert now(cast.alice, hold).status is Status.RELEASED
        run(desk, "dismiss")
        assert not desk.both.shown

    def test_an_undo_of_what_another_changed_since(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        run(desk, "move", sent(hold, first=7))
        change(dana, now(cast.alice, hold), title="Roto")
        run(desk, "undo")
        assert desk.both.who == "Dana"
        run(desk, "keep_mine")
        back = now(cast.alice, hold)
        assert (back.start, back.title) == (hold.start, "Roto")


class TestMany:
    @pytest.fixture
    def pair(self, cast: Cast) -> tuple[BookingRow, BookingRow, Any]:
        """A hold and a pencil of Mara's; Ugo, who is taken on Monday and Tuesday."""
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        create_booking(
            cast.alice, ugo.id, start=MONDAY, days=2, status=Status.CONFIRMED, title="Kestrel"
        )
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        firm = create_booking(
            cast.alice, mara.id, start=MONDAY, status=Status.PENCIL, title="Tidewater"
        )
        return hold, firm, ugo.id

    def test_of_each_it_says_why_and_nothing_is_done(
        self, cast: Cast, desk: Deeds, pair: tuple[BookingRow, BookingRow, Any]
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "move_many", {"items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        assert desk.notice.message == "Nothing was moved: 1 of 2 is refused"
        assert desk.notice.lines == [
            "Tidewater of Mara Lindt: Ugo is taken for Kestrel until 4 March 2031"
        ]
        assert [offer.label for offer in desk.offers] == [
            "Do it without the refused one",
            "Move all to the next time everybody can: from Wed 5 Mar",
        ]
        assert [(verdict["ok"], verdict["back"]) for verdict in desk.verdicts] == [
            (False, True),
            (False, False),
        ]
        assert now(cast.alice, hold).version == now(cast.alice, firm).version == 1

    def test_without_the_refused_one_in_one_step(
        self, cast: Cast, desk: Deeds, pair: tuple[BookingRow, BookingRow, Any]
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "move_many", {"items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        run(desk, "take", 0)
        assert (desk.done.message, desk.done.back) == ("1 moved", "Undo")
        assert (desk.notice, desk.offers) == (Notice(), [])
        assert now(cast.alice, hold).artist_id == ugo
        assert now(cast.alice, firm).version == 1
        run(desk, "undo")
        assert now(cast.alice, hold).artist_id != ugo

    def test_all_of_them_when_everybody_can_and_back_in_one_step(
        self, cast: Cast, desk: Deeds, pair: tuple[BookingRow, BookingRow, Any]
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "move_many", {"items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        run(desk, "take", 1)
        assert desk.done.message == "2 moved"
        for row in pair[:2]:
            moved = now(cast.alice, row)
            assert (moved.artist_id, moved.start) == (ugo, row.start + timedelta(days=2))
        run(desk, "undo")
        assert {now(cast.alice, row).start for row in pair[:2]} == {hold.start}

    def test_a_step_is_taken_where_it_can_be(self, cast: Cast, desk: Deeds) -> None:
        mara, ugo = create_artist(cast.alice, name="Mara"), create_artist(cast.alice, name="Ugo")
        create_booking(
            cast.alice, mara.id, start=MONDAY, days=3, status=Status.PENCIL, title="Kestrel"
        )
        rows = [create_booking(cast.alice, who.id, start=MONDAY) for who in (mara, ugo)]
        asked = {"action": "confirm", "items": [item(row) for row in rows]}
        run(desk, "act_many", asked)
        assert desk.notice.message == "Nothing was confirmed: 1 of 2 is refused"
        assert desk.notice.lines == [
            "Booking of Mara: Mara is pencilled for Kestrel until 5 March 2031"
        ]
        run(desk, "take", 1)
        assert desk.done.message == "2 confirmed"
        for row in rows:
            confirmed = now(cast.alice, row)
            assert confirmed.status is Status.CONFIRMED
            assert confirmed.start == row.start + timedelta(days=3)
        run(desk, "undo")
        for row in rows:
            back = now(cast.alice, row)
            assert (back.status, back.start) == (Status.HOLD, row.start)

    def test_what_changed_meanwhile_is_refused_again(
        self, cast: Cast, desk: Deeds, pair: tuple[BookingRow, BookingRow, Any]
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "move_many", {"items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        change(cast.alice, hold, title="Roto")
        run(desk, "take", 0)
        assert desk.notice.message == "Nothing was moved: 1 of 1 is refused"
        assert desk.offers == []
        assert desk.notice.advice == "Choose other days or people for them."

    def test_many_reasons_are_counted(self, cast: Cast, desk: Deeds) -> None:
        unknown = [{"bookingId": str(new_id()), "version": 1} for _ in range(9)]
        run(desk, "act_many", {"action": "end", "items": unknown})
        assert len(desk.notice.lines) == 7
        assert desk.notice.lines[-1] == "and 3 more"

    def test_all_are_ended_and_all_come_back(self, cast: Cast, desk: Deeds) -> None:
        artist = create_artist(cast.alice).id
        rows = [create_booking(cast.alice, artist, start=MONDAY) for _ in range(3)]
        run(desk, "act_many", {"action": "end", "items": [item(row) for row in rows]})
        assert (desk.done.message, desk.notice) == ("3 ended", Notice())
        run(desk, "undo")
        assert {now(cast.alice, row).status for row in rows} == {Status.HOLD}
