"""The board's past at a tab."""

from datetime import date

from production_tool.domain.bookings import Status
from production_tool.services.bookings import confirm_booking
from production_tool.services.work import working
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_past import Past
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Notice, Offer
from tests.factories import Cast, create_artist, create_booking
from tests.state.bars import beside
from tests.state.conftest import Sit, run


def two_changes(cast: Cast) -> None:
    """Mara is held, then confirmed."""
    mara = create_artist(cast.alice)
    booking = create_booking(cast.alice, mara.id, start=date(2031, 3, 3), status=Status.HOLD)
    with working(cast.alice) as work:
        confirm_booking(work, booking_id=booking.id, seen_version=1)


class TestLookingBack:
    def test_it_begins_with_the_board_as_it_stands(self, cast: Cast, sit: Sit) -> None:
        two_changes(cast)
        tab = sit(Past, cast.alice)
        run(tab, "turn")
        assert tab.at.endswith("Z")
        assert tab.shown.change.startswith("Confirmed by Alice")
        assert len(tab.marks) > 2
        run(tab, "turn")
        assert tab.at == ""

    def test_what_was_refused_is_put_away(self, cast: Cast, desk: Deeds) -> None:
        two_changes(cast)
        past, free = beside(desk, Past), beside(desk, WhoIsFree)
        for enters in (past, free):
            desk.notice, desk.offers = Notice("Mara is taken"), [Offer("Ugo, Mon 3 Mar", 0)]
            run(enters, "turn")
            assert (desk.notice, desk.offers) == (Notice(), [])

    def test_steps_go_by_change_and_end_now(self, cast: Cast, sit: Sit) -> None:
        two_changes(cast)
        tab = sit(Past, cast.alice)
        run(tab, "turn")
        run(tab, "earlier")
        assert tab.shown.change.startswith("Hold made by Alice")
        run(tab, "earlier")
        assert tab.shown.change.startswith("Changed")
        for _ in range(2):
            run(tab, "later")
        assert tab.at != ""
        run(tab, "later")
        assert tab.at == ""

    def test_the_address_restores_it(self, cast: Cast, sit: Sit) -> None:
        two_changes(cast)
        first = sit(Past, cast.alice)
        run(first, "turn")
        again = sit(Past, cast.alice, f"/?at={first.at}")
        run(again, "load")
        assert (again.at, again.shown) == (first.at, first.shown)

    def test_nonsense_and_times_without_a_zone_are_now(self, cast: Cast, sit: Sit) -> None:
        for text in ("yesterday", "2026-11-03T14:05", "0001-01-01T00:00:00%2B14:00"):
            tab = sit(Past, cast.alice, f"/?at={text}")
            run(tab, "load")
            assert tab.at == ""

    def test_beyond_its_edges_is_its_edge(self, cast: Cast, sit: Sit) -> None:
        two_changes(cast)
        tab = sit(Past, cast.alice)
        run(tab, "choose", "1999-01-01T00:00")
        assert tab.shown.minute == tab.first
        run(tab, "slide", 4e9)
        assert tab.shown.minute == tab.last

    def test_half_a_date_changes_nothing(self, cast: Cast, sit: Sit) -> None:
        tab = sit(Past, cast.alice)
        for typed in ("", "2026-1"):
            run(tab, "choose", typed)
        run(tab, "slide", float("inf"))
        assert tab.at == ""
