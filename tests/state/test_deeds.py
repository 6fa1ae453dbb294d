"""What becomes of wishes on the board: done with a way back, refused with one on, or both shown."""

from datetime import timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import Status
from production_tool.services import bookings
from production_tool.services.work import working
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Notice
from tests.factories import Cast, create_artist, create_booking, create_member
from tests.servers import Database
from tests.state.bars import MONDAY, change, item, now, sent
from tests.state.conftest import Sit, run


@pytest.fixture
def dana(cast: Cast, database: Database) -> Any:
    """Somebody else who plans in alice's studio."""
    return create_member(database, tenant_id=cast.alice.tenant_id, name="Dana")


class TestDone:
    def test_it_says_what_was_done_and_the_way_back_does_it(self, cast: Cast, desk: Deeds) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        run(desk, "change", {"kind": "move", "items": [sent(hold, to=ugo.id, first=7)]})
        assert (desk.done.message, desk.done.back) == ("Moved Ugo to Mon 10 Mar", "Undo")
        assert desk.verdicts[-1]["ok"]
        run(desk, "undo")
        assert (desk.done.message, desk.done.back) == ("Undone: Mara Lindt, Mon 3 Mar", "Redo")
        assert now(cast.alice, hold).artist_id == mara.id
        run(desk, "redo")
        assert now(cast.alice, hold).artist_id == ugo.id
        assert desk.done.back == "Undo"

    def test_longer_and_on_another_row_at_once_is_both(self, cast: Cast, desk: Deeds) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        run(desk, "change", {"kind": "resize", "items": [sent(hold, to=ugo.id, days=2)]})
        there = now(cast.alice, hold)
        assert (there.artist_id, there.end - there.start) == (ugo.id, timedelta(days=2))

    def test_what_there_is_nothing_of_is_said_quietly(self, cast: Cast, desk: Deeds) -> None:
        run(desk, "undo")
        assert "no change of yours to undo" in desk.done.message
        assert (desk.done.back, desk.notice) == ("", Notice())

    def test_a_copy_stands_elsewhere(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.CONFIRMED)
        run(desk, "change", {"kind": "copy", "items": [sent(firm, first=7, days=2)]})
        assert desk.done.message.startswith("Copied to Mara Lindt, Mon 10")
        run(desk, "undo")
        assert desk.done.message.endswith("released")
        assert now(cast.alice, firm).version == 1

    @pytest.mark.parametrize("handler", ["change", "step"])
    def test_nonsense_does_nothing(self, cast: Cast, desk: Deeds, handler: str) -> None:
        told = run(desk, handler, {"items": [], "bookingId": "x", "tenantId": "mine"})
        assert "unreadable" in str(told.args)
        assert desk.verdicts == []

    def test_bob_and_charlie_change_nothing(self, cast: Cast, sit: Sit) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        for nobody in (cast.bob, cast.charlie):
            tab = sit(Deeds, nobody)
            for handler, payload in (
                ("change", {"kind": "move", "items": [sent(hold, first=3)]}),
                ("change", {"kind": "copy", "items": [sent(hold, first=3)]}),
                ("step", {"action": "confirm", "items": [item(hold)]}),
                ("change", {"kind": "move", "items": [sent(hold, first=3)] * 2}),
                ("step", {"action": "end", "items": [item(hold)] * 2}),
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
        run(desk, "change", {"kind": "move", "items": [sent(firm, first=1)]})
        assert desk.notice.message == "Mara is confirmed for Tidewater until 5 March 2031"
        verdict = desk.verdicts[-1]
        assert (verdict["id"], verdict["ok"]) == (str(firm.id), False)
        assert list(desk.ringed) == [str(firm.id)]
        assert desk.ringed[str(firm.id)].startswith(desk.notice.message)
        run(desk, "take", 0)
        assert (desk.notice, desk.offers, desk.ringed) == (Notice(), [], {})
        assert now(cast.alice, firm).version == 2

    def test_the_ring_goes_with_the_refusal(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice, name="Mara")
        create_booking(cast.alice, mara.id, start=MONDAY, status=Status.CONFIRMED)
        firm = create_booking(
            cast.alice, mara.id, start=MONDAY + timedelta(days=7), status=Status.PENCIL
        )
        for leaves in ("dismiss", "undo"):
            run(desk, "change", {"kind": "move", "items": [sent(firm)]})
            assert list(desk.ringed) == [str(firm.id)]
            run(desk, leaves)
            assert desk.ringed == {}

    def test_an_undo_refused_is_put_elsewhere_or_passed_over(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        mara = create_artist(cast.alice, name="Mara")
        early = create_booking(cast.alice, mara.id, start=MONDAY + timedelta(days=30))
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.PENCIL)
        run(desk, "change", {"kind": "move", "items": [sent(firm, first=7)]})
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
        run(desk, "change", {"kind": "move", "items": [sent(hold, first=7)]})
        assert (desk.both.shown, desk.both.who) == (True, "Dana")
        assert "after you opened it" in desk.ringed[str(hold.id)]
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
        run(desk, "step", {"action": "confirm", "items": [item(hold)]})
        assert desk.both.keeps
        run(desk, "keep_mine")
        assert now(cast.alice, hold).status is Status.CONFIRMED

    def test_what_has_ended_cannot_be_kept(self, cast: Cast, desk: Deeds, dana: Any) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        with working(dana) as work:
            bookings.release_booking(work, booking_id=hold.id, seen_version=1)
        run(desk, "change", {"kind": "move", "items": [sent(hold, first=7)]})
        assert (desk.both.shown, desk.both.keeps) == (True, "")
        run(desk, "keep_mine")
        assert now(cast.alice, hold).status is Status.RELEASED
        run(desk, "dismiss")
        assert not desk.both.shown

    def test_an_undo_of_what_another_changed_since(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        run(desk, "change", {"kind": "move", "items": [sent(hold, first=7)]})
        change(dana, now(cast.alice, hold), title="Roto")
        run(desk, "undo")
        assert desk.both.who == "Dana"
        run(desk, "keep_mine")
        back = now(cast.alice, hold)
        assert (back.start, back.title) == (hold.start, "Roto")
