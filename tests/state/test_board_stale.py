"""Two versions of one bar, as two people left it: what is shown, what keeping one's own does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from production_tool.domain.bookings import Status
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus
from production_tool.services import roles
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.work import reading, working
from production_tool.state.booking_form import BookingForm
from production_tool.state.dates import DASH
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Notice
from production_tool.state.role_form import RoleForm
from tests.factories import Cast, create_artist, create_booking, create_member
from tests.servers import Database
from tests.state.bars import MONDAY, beside, change, item, let_go, now, only_role, sent
from tests.state.conftest import run

Elsewhere = Callable[..., None]


@pytest.fixture
def dana(cast: Cast, database: Database) -> Any:
    """Somebody else who plans in alice's studio."""
    return create_member(database, tenant_id=cast.alice.tenant_id, name="Dana")


@pytest.fixture
def elsewhere(cast: Cast, dana: Any) -> Elsewhere:
    """``elsewhere(title="Roto")``: Dana changes the role as it stands."""

    def do(**what: Any) -> None:
        role = only_role(cast)
        with working(dana) as work:
            roles.change_role(
                work, role_id=role.id, seen_version=role.version, change=RoleChange(**what)
            )

    return do


def shown(desk: Deeds) -> dict[str, tuple[str, str, bool]]:
    return {row.what: (row.yours, row.theirs, row.differs) for row in desk.both.rows}


def moves(role: OpenRoleRow, *, to: Any = "roles", first: int = 7) -> dict[str, Any]:
    return {"kind": "move", "items": [let_go(role.id, to, first=first)]}


