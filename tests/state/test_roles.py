"""Roles on the screen: drawn, moved, dropped on somebody, given from their panel, withdrawn."""

from datetime import timedelta

from production_tool.domain.bookings import Status
from production_tool.domain.ids import new_id
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus
from production_tool.services import roles
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.queries.roles import list_roles
from production_tool.services.work import reading, working
from production_tool.state.board_move import MoveForm
from production_tool.state.dates import DASH
from production_tool.state.deeds import Deeds
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_member,
    create_role,
)
from tests.servers import Database
from tests.state.bars import MONDAY, beside, let_go, only_role
from tests.state.conftest import run


class TestOnTheBoard:
    def test_it_moves_and_stretches_in_its_row(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=7)]})
        moved = only_role(cast)
        assert moved.start - role.start == timedelta(days=7)
        assert desk.verdicts[-1] | {"nonce": ""} == {
            "nonce": "", "id": str(role.id), "ok": True,
        }  # fmt: skip
        run(
            desk,
            "change",
            {"kind": "resize", "items": [let_go(role.id, "roles", first=7, days=5, version=2)]},
        )
        assert only_role(cast).end - moved.end == timedelta(days=3)

    def test_dropped_on_somebody_it_becomes_a_hold(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara = create_artist(cast.alice)
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, mara.id, first=1)]})
        with reading(cast.alice) as work:
            (booking,) = list_bookings(work).rows
        assert (booking.artist_id, booking.status, booking.title) == (
            mara.id, Status.HOLD, "Compositor",
        )  # fmt: skip
        assert booking.start - role.start == timedelta(days=1)
        assert only_role(cast).status is RoleStatus.FILLED
        assert desk.done.message.startswith("Held Mara Lindt for ")
        run(desk, "undo")
        assert only_role(cast).status is RoleStatus.OPEN

    def test_a_copy_in_its_row_is_another_one(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "change", {"kind": "copy", "items": [let_go(role.id, "roles", first=7)]})
        with reading(cast.alice) as work:
            rows = list_roles(work).rows
        assert [row.notes for row in rows] == ["On site", "On site"]
        mara = create_artist(cast.alice)
        run(desk, "change", {"kind": "copy", "items": [let_go(role.id, mara.id)]})
        assert "filled once" in desk.notice.message

    def test_delete_withdraws_it_and_no_other_key_does_anything(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        pressed = {"items": [{"bookingId": str(role.id), "version": 1}]}
        run(desk, "step", pressed | {"action": "confirm"})
        assert "drop it on a person" in (desk.notice.message + desk.notice.advice).lower()
        run(desk, "step", pressed | {"action": "end"})
        assert only_role(cast).status is RoleStatus.WITHDRAWN

    def test_a_booking_has_no_place_among_the_roles(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=MONDAY)
        run(desk, "change", {"kind": "move", "items": [let_go(booking.id, "roles")]})
        assert "belongs to a person" in desk.notice.message
        assert not desk.verdicts[-1]["ok"]
        run(desk, "change", {"kind": "move", "items": [let_go(new_id(), mara.id)]})
        assert "no such booking" in desk.notice.message

    def test_what_changed_meanwhile_is_refused(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=7)]})
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=9)]})
        assert (desk.both.shown, desk.both.who) == (True, "You, elsewhere")
        assert not desk.verdicts[-1]["ok"]


class TestUndo:
    def test_a_move_is_said_undone_and_done_again(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=7)]})
        assert desk.done.message == f"Role moved: Compositor, Mon 10 {DASH} Tue 11 Mar"
        assert desk.done.back == "Undo"
        run(desk, "undo")
        assert desk.done.message == f"Undone: role Compositor, Mon 3 {DASH} Tue 4 Mar"
        assert only_role(cast).start == role.start
        run(desk, "redo")
        assert only_role(cast).start - role.start == timedelta(days=7)

    def test_a_filling_says_both(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        mara = create_artist(cast.alice)
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, mara.id)]})
        run(desk, "undo")
        when = f"Mon 3 {DASH} Tue 4 Mar"
        assert desk.done.message == (
            f"Undone: Mara Lindt, {when}, released; role Compositor, {when}"
        )

    def test_somebody_else_was_there(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, database: Database
    ) -> None:
        run(desk, "change", {"kind": "move", "items": [let_go(role.id, "roles", first=7)]})
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        with working(mo) as work:
            change = RoleChange(start=MONDAY)
            roles.change_role(work, role_id=role.id, seen_version=2, change=change)
        run(desk, "undo")
        assert (desk.both.shown, desk.both.who) == (True, "Mo")
        run(desk, "dismiss")
        run(desk, "undo")  # goes on with the change before
        assert only_role(cast).status is RoleStatus.OPEN


