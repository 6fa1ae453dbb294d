"""The window that moves or copies several bars at once: by as many days, or to one person."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.ids import new_id
from production_tool.domain.roles import OpenRoleRow
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.work import reading
from production_tool.state.board_move_many import MoveMany
from production_tool.state.deeds import Deeds
from tests.factories import Cast, create_artist, create_booking
from tests.state.bars import MONDAY, beside, change, item, now, only_role
from tests.state.conftest import Sit, run

Pair = tuple[BookingRow, BookingRow]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Kestrel on Mara from Monday on; Tidewater on Jonas for a day from Thursday at nine on."""
    mara, jonas = create_artist(cast.alice), create_artist(cast.alice, name="Jonas")
    thursday = datetime.combine(MONDAY, time(9)) + timedelta(days=3)
    return (
        create_booking(cast.alice, mara.id, start=MONDAY, days=2, title="Kestrel"),
        create_booking(
            cast.alice, jonas.id, start=thursday, status=Status.PENCIL, title="Tidewater"
        ),
    )


@pytest.fixture
def window(desk: Deeds) -> MoveMany:
    return beside(desk, MoveMany)


def ask(window: MoveMany, what: str, *rows: Any) -> None:
    run(window, what, {"items": [item(row) for row in rows]})


class TestOpening:
    def test_it_says_how_many_and_which_begins_first(
        self, window: MoveMany, pair: Pair, role: OpenRoleRow
    ) -> None:
        ask(window, "move", pair[1], pair[0], role)
        draft = window.draft
        assert (window.shown, draft.number, draft.first) == (True, 3, "2031-03-03")
        assert draft.begins == "Kestrel of Mara Lindt begins first, on Mon 3 Mar."
        assert "Tidewater of Jonas" in draft.about
        assert draft.about.endswith("Role Compositor")

    def test_many_names_are_counted(self, cast: Cast, window: MoveMany) -> None:
        mara = create_artist(cast.alice).id
        ask(window, "move", *(create_booking(cast.alice, mara, start=MONDAY) for _ in range(9)))
        assert window.draft.about.endswith(" · and 5 more")

    def test_what_is_not_there_or_anothers_opens_nothing(
        self, cast: Cast, sit: Sit, window: MoveMany, pair: Pair
    ) -> None:
        gone = [{"bookingId": str(new_id()), "version": 1} for _ in range(2)]
        assert "any more" in str(run(window, "move", {"items": gone}).args)
        assert not window.shown
        strangers = sit(MoveMany, cast.charlie)
        ask(strangers, "move", *pair)
        assert (strangers.shown, strangers.draft.about) == (False, "")


class TestMoving:
    def test_all_by_as_many_days_in_one_undo(
        self, cast: Cast, desk: Deeds, window: MoveMany, pair: Pair, role: OpenRoleRow
    ) -> None:
        ask(window, "move", *pair, role)
        run(window, "save", {"first": "2031-03-10", "artistId": ""})
        week = timedelta(days=7)
        for row in pair:
            there = now(cast.alice, row)
            assert (there.start - row.start, there.end - row.end) == (week, week)
            assert there.artist_id == row.artist_id
        assert only_role(cast).start - role.start == week
        assert (desk.done.message, window.shown) == ("3 moved", False)
        run(desk, "undo")
        assert [now(cast.alice, row).start for row in pair] == [row.start for row in pair]

    def test_across_the_change_of_clocks_they_keep_their_hours(
        self, cast: Cast, window: MoveMany, pair: Pair
    ) -> None:
        ask(window, "move", *pair)
        run(window, "save", {"first": "2031-04-07"})  # summer time has begun
        there = now(cast.alice, pair[1])
        assert there.start - pair[1].start == timedelta(days=35, hours=-1)
        assert now(cast.alice, pair[0]).whole_days

    def test_all_to_one_person_on_their_days(
        self, cast: Cast, window: MoveMany, pair: Pair
    ) -> None:
        ugo = create_artist(cast.alice, name="Ugo")
        ask(window, "move", *pair)
        run(window, "save", {"first": "2031-03-03", "artistId": str(ugo.id)})
        for row in pair:
            there = now(cast.alice, row)
            assert (there.artist, there.start) == ("Ugo", row.start)

    def test_of_each_that_cannot_it_is_told(
        self, cast: Cast, desk: Deeds, window: MoveMany, pair: Pair
    ) -> None:
        create_booking(
            cast.alice,
            pair[1].artist_id,
            start=MONDAY + timedelta(days=10),
            status=Status.CONFIRMED,
            title="Beacon",
        )
        ask(window, "move", *pair)
        run(window, "save", {"first": "2031-03-10"})
        assert desk.notice.message == "Nothing was moved: 1 of 2 is refused"
        assert desk.notice.lines[0].startswith("Tidewater of Jonas: Jonas is taken for Beacon")
        assert len(desk.offers) == 2
        assert window.shown  # with all that was typed
        run(desk, "take", 0)
        run(window, "taken")
        assert not window.shown
        assert now(cast.alice, pair[0]).start - pair[0].start == timedelta(days=7)

    def test_what_another_changed_meanwhile_is_refused(
        self, cast: Cast, desk: Deeds, window: MoveMany, pair: Pair
    ) -> None:
        ask(window, "move", *pair)
        change(cast.alice, pair[0], start=MONDAY + timedelta(days=1))
        run(window, "save", {"first": "2031-03-10"})
        assert len(desk.several.pairs) == 1
        assert not window.shown
        run(desk, "take_theirs")
        assert now(cast.alice, pair[1]).start - pair[1].start == timedelta(days=7)

    @pytest.mark.parametrize("sent", [{"first": ""}, {"first": "2031-03-03"}, {"first": "soon"}])
    def test_nowhere_else_is_a_fault_beside_its_field(
        self, window: MoveMany, pair: Pair, sent: dict[str, Any]
    ) -> None:
        ask(window, "move", *pair)
        run(window, "save", sent)
        assert (window.shown, set(window.faults)) == (True, {"first"})


def test_copies_stand_there_as_well(cast: Cast, desk: Deeds, window: MoveMany, pair: Pair) -> None:
    ask(window, "copy", *pair)
    run(window, "save", {"first": "2031-03-10"})
    assert desk.done.message == "2 copied"
    with reading(cast.alice) as work:
        assert len(list_bookings(work).rows) == 4
    run(desk, "undo")
    assert all(now(cast.alice, row).version == 1 for row in pair)
