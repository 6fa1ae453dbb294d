"""Roles on the screen: drawn, moved, dropped on somebody, given from their panel, withdrawn."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from production_tool.domain.artists import Skill
from production_tool.domain.bookings import Status
from production_tool.domain.ids import new_id
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus
from production_tool.services import roles
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.queries.roles import list_roles
from production_tool.services.work import reading, working
from production_tool.state.board_move import MoveForm
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.dates import DASH
from production_tool.state.deeds import Deeds
from production_tool.state.history_lines import ARROW
from production_tool.state.role_form import RoleForm
from production_tool.state.roles import RolePanel
from production_tool.state.session import Session
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_member,
    create_project,
    create_role,
)
from tests.servers import Database
from tests.state.conftest import Sit, run

MONDAY = date(2031, 3, 3)


def a_day(number: int) -> str:
    return (datetime.combine(MONDAY, time()) + timedelta(days=number)).isoformat()


def sent(id: Any, row: Any, *, first: int = 0, days: int = 2, version: int = 1) -> dict[str, Any]:
    """A bar let go somewhere, as the widget says it."""
    where = {"bookingId": str(id), "artistId": str(row), "version": version}
    return where | {"start": a_day(first), "end": a_day(first + days)}


def only_role(cast: Cast) -> OpenRoleRow:
    with reading(cast.alice) as work:
        (role,) = list_roles(work).rows
    return role


def beside(tab: Any, kind: Any) -> Any:
    """Another state of the same tab."""
    return asyncio.run(tab.get_state(kind))


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Deeds:
    """alice's tab with the board."""
    tab = sit(Deeds, cast.alice)
    run(beside(tab, Session), "enter")
    return tab


@pytest.fixture
def role(cast: Cast) -> OpenRoleRow:
    """A compositor wanted for two days."""
    return create_role(
        cast.alice, skill="nuke", start=MONDAY, end=MONDAY + timedelta(days=2), notes="On site"
    )


