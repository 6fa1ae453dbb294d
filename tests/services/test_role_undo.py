"""What happened to a role is told, and one's own last change of it is taken back."""

from typing import Any

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.bookable import ProjectArchived
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus, StaleRole
from production_tool.domain.undoing import NothingToUndo
from production_tool.services import bookings, projects, roles
from production_tool.services.bookings import Move
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.role_details import RoleDetails, role_details
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_member,
    create_project,
    create_role,
)
from tests.servers import Database
from tests.services.boards import DAY, FIRST, bar_of, patch, snapshot
from tests.services.deeds import redo, undo


def does(actor: Actor, act: Any, role: OpenRoleRow, **more: Any) -> Any:
    with working(actor) as work:
        return act(work, role_id=role.id, seen_version=role.version, **more)


def changes(actor: Actor, role: OpenRoleRow, **change: Any) -> OpenRoleRow:
    return does(actor, roles.change_role, role, change=RoleChange(**change))


def about(actor: Actor, role: OpenRoleRow) -> RoleDetails:
    with reading(actor) as work:
        return role_details(work, role.id)


def now(actor: Actor, role: OpenRoleRow) -> OpenRoleRow:
    return about(actor, role).role


@pytest.fixture
def role(cast: Cast) -> OpenRoleRow:
    """A compositor for five days."""
    return create_role(cast.alice, skill="nuke", start=FIRST, end=FIRST + 5 * DAY)


class TestWhatHappened:
    def test_each_change_is_a_named_fact_with_who_and_what(
        self, cast: Cast, database: Database, role: OpenRoleRow
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id, name="Mo")
        role = changes(mo, role, start=FIRST + DAY)
        role = changes(cast.alice, role, end=FIRST + 9 * DAY)
        role = changes(cast.alice, role, title="Lead")
        role = does(cast.alice, roles.withdraw_role, role)
        role = does(cast.alice, roles.reopen_role, role)
        does(cast.alice, roles.fill_role, role, artist_id=create_artist(cast.alice).id)
        told = about(cast.alice, role)
        assert [(fact.name, fact.by) for fact in told.events] == [
            ("RoleOpened", "Alice"),
            ("RoleMoved", "Mo"),
            ("RoleResized", "Alice"),
            ("RoleEdited", "Alice"),
            ("RoleWithdrawn", "Alice"),
            ("RoleReopened", "Alice"),
            ("RoleFilled", "Alice"),
        ]
        assert told.events[3].before == {"title": "Compositor"}
        assert told.events[3].after == {"title": "Lead"}
        assert told.artist == "Mara Lindt"

    def test_a_refusal_tells_nothing(self, cast: Cast, role: OpenRoleRow) -> None:
        changes(cast.alice, role, title="Lead")
        with pytest.raises(StaleRole):
            changes(cast.alice, role, title="Junior")
        assert len(about(cast.alice, role).events) == 2


