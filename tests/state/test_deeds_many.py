"""Several wishes in one go on the board: all of them, or whoever can."""

from datetime import timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.ids import new_id
from production_tool.domain.roles import OpenRoleRow, RoleChange
from production_tool.services import bookings, roles
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.queries.roles import list_roles
from production_tool.services.work import reading, working
from production_tool.state.dates import DASH
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Notice
from tests.factories import Cast, create_artist, create_booking
from tests.services.deeds import take
from tests.state.bars import MONDAY, change, item, let_go, now, only_role, sent
from tests.state.conftest import run

Pair = tuple[BookingRow, BookingRow, Any]


def living(cast: Cast) -> tuple[int, int]:
    """How many bookings live, and how many roles wait."""
    with reading(cast.alice) as work:
        rows = [*list_bookings(work).rows, *list_roles(work).rows]
    alive = [type(row) for row in rows if row.is_live]
    return len(alive) - alive.count(OpenRoleRow), alive.count(OpenRoleRow)


class TestMany:
    @pytest.fixture
    def pair(self, cast: Cast) -> Pair:
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
        self, cast: Cast, desk: Deeds, pair: Pair
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "change", {"kind": "move", "items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        assert desk.notice.message == "Nothing was moved: 1 of 2 is refused"
        assert desk.notice.lines == [
            "Tidewater of Mara Lindt: Ugo is taken for Kestrel until 4 March 2031"
        ]
        assert [offer.label for offer in desk.offers] == [
            "Do it without the refused one",
            "Move all to the next time everybody can: from Wed 5 Mar",
        ]
        assert [verdict["ok"] for verdict in desk.verdicts] == [False, False]
        assert list(desk.ringed) == [str(firm.id)]  # nothing is wrong with the other one
        assert now(cast.alice, hold).version == now(cast.alice, firm).version == 1

    def test_without_the_refused_one_in_one_step(self, cast: Cast, desk: Deeds, pair: Pair) -> None:
        hold, firm, ugo = pair
        run(desk, "change", {"kind": "move", "items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        run(desk, "take", 0)
        assert (desk.done.message, desk.done.back) == ("1 moved", "Undo")
        assert (desk.notice, desk.offers) == (Notice(), [])
        assert now(cast.alice, hold).artist_id == ugo
        assert now(cast.alice, firm).version == 1
        run(desk, "undo")
        assert now(cast.alice, hold).artist_id != ugo

    def test_all_of_them_when_everybody_can_and_back_in_one_step(
        self, cast: Cast, desk: Deeds, pair: Pair
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "change", {"kind": "move", "items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
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
        run(desk, "step", asked)
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

    def test_copies_made_at_once_are_one_undo_and_one_redo(
        self,
        cast: Cast,
        desk: Deeds,
        pair: Pair,
        role: OpenRoleRow,
    ) -> None:
        hold, firm, _ = pair
        items = [sent(hold, first=7), sent(firm, first=7), let_go(role.id, "roles", first=7)]
        run(desk, "change", {"kind": "copy", "items": items})
        assert (desk.done.message, desk.done.back) == ("3 copied", "Undo")
        assert [verdict["ok"] for verdict in desk.verdicts] == [True, True, True]
        assert living(cast) == (5, 2)
        run(desk, "undo")
        assert living(cast) == (3, 1)
        when = f"Mon 10 {DASH} Tue 11 Mar"
        assert desk.done.message == f"Undone: 2 bookings; role Compositor, {when}, withdrawn"
        run(desk, "redo")
        assert living(cast) == (5, 2)
        assert now(cast.alice, firm).version == 1

    def test_one_that_cannot_be_copied_leaves_all_undone(
        self,
        cast: Cast,
        desk: Deeds,
        pair: Pair,
        role: OpenRoleRow,
    ) -> None:
        hold, _, ugo = pair
        items = [sent(hold, first=7), let_go(role.id, ugo, first=7)]
        run(desk, "change", {"kind": "copy", "items": items})
        assert desk.notice.message == "Nothing was copied: 1 of 2 is refused"
        assert living(cast) == (3, 1)
        run(desk, "take", 0)
        assert (desk.done.message, living(cast)) == ("1 copied", (4, 1))

    def test_what_changed_meanwhile_is_refused_again(
        self, cast: Cast, desk: Deeds, pair: Pair
    ) -> None:
        hold, firm, ugo = pair
        run(desk, "change", {"kind": "move", "items": [sent(hold, to=ugo), sent(firm, to=ugo)]})
        change(cast.alice, hold, title="Roto")
        run(desk, "take", 0)
        (both,) = desk.several.pairs
        assert (both.name, both.who) == ("Roto of Mara Lindt", "You, elsewhere")
        assert desk.several.leaves == "Take theirs: nothing is done."
        run(desk, "take_theirs")
        assert desk.several.pairs == []
        assert now(cast.alice, hold).artist == "Mara Lindt"

    def outdated(self, cast: Cast, desk: Deeds) -> tuple[BookingRow, BookingRow]:
        """Both of Mara's holds are moved a week on; meanwhile the first became Ugo's."""
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        first, second = (
            create_booking(cast.alice, mara.id, start=MONDAY, title=title)
            for title in ("Roto", "Comp")
        )
        change(cast.alice, first, artist_id=ugo.id, title="Cleanup")
        items = [sent(each, first=7) for each in (first, second)]
        run(desk, "change", {"kind": "move", "items": items})
        return first, second

    def test_of_what_another_changed_both_versions_are_shown(self, cast: Cast, desk: Deeds) -> None:
        first, second = self.outdated(cast, desk)
        (both,) = desk.several.pairs
        assert (both.name, desk.notice) == ("Cleanup of Ugo", Notice())
        rows = {row.what: (row.yours, row.theirs) for row in both.rows}
        assert rows["Artist"] == ("Ugo", "Ugo")
        assert rows["When"] == ("Mon 10 Mar", "Mon 3 Mar")
        assert [verdict["ok"] for verdict in desk.verdicts] == [False, False]
        assert list(desk.ringed) == [str(first.id)]
        assert now(cast.alice, second).start == second.start

    def test_keeping_ones_own_does_all_of_it_on_top(self, cast: Cast, desk: Deeds) -> None:
        first, second = self.outdated(cast, desk)
        assert desk.several.keeps == "Keep mine: 2 are moved, on top of what others changed."
        run(desk, "keep_mine")
        kept = now(cast.alice, first)
        assert (kept.artist, kept.title) == ("Ugo", "Cleanup")
        for row in (first, second):
            assert now(cast.alice, row).start - row.start == timedelta(days=7)
        assert (desk.done.message, desk.several.pairs) == ("2 moved", [])

    def test_taking_theirs_does_the_rest(self, cast: Cast, desk: Deeds) -> None:
        first, second = self.outdated(cast, desk)
        assert desk.several.leaves == (
            "Take theirs: they stay as they are, and the other one is moved."
        )
        run(desk, "take_theirs")
        assert now(cast.alice, first).start == first.start
        assert now(cast.alice, second).start - second.start == timedelta(days=7)

    def test_what_has_ended_cannot_be_kept(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice)
        first, second = (create_booking(cast.alice, mara.id, start=MONDAY) for _ in range(2))
        take(cast.alice, bookings.release_booking, first)
        run(desk, "step", {"action": "pencil", "items": [item(first), item(second)]})
        assert (desk.several.pairs[0].keeps, desk.several.keeps) == ("", "")
        run(desk, "keep_mine")
        assert now(cast.alice, second).status is Status.HOLD

    def test_a_step_of_several_is_taken_as_they_are_now(self, cast: Cast, desk: Deeds) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        first, second = (create_booking(cast.alice, one.id, start=MONDAY) for one in (mara, ugo))
        change(cast.alice, first, title="Roto")
        run(desk, "step", {"action": "pencil", "items": [item(first), item(second)]})
        run(desk, "keep_mine")
        assert [now(cast.alice, each).status for each in (first, second)] == [Status.PENCIL] * 2

    def test_a_role_among_them_too(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        hold = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        with working(cast.alice) as work:
            roles.change_role(
                work, role_id=role.id, seen_version=1, change=RoleChange(title="Roto")
            )
        items = [let_go(role.id, "roles", first=7), sent(hold, first=7)]
        run(desk, "change", {"kind": "move", "items": items})
        assert [pair.name for pair in desk.several.pairs] == ["Role Roto"]
        run(desk, "keep_mine")
        assert only_role(cast).start - role.start == timedelta(days=7)
        assert only_role(cast).title == "Roto"

    def test_many_reasons_are_counted(self, cast: Cast, desk: Deeds) -> None:
        unknown = [{"bookingId": str(new_id()), "version": 1} for _ in range(9)]
        run(desk, "step", {"action": "end", "items": unknown})
        assert len(desk.notice.lines) == 7
        assert desk.notice.lines[-1] == "and 3 more"

    def test_all_are_ended_and_all_come_back(self, cast: Cast, desk: Deeds) -> None:
        artist = create_artist(cast.alice).id
        rows = [create_booking(cast.alice, artist, start=MONDAY) for _ in range(3)]
        run(desk, "step", {"action": "end", "items": [item(row) for row in rows]})
        assert (desk.done.message, desk.notice) == ("3 ended", Notice())
        run(desk, "undo")
        assert {now(cast.alice, row).status for row in rows} == {Status.HOLD}
