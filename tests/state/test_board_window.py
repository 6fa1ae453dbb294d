"""The windows over the board: what was typed is there until it is done, or given up."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from production_tool.domain.artists import Skill
from production_tool.domain.bookings import BookingRow, Status
from production_tool.services.undo import undo_last
from production_tool.services.work import working
from production_tool.state.board_move import MoveForm
from production_tool.state.booking_form import BookingForm
from production_tool.state.deeds import Deeds
from production_tool.state.role_form import RoleForm
from tests.factories import Cast, create_artist, create_booking
from tests.state.bars import beside
from tests.state.conftest import Sit, run

MONDAY = date(2031, 3, 3)
TYPED = {"title": "Kestrel trailer", "notes": "Two shots, one day each", "status": "pencil"}


@pytest.fixture
def taken(cast: Cast) -> BookingRow:
    """Mara's Monday and Tuesday, confirmed; Ugo, who can do the same, is free."""
    mara = create_artist(cast.alice, name="Mara", skills=(Skill("comp", 4),))
    create_artist(cast.alice, name="Ugo", skills=(Skill("comp", 4),))
    return create_booking(cast.alice, mara.id, start=MONDAY, days=2, status=Status.CONFIRMED)


@pytest.fixture
def form(desk: Deeds, taken: BookingRow) -> Any:
    """A new booking, filled in for the days that are taken, and refused."""
    form = beside(desk, BookingForm)
    days = {"start": "2031-03-03T00:00", "end": "2031-03-05T00:00"}
    run(form, "draw", {"artistId": str(taken.artist_id), **days})
    typed = TYPED | {"artistId": str(taken.artist_id), **asdict(form.draft.span)}
    run(form, "save", typed)
    return form


class TestRefused:
    def test_it_stays_and_says_why(self, form: BookingForm, desk: Deeds) -> None:
        opening = form.draft.opening  # another number would be a fresh form, with nothing in it
        assert (form.shown, opening) == (True, 1)
        assert desk.notice.message.startswith("Mara is confirmed")
        assert desk.offers

    def test_other_words_are_booked_from_where_it_stands(
        self, form: BookingForm, desk: Deeds, taken: BookingRow
    ) -> None:
        days = asdict(form.draft.span) | {"first": "2031-03-10", "last": "2031-03-11"}
        run(form, "save", TYPED | {"artistId": str(taken.artist_id), **days})
        assert (form.shown, desk.notice.message) == (False, "")
        assert desk.done.message

    def test_what_is_offered_is_done_with_all_that_was_typed(
        self, form: BookingForm, desk: Deeds, cast: Cast
    ) -> None:
        run(desk, "take", desk.offers[0].key)
        run(form, "taken")
        assert not form.shown
        with working(cast.alice) as work:
            made = undo_last(work).bookings[0]
        assert (made.title, made.notes) == (TYPED["title"], TYPED["notes"])

    def test_an_offer_that_went_meanwhile_leaves_it_open(
        self, form: BookingForm, desk: Deeds, cast: Cast
    ) -> None:
        offer = desk._free[0]
        create_booking(
            cast.alice, offer.artist_id, start=offer.start, days=2, status=Status.CONFIRMED
        )
        run(desk, "take", desk.offers[0].key)
        run(form, "taken")
        assert form.shown
        assert desk.notice.message

    def test_given_up_nothing_is_said_any_more(self, form: BookingForm, desk: Deeds) -> None:
        run(form, "close")
        assert (form.shown, desk.notice.message, desk.offers) == (False, "", [])
        assert (desk.verdicts[-1]["id"], desk.verdicts[-1]["ok"]) == ("draft", False)

    def test_the_next_one_begins_without_it(
        self, form: BookingForm, desk: Deeds, taken: BookingRow
    ) -> None:
        run(form, "edit", str(taken.id))
        assert (form.shown, desk.notice.message) == (True, "")


class TestMoving:
    def test_the_move_window_stays_too(self, desk: Deeds, taken: BookingRow, cast: Cast) -> None:
        later = create_booking(
            cast.alice, taken.artist_id, start=date(2031, 3, 10), status=Status.PENCIL
        )
        form = beside(desk, MoveForm)
        run(form, "move", str(later.id))
        days = {"artistId": str(taken.artist_id), "first": "2031-03-03", "last": "2031-03-03"}
        run(form, "save", days)
        assert form.shown
        assert desk.notice.message.startswith("Mara is confirmed")
        run(form, "save", days | {"first": "2031-03-11", "last": "2031-03-11"})
        assert not form.shown


@pytest.mark.parametrize(("window", "row"), [(BookingForm, ""), (RoleForm, "roles")])
def test_who_may_not_plan_any_more_is_told_so_instead_of_an_empty_form(
    cast: Cast, sit: Sit, window: Any, row: str
) -> None:
    form = sit(window, cast.bob)
    days = {"start": "2031-03-03T00:00", "end": "2031-03-05T00:00"}
    told = run(form, "draw", {"artistId": row or str(cast.bob.artist_id), **days})
    assert "A freelancer may not plan bookings; ask an owner" in str(told)
    assert not form.shown
    deeds = beside(form, Deeds)
    assert (deeds.verdicts[-1]["id"], deeds.verdicts[-1]["ok"]) == ("draft", False)