class TestUndo:
    def test_a_move_is_taken_back_and_done_again(self, cast: Cast, role: OpenRoleRow) -> None:
        moved, seq = changes(cast.alice, role, start=FIRST + 7 * DAY), snapshot(cast.alice)["seq"]
        done = undo(cast.alice)
        assert (done.bookings, done.roles[0].period) == ((), role.period)
        assert patch(cast.alice, seq)["bars"] == [bar_of(snapshot(cast.alice), role.id)]
        fact = about(cast.alice, role).events[-1]
        assert (fact.name, (fact.after or {})["undid"]) == ("RoleMoved", done.seq)
        assert redo(cast.alice).roles[0].period == moved.period
        with pytest.raises(NothingToUndo):
            redo(cast.alice)

    def test_all_of_it_back_to_nothing_and_forth(self, cast: Cast, role: OpenRoleRow) -> None:
        edited = changes(cast.alice, role, title="Lead", notes="On site")
        longer = changes(cast.alice, edited, end=FIRST + 9 * DAY)
        does(cast.alice, roles.withdraw_role, longer)
        states = [RoleStatus.OPEN, RoleStatus.OPEN, RoleStatus.OPEN, RoleStatus.WITHDRAWN]
        assert [undo(cast.alice).roles[0].status for _ in states] == states
        again = [redo(cast.alice).roles[0] for _ in states]
        assert [each.status for each in again] == [*states]
        assert (again[-1].title, again[-1].notes, again[-1].end) == ("Lead", "On site", longer.end)

    def test_a_filling_goes_with_its_booking(self, cast: Cast, role: OpenRoleRow) -> None:
        mara = create_artist(cast.alice)
        does(cast.alice, roles.fill_role, role, artist_id=mara.id)
        done = undo(cast.alice)
        assert ([b.is_live for b in done.bookings], done.roles[0].status) == (
            [False], RoleStatus.OPEN,
        )  # fmt: skip
        moved = changes(cast.alice, done.roles[0], start=FIRST + DAY)
        assert undo(cast.alice).roles[0].start == role.start
        assert now(cast.alice, moved).booking_id is None
        with working(cast.alice) as work:
            bookings.create_booking(work, artist_id=mara.id, start=FIRST, end=FIRST + DAY)
        with pytest.raises(NothingToUndo):
            redo(cast.alice)  # something new was done since

    def test_a_filling_done_again_never_fills_twice(
        self, cast: Cast, database: Database, role: OpenRoleRow
    ) -> None:
        mo, ugo = (
            create_member(database, tenant_id=cast.alice.tenant_id),
            create_artist(cast.alice, name="Ugo Ferri"),
        )
        _, first = does(cast.alice, roles.fill_role, role, artist_id=create_artist(cast.alice).id)
        undo(cast.alice)
        does(mo, roles.fill_role, now(mo, role), artist_id=ugo.id)
        for anyway in (False, True):
            with pytest.raises(StaleRole):
                redo(cast.alice, anyway=anyway)
        with reading(cast.alice) as work:
            assert not read_booking(work, first.id).is_live
        assert about(cast.alice, role).artist == "Ugo Ferri"

    def test_what_another_changed_in_the_same_place_stays(
        self, cast: Cast, database: Database, role: OpenRoleRow
    ) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id)
        moved = changes(cast.alice, role, start=FIRST + DAY)
        edited = changes(mo, moved, title="Lead")
        assert undo(cast.alice).roles[0].title == "Lead"  # both can stand
        moved = changes(cast.alice, now(cast.alice, edited), start=FIRST + 2 * DAY)
        changes(mo, moved, start=FIRST + 4 * DAY)
        with pytest.raises(StaleRole) as refused:
            undo(cast.alice)
        assert refused.value.current == now(cast.alice, role)

    def test_a_project_archived_since_is_not_given_back(
        self, cast: Cast, role: OpenRoleRow
    ) -> None:
        project = create_project(cast.alice)
        given = changes(cast.alice, role, project_id=project.id)
        changes(cast.alice, given, project_id=None)
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=project.id, seen_version=1)
        with pytest.raises(ProjectArchived):
            undo(cast.alice)

    def test_bookings_and_roles_are_one_trail(self, cast: Cast, role: OpenRoleRow) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST)
        with working(cast.alice) as work:
            bookings.move_bookings(
                work,
                moves=[Move(booking_id=booking.id, seen_version=1, start=FIRST + DAY)],
            )
            roles.change_role(
                work, role_id=role.id, seen_version=1, change=RoleChange(start=FIRST + DAY)
            )
        both = undo(cast.alice)
        assert [row.start for row in both.bookings] == [booking.start]
        assert [row.start for row in both.roles] == [role.start]
        assert undo(cast.alice).bookings[0].id == booking.id
        assert undo(cast.alice).roles[0].status is RoleStatus.WITHDRAWN

    def test_only_ones_own(self, cast: Cast, database: Database, role: OpenRoleRow) -> None:
        mo = create_member(database, tenant_id=cast.alice.tenant_id)
        for actor in (mo, cast.charlie):
            with pytest.raises(NothingToUndo):
                undo(actor)
        assert now(cast.alice, role) == role