class TestOnTheBoard:
    def test_it_moves_and_stretches_in_its_row(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "move", sent(role.id, "roles", first=7))
        moved = only_role(cast)
        assert moved.start - role.start == timedelta(days=7)
        assert desk.verdicts[-1] | {"nonce": ""} == {
            "nonce": "", "id": str(role.id), "ok": True, "stale": False, "back": False,
        }  # fmt: skip
        run(desk, "resize", sent(role.id, "roles", first=7, days=5, version=2))
        assert only_role(cast).end - moved.end == timedelta(days=3)

    def test_dropped_on_somebody_it_becomes_a_hold(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara = create_artist(cast.alice)
        run(desk, "move", sent(role.id, mara.id, first=1))
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
        run(desk, "copy", sent(role.id, "roles", first=7))
        with reading(cast.alice) as work:
            rows = list_roles(work).rows
        assert [row.notes for row in rows] == ["On site", "On site"]
        mara = create_artist(cast.alice)
        run(desk, "copy", sent(role.id, mara.id))
        assert "filled once" in desk.notice.message

    def test_delete_withdraws_it_and_no_other_key_does_anything(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        pressed = {"bookingId": str(role.id), "version": 1}
        run(desk, "step", pressed | {"action": "confirm"})
        assert "drop it on a person" in (desk.notice.message + desk.notice.advice).lower()
        run(desk, "step", pressed | {"action": "end"})
        assert only_role(cast).status is RoleStatus.WITHDRAWN

    def test_a_booking_has_no_place_among_the_roles(self, cast: Cast, desk: Deeds) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=MONDAY)
        run(desk, "move", sent(booking.id, "roles"))
        assert "belongs to a person" in desk.notice.message
        assert not desk.verdicts[-1]["ok"]
        run(desk, "move", sent(new_id(), mara.id))
        assert "no such booking" in desk.notice.message

    def test_what_changed_meanwhile_is_refused(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "move", sent(role.id, "roles", first=7))
        run(desk, "move", sent(role.id, "roles", first=9))
        assert "changed Compositor" in desk.notice.message
        assert desk.verdicts[-1]["stale"]


class TestUndo:
    def test_a_move_is_said_undone_and_done_again(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        run(desk, "move", sent(role.id, "roles", first=7))
        assert desk.done.message == f"Role moved: Compositor, Mon 10 {DASH} Tue 11 Mar"
        assert desk.done.back == "Undo"
        run(desk, "undo")
        assert desk.done.message == f"Undone: role Compositor, Mon 3 {DASH} Tue 4 Mar"
        assert only_role(cast).start == role.start
        run(desk, "redo")
        assert only_role(cast).start - role.start == timedelta(days=7)

    def test_a_filling_says_both(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        mara = create_artist(cast.alice)
        run(desk, "move", sent(role.id, mara.id))
        run(desk, "undo")
        when = f"Mon 3 {DASH} Tue 4 Mar"
        assert desk.done.message == (
            f"Undone: Mara Lindt, {when}, released; role Compositor, {when}"
        )

    def test_somebody_else_was_there(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow, database: Database
    ) -> None:
        run(desk, "move", sent(role.id, "roles", first=7))
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        with working(mo) as work:
            change = RoleChange(start=MONDAY)
            roles.change_role(work, role_id=role.id, seen_version=2, change=change)
        run(desk, "undo")
        assert "changed Compositor after you did" in desk.notice.message
        run(desk, "dismiss")
        run(desk, "undo")  # goes on with the change before
        assert only_role(cast).status is RoleStatus.OPEN


class TestSeveral:
    def test_roles_and_bookings_move_in_one_go(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=MONDAY, days=2)
        items = [sent(role.id, "roles", first=7), sent(booking.id, mara.id, first=7)]
        run(desk, "move_many", {"items": items})
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
        items = [sent(firm.id, mara.id, first=7, days=1), sent(role.id, "roles", first=7)]
        run(desk, "move_many", {"items": items})
        assert desk.notice.message == "Nothing was moved: 1 of 2 is refused"
        assert only_role(cast) == role
        run(desk, "take", 1)  # all of it later
        assert only_role(cast).start - role.start == timedelta(days=8)
        run(desk, "undo")
        run(desk, "move_many", {"items": [items[0] | {"version": 3}, items[1] | {"version": 3}]})
        run(desk, "take", 0)  # the rest of it
        assert only_role(cast).start - role.start == timedelta(days=7)

    def test_several_roles_go_to_several_people(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        other = create_role(cast.alice, title="Lead", start=MONDAY, end=MONDAY + timedelta(days=2))
        run(desk, "move_many", {"items": [sent(role.id, mara.id), sent(other.id, ugo.id)]})
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
        run(desk, "act_many", {"action": "pencil", "items": both})
        assert desk.notice.message == "Nothing was made pencils: 1 of 2 is refused"
        assert desk.notice.lines == ["Nobody has the role Compositor yet"]
        run(desk, "take", 0)
        both[1] = {"bookingId": str(booking.id), "version": 2}
        run(desk, "act_many", {"action": "end", "items": both})
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


class TestRoleForm:
    def test_drawing_among_the_roles_asks_for_one(self, cast: Cast, desk: Deeds) -> None:
        project = create_project(cast.alice)
        gap = {"artistId": "roles", "start": a_day(0), "end": a_day(5)}
        assert "RoleForm.draw" in str(run(beside(desk, BookingForm), "draw", gap))
        form = beside(desk, RoleForm)
        run(form, "draw", gap)
        assert (form.shown, form.draft.first, form.draft.last) == (
            True, "2031-03-03", "2031-03-07",
        )  # fmt: skip
        filled = {"first": "2031-03-03", "last": "2031-03-07", "title": "", "skill": "nuke"}
        run(form, "save", filled)
        assert (form.shown, set(form.faults)) == (True, {"title"})
        run(form, "save", filled | {"title": "Lead", "projectId": str(project.id)})
        assert not form.shown
        made = only_role(cast)
        assert (made.title, made.skill, made.project_id) == ("Lead", "nuke", project.id)
        assert made.end - made.start == timedelta(days=5)
        assert desk.verdicts[-1]["id"] == "draft"

    def test_changing_words_keeps_the_hours(self, cast: Cast, desk: Deeds) -> None:
        create_role(cast.alice, start=datetime(2031, 3, 3, 9), end=datetime(2031, 3, 3, 13))
        before = only_role(cast)
        form = beside(desk, RoleForm)
        run(form, "edit", str(before.id))
        days = {"first": form.draft.first, "last": form.draft.last}
        run(form, "save", {"title": "Lead", **days})
        after = only_role(cast)
        assert (after.title, after.period) == ("Lead", before.period)
        run(form, "edit", str(after.id))
        run(form, "save", {"title": "Lead", "first": "2031-03-04", "last": "2031-03-04"})
        assert only_role(cast).end - only_role(cast).start == timedelta(days=1)

    def test_a_form_given_up_frees_the_space(self, desk: Deeds) -> None:
        run(beside(desk, RoleForm), "close")
        assert (desk.verdicts[-1]["id"], desk.verdicts[-1]["ok"]) == ("draft", False)


class TestRolePanel:
    def test_it_opens_like_a_booking_and_says_who_could(
        self, cast: Cast, desk: Deeds, role: OpenRoleRow
    ) -> None:
        create_artist(cast.alice, skills=(Skill("nuke", 4),))
        create_artist(cast.alice, name="Ugo Ferri")
        panel, of_booking = beside(desk, RolePanel), beside(desk, BookingPanel)
        run(of_booking, "select", str(role.id))
        assert (panel.selected, of_booking.selected) == (str(role.id), "")
        assert (panel.shown.title, panel.shown.skill) == ("Compositor", "nuke")
        assert [person.name for person in panel.people] == ["Mara Lindt"]
        run(of_booking, "select", "")
        assert panel.selected == ""

    def test_a_button_holds_somebody(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        create_artist(cast.alice, skills=(Skill("nuke", 4),))
        panel, of_booking = beside(desk, RolePanel), beside(desk, BookingPanel)
        run(of_booking, "select", str(role.id))
        run(panel, "give", panel.people[0].id)
        assert only_role(cast).status is RoleStatus.FILLED
        assert panel.selected == ""
        run(of_booking, "select", str(role.id))
        assert (panel.selected, of_booking.selected) == ("", "")

    def test_withdrawing_closes_it(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        panel = beside(desk, RolePanel)
        assert asyncio.run(panel.opens(str(role.id)))
        run(panel, "withdraw")
        assert (panel.selected, only_role(cast).status) == ("", RoleStatus.WITHDRAWN)
        assert desk.done.message.startswith("Role withdrawn: Compositor, ")

    def test_it_says_what_happened(self, cast: Cast, desk: Deeds, role: OpenRoleRow) -> None:
        run(desk, "move", sent(role.id, "roles", first=7))
        run(desk, "undo")
        panel = beside(desk, RolePanel)
        assert asyncio.run(panel.opens(str(role.id)))
        assert panel.shown.opened.startswith("Alice, ")
        assert [(line.what, line.who) for line in panel.history] == [
            ("Role moved (undo)", "Alice"),
            ("Role moved", "Alice"),
            ("Role opened", "Alice"),
        ]
        assert panel.history[1].detail == (
            f"Mon 3 {DASH} Tue 4 Mar {ARROW} Mon 10 {DASH} Tue 11 Mar"
        )

    def test_charlie_opens_nothing(self, cast: Cast, sit: Sit, role: OpenRoleRow) -> None:
        panel = sit(RolePanel, cast.charlie)
        run(beside(panel, Session), "enter")
        assert not asyncio.run(panel.opens(str(role.id)))
        assert panel.shown.title == ""