class TestSeveral:
    def test_roles_and_bookings_move_in_one_go(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=MONDAY, days=2)
        items = [let_go(role.id, "roles", first=7), let_go(booking.id, mara.id, first=7)]
        run(desk, "change", {"kind": "move", "items": items})
        assert desk.done.message == "2 moved"
        assert [each["ok"] for each in desk.verdicts] == [True, True]
        assert only_role(cast).start - role.start == timedelta(days=7)
        run(desk, "undo")
        assert only_role(cast).start == role.start
        with reading(cast.alice) as work:
            assert [row.start for row in list_bookings(work).rows] == [booking.start]

    def test_one_that_cannot_keeps_all_until_it_is_left_out(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara = create_artist(cast.alice)
        firm = create_booking(cast.alice, mara.id, start=MONDAY, status=Status.CONFIRMED)
        create_booking(
            cast.alice, mara.id, start=MONDAY + timedelta(days=7), status=Status.CONFIRMED
        )
        items = [let_go(firm.id, mara.id, first=7, days=1), let_go(role.id, "roles", first=7)]
        run(desk, "change", {"kind": "move", "items": items})
        assert desk.notice.message == "Nothing was moved: 1 of 2 is refused"
        assert only_role(cast) == role
        run(desk, "take", 1)  # all of it later
        assert only_role(cast).start - role.start == timedelta(days=8)
        run(desk, "undo")
        run(
            desk,
            "change",
            {"kind": "move", "items": [items[0] | {"version": 3}, items[1] | {"version": 3}]},
        )
        run(desk, "take", 0)  # the rest of it
        assert only_role(cast).start - role.start == timedelta(days=7)

    def test_several_roles_go_to_several_people(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        other = create_role(cast.alice, title="Lead", start=MONDAY, end=MONDAY + timedelta(days=2))
        run(
            desk,
            "change",
            {"kind": "move", "items": [let_go(role.id, mara.id), let_go(other.id, ugo.id)]},
        )
        with reading(cast.alice) as work:
            held = {(row.title, row.artist) for row in list_bookings(work).rows}
        assert held == {("Compositor", "Mara Lindt"), ("Lead", "Ugo Ferri")}
        run(desk, "undo")
        assert desk.done.message == "Undone: 2 bookings; 2 roles"
        with reading(cast.alice) as work:
            assert {row.status for row in list_roles(work).rows} == {RoleStatus.OPEN}

    def test_delete_ends_both_kinds_and_no_step_is_taken_of_a_role(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        booking = create_booking(cast.alice, create_artist(cast.alice).id, start=MONDAY)
        both = [{"bookingId": str(id), "version": 1} for id in (role.id, booking.id)]
        run(desk, "step", {"action": "pencil", "items": both})
        assert desk.notice.message == "Nothing was made pencils: 1 of 2 is refused"
        assert desk.notice.lines == ["Nobody has the role Compositor yet"]
        run(desk, "take", 0)
        both[1] = {"bookingId": str(booking.id), "version": 2}
        run(desk, "step", {"action": "end", "items": both})
        assert (desk.done.message, only_role(cast).status) == ("2 ended", RoleStatus.WITHDRAWN)


class TestMoveForm:
    def test_a_role_goes_elsewhere_by_key(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        mara, form = create_artist(cast.alice), beside(desk, MoveForm)
        run(form, "move", str(role.id))
        assert [each.name for each in form.artists][:2] == ["Nobody yet", "Bob"]
        assert (form.draft.waits, form.draft.artist_id) == (True, "roles")
        days = {"first": "2031-03-10", "last": "2031-03-12"}
        run(form, "save", {"artistId": "roles", **days})
        moved = only_role(cast)
        assert (moved.start - role.start, moved.end - moved.start) == (
            timedelta(days=7), timedelta(days=3),
        )  # fmt: skip
        run(form, "copy", str(role.id))
        assert [each.name for each in form.artists] == ["Nobody yet"]
        run(form, "save", {"artistId": "roles", **days})
        with reading(cast.alice) as work:
            assert len(list_roles(work).rows) == 2
        run(form, "move", str(role.id))
        run(form, "save", {"artistId": str(mara.id), **days})
        assert desk.done.message.startswith("Held Mara Lindt for ")