class TestRole:
    def test_both_stand(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        elsewhere(title="Roto", end=MONDAY + timedelta(days=4))
        run(desk, "change", moves(role))
        assert (desk.both.shown, desk.both.what, desk.both.who) == (True, "role", "Dana")
        assert not desk.verdicts[-1]["ok"]
        assert desk.notice == Notice()
        told = shown(desk)
        assert told["Title"] == ("Roto", "Roto", False)
        assert told["When"] == (f"Mon 10 {DASH} Tue 11 Mar", f"Mon 3 {DASH} Thu 6 Mar", True)
        assert told["Skill"] == ("nuke", "nuke", False)
        assert "Artist" not in told
        run(desk, "keep_mine")
        kept = only_role(cast)
        assert (kept.title, kept.end - kept.start) == ("Roto", timedelta(days=4))
        assert kept.start - role.start == timedelta(days=7)
        assert not desk.both.shown
        assert desk.done.message == f"Role changed: Roto, Mon 10 {DASH} Thu 13 Mar"

    def test_taking_theirs_leaves_it(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        elsewhere(title="Roto")
        run(desk, "change", moves(role))
        run(desk, "dismiss")
        assert not desk.both.shown
        assert (only_role(cast).start, only_role(cast).version) == (role.start, 2)

    def test_given_to_somebody_it_is_given_as_it_is_now(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        mara = create_artist(cast.alice)
        elsewhere(title="Roto", start=date(2031, 3, 10))
        run(desk, "change", moves(role, to=mara.id, first=0))  # straight up: its days are theirs
        assert shown(desk)["Artist"] == ("Mara Lindt", "", True)
        run(desk, "keep_mine")
        with reading(cast.alice) as work:
            (booking,) = list_bookings(work).rows
        assert (booking.artist_id, booking.title) == (mara.id, "Roto")
        assert booking.start - role.start == timedelta(days=7)
        assert only_role(cast).status is RoleStatus.FILLED

    def test_who_has_it_now_is_shown_and_nothing_can_be_kept(
        self, cast: Cast, desk: Deeds, dana: Any, role: OpenRoleRow
    ) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        with working(dana) as work:
            roles.fill_role(work, role_id=role.id, seen_version=1, artist_id=ugo.id)
        run(desk, "change", moves(role, to=mara.id, first=0))
        assert shown(desk)["Artist"] == ("Mara Lindt", "Ugo", True)
        assert shown(desk)["Status"] == ("Filled", "Filled", False)
        assert desk.both.keeps == ""
        run(desk, "keep_mine")
        assert only_role(cast).version == 2

    def test_it_is_withdrawn_as_it_is_now(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        elsewhere(title="Roto")
        one = {"bookingId": str(role.id), "version": 1}
        run(desk, "step", {"action": "end", "items": [one]})
        assert shown(desk)["Status"] == ("Withdrawn", "Open", True)
        run(desk, "keep_mine")
        assert only_role(cast).status is RoleStatus.WITHDRAWN

    def test_changed_once_more_while_both_were_shown(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        elsewhere(title="Roto")
        run(desk, "change", moves(role))
        elsewhere(notes="Remote")
        run(desk, "keep_mine")
        assert desk.both.keeps == "Both can stand: keeping yours leaves what they changed."
        run(desk, "keep_mine")
        kept = only_role(cast)
        assert (kept.title, kept.notes) == ("Roto", "Remote")
        assert kept.start - role.start == timedelta(days=7)

    def test_what_its_form_says(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        form = beside(desk, RoleForm)
        run(form, "edit", str(role.id))
        elsewhere(skill="roto", start=date(2031, 3, 10))
        days = {"first": "2031-03-03", "last": "2031-03-04"}
        run(form, "save", {"title": "Cleanup", "skill": "nuke", "notes": "On site", **days})
        assert not form.shown
        assert shown(desk)["Title"] == ("Cleanup", "Compositor", True)
        assert desk.both.keeps.startswith("Both can stand")
        run(desk, "keep_mine")
        kept = only_role(cast)
        assert (kept.title, kept.skill) == ("Cleanup", "roto")
        assert kept.start - role.start == timedelta(days=7)

    def test_an_undo_of_what_another_changed_since(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, elsewhere: Elsewhere
    ) -> None:
        run(desk, "change", moves(role))
        elsewhere(title="Roto", start=date(2031, 3, 17))
        run(desk, "undo")
        assert (desk.both.who, desk.both.what) == ("Dana", "role")
        assert shown(desk)["When"][0] == f"Mon 3 {DASH} Tue 4 Mar"
        run(desk, "keep_mine")
        back = only_role(cast)
        assert (back.start, back.title) == (role.start, "Roto")

    def test_a_role_somebody_else_has_is_not_given_twice_by_a_redo(
        self, cast: Cast, desk: Deeds, dana: Any, role: OpenRoleRow
    ) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        run(desk, "change", moves(role, to=mara.id, first=0))
        run(desk, "undo")
        with working(dana) as work:
            roles.fill_role(work, role_id=role.id, seen_version=3, artist_id=ugo.id)
        run(desk, "redo")
        assert shown(desk)["Artist"][1] == "Ugo"
        assert (desk.both.shown, desk.both.keeps) == (True, "")
        with reading(cast.alice) as work:
            assert [row.artist for row in list_bookings(work).rows if row.is_live] == ["Ugo"]


class TestBooking:
    def test_longer_and_on_another_row_at_once_keeps_both(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        change(dana, hold, title="Roto")
        run(desk, "change", {"kind": "resize", "items": [sent(hold, to=ugo.id, days=2)]})
        assert shown(desk)["Artist"] == ("Ugo", "Mara Lindt", True)
        run(desk, "keep_mine")
        kept = now(cast.alice, hold)
        assert (kept.artist, kept.title) == ("Ugo", "Roto")
        assert kept.end - kept.start == timedelta(days=2)

    def test_kept_where_somebody_is_taken_its_words_go_along(
        self, cast: Cast, desk: Deeds, dana: Any
    ) -> None:
        mara = create_artist(cast.alice)
        create_booking(cast.alice, mara.id, start=date(2031, 3, 10), status=Status.CONFIRMED)
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.PENCIL)
        form = beside(desk, BookingForm)
        run(form, "edit", str(firm.id))
        change(dana, firm, notes="Remote")
        days = {"first": "2031-03-10", "last": "2031-03-10"}
        run(form, "save", {"artistId": str(mara.id), "title": "Cleanup", **days})
        run(desk, "keep_mine")
        assert desk.offers
        run(desk, "take", 0)
        there = now(cast.alice, firm)
        assert (there.title, there.notes) == ("Cleanup", "Remote")
        assert there.start > firm.start

    def test_a_step_of_one_that_was_given_away(self, cast: Cast, desk: Deeds, dana: Any) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo")
        hold = create_booking(cast.alice, mara.id, start=MONDAY)
        change(dana, hold, artist_id=ugo.id)
        run(desk, "step", {"action": "pencil", "items": [item(hold)]})
        assert shown(desk)["Artist"] == ("Ugo", "Ugo", False)
        run(desk, "keep_mine")
        assert now(cast.alice, hold).status is Status.PENCIL
