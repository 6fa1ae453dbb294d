"""Open roles: asked for, filled by somebody, given up; and on the board meanwhile."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.bookable import ProjectArchived
from production_tool.domain.bookings import ArtistBusy, Status
from production_tool.domain.periods import BadPeriod
from production_tool.domain.projects import NoSuchProject
from production_tool.domain.refusals import NotAllowed, Refusal
from production_tool.domain.roles import (
    BadRole,
    NoSuchRole,
    OpenRoleRow,
    RoleChange,
    RoleNotOpen,
    RoleStatus,
    RoleStillBooked,
    StaleRole,
)
from production_tool.services import bookings, projects, roles
from production_tool.services.bookings import BulkRefused, OnConflict
from production_tool.services.queries.roles import RoleFilter, find_role, list_roles
from production_tool.services.roles import SeenRole
from production_tool.services.undo import redo_last, undo_last
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_project
from tests.services.boards import DAY, FIRST, bar_of, patch, snapshot


def need(actor: Actor, **more: Any) -> OpenRoleRow:
    """A compositor for five days."""
    said = {"title": "Compositor", "skill": "nuke", "start": FIRST, "end": FIRST + 5 * DAY}
    with working(actor) as work:
        return roles.open_role(work, **(said | more))


def does(actor: Actor, act: Any, role: OpenRoleRow, **more: Any) -> Any:
    with working(actor) as work:
        return act(work, role_id=role.id, seen_version=role.version, **more)


def read(actor: Actor, role: OpenRoleRow) -> OpenRoleRow:
    with reading(actor) as work:
        return find_role(work, role.id)


class TestOpenRole:
    def test_it_waits_on_the_board(self, cast: Cast) -> None:
        project = create_project(cast.alice, code="NOR1", title="Northlight", colour="#112233")
        seq = snapshot(cast.alice)["seq"]
        role = need(cast.alice, project_id=project.id)
        bar = bar_of(snapshot(cast.alice), role.id)
        assert bar[1] == "roles"
        assert (bar[3] - bar[2], *bar[4:10]) == (
            5 * 1440, "role", 0, "NOR1 Compositor · nuke", 1, None, "#112233",
        )  # fmt: skip
        assert patch(cast.alice, seq)["bars"] == [bar]

    def test_what_makes_no_role_is_refused(self, cast: Cast) -> None:
        with pytest.raises(BadRole) as refused:
            need(cast.alice, title="  ", skill="x" * 61)
        assert set(refused.value.fields) == {"title", "skill"}
        with pytest.raises(BadPeriod):
            need(cast.alice, end=FIRST)
        theirs = create_project(cast.charlie)
        with pytest.raises(NoSuchProject):
            need(cast.alice, project_id=theirs.id)
        mine = create_project(cast.alice)
        with working(cast.alice) as work:
            projects.archive_project(work, project_id=mine.id, seen_version=1)
        with pytest.raises(ProjectArchived):
            need(cast.alice, project_id=mine.id)

    def test_bob_may_not_and_charlie_does_not_even_see_it(self, cast: Cast) -> None:
        role = need(cast.alice)
        with pytest.raises(NotAllowed):
            need(cast.bob)
        with pytest.raises(NotAllowed):
            read(cast.bob, role)
        mara = create_artist(cast.charlie)
        for act, more in (
            (roles.change_role, {"change": RoleChange(title="Mine")}),
            (roles.fill_role, {"artist_id": mara.id}),
            (roles.withdraw_role, {}),
            (roles.reopen_role, {}),
        ):
            with pytest.raises(NoSuchRole):
                does(cast.charlie, act, role, **more)
            with pytest.raises(NotAllowed):
                does(cast.bob, act, role, **more)
        assert read(cast.alice, role) == role

    def test_they_are_found(self, cast: Cast) -> None:
        role = need(cast.alice)
        late = need(cast.alice, title="Lead", skill="", start=FIRST + 9 * DAY, end=FIRST + 10 * DAY)
        does(cast.alice, roles.withdraw_role, late)
        with reading(cast.alice) as work:
            found = [
                [row.id for row in list_roles(work, narrowed=narrowed).rows]
                for narrowed in (
                    None,
                    RoleFilter(statuses=(RoleStatus.OPEN,)),
                    RoleFilter(start=FIRST + 6 * DAY),
                    RoleFilter(end=FIRST + 6 * DAY),
                    RoleFilter(skill="NUKE"),
                    RoleFilter(search="lea"),
                )
            ]
        assert found == [[role.id, late.id], [role.id], [late.id], [role.id], [role.id], [late.id]]


class TestChangeRole:
    def test_a_start_moves_it_and_an_end_resizes(self, cast: Cast) -> None:
        role = need(cast.alice)
        role = does(cast.alice, roles.change_role, role, change=RoleChange(start=FIRST + DAY))
        assert role.end - role.start == timedelta(days=5)
        end = RoleChange(end=FIRST + 3 * DAY, notes="Client attends")
        role = does(cast.alice, roles.change_role, role, change=end)
        assert role.end - role.start == timedelta(days=2)
        assert (role.notes, role.version) == ("Client attends", 3)

    def test_whole_days_stay_whole_when_the_clocks_change(self, cast: Cast) -> None:
        role = need(cast.alice, start=datetime(2027, 3, 27), end=datetime(2027, 3, 29))
        moved = RoleChange(start=datetime(2027, 3, 20))
        role = does(cast.alice, roles.change_role, role, change=moved)
        assert role.end - role.start == timedelta(days=2)

    def test_a_stale_author_is_shown_what_is_there(self, cast: Cast) -> None:
        role = need(cast.alice)
        after = does(cast.alice, roles.change_role, role, change=RoleChange(title="Lead"))
        with pytest.raises(StaleRole) as refused:
            does(cast.alice, roles.withdraw_role, role)
        assert refused.value.current == after

    def test_nothing_new_is_no_version(self, cast: Cast) -> None:
        role = need(cast.alice)
        same = RoleChange(title="Compositor", start=FIRST, end=FIRST + 5 * DAY)
        assert does(cast.alice, roles.change_role, role, change=same) == role


class TestFillRole:
    @pytest.mark.parametrize("status", [Status.HOLD, Status.PENCIL, Status.CONFIRMED])
    def test_it_becomes_a_booking(self, cast: Cast, status: Status) -> None:
        mara, project = create_artist(cast.alice), create_project(cast.alice)
        role = need(cast.alice, project_id=project.id, notes="Works from home")
        board = snapshot(cast.alice)
        filled, booking = does(cast.alice, roles.fill_role, role, artist_id=mara.id, status=status)
        assert (filled.status, filled.booking_id) == (RoleStatus.FILLED, booking.id)
        assert (booking.artist_id, booking.status, booking.period) == (mara.id, status, role.period)
        assert (booking.project_id, booking.title, booking.notes) == (
            project.id, "Compositor", "Works from home",
        )  # fmt: skip
        change = patch(cast.alice, board["seq"])
        assert (change["gone"], [bar[0] for bar in change["bars"]]) == (
            [str(role.id)], [str(booking.id)],
        )  # fmt: skip

    def test_where_it_was_dropped(self, cast: Cast) -> None:
        mara, role = create_artist(cast.alice), need(cast.alice)
        _, booking = does(
            cast.alice, roles.fill_role, role, artist_id=mara.id, start=FIRST + 7 * DAY
        )
        assert booking.start - role.start == timedelta(days=7)
        assert booking.end - booking.start == timedelta(days=5)

    def test_who_is_busy_is_refused_with_what_is_free(self, cast: Cast) -> None:
        mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
        create_booking(cast.alice, mara.id, start=FIRST, days=2, status=Status.CONFIRMED)
        role = need(cast.alice)
        with pytest.raises(ArtistBusy) as refused:
            does(cast.alice, roles.fill_role, role, artist_id=mara.id, status=Status.PENCIL)
        assert refused.value.blocking is not None
        offers = {offer.artist_id for offer in refused.value.alternatives}
        assert offers >= {mara.id} or ugo.id in offers
        assert read(cast.alice, role) == role

    def test_only_once(self, cast: Cast) -> None:
        mara, role = create_artist(cast.alice), need(cast.alice)
        filled, _ = does(cast.alice, roles.fill_role, role, artist_id=mara.id)
        for act, more in (
            (roles.fill_role, {"artist_id": mara.id}),
            (roles.change_role, {"change": RoleChange(title="Lead")}),
            (roles.withdraw_role, {}),
        ):
            with pytest.raises(RoleNotOpen):
                does(cast.alice, act, filled, **more)

    def test_when_the_booking_ends_it_stays_filled_until_it_is_opened_again(
        self, cast: Cast
    ) -> None:
        mara, role = create_artist(cast.alice), need(cast.alice)
        filled, booking = does(cast.alice, roles.fill_role, role, artist_id=mara.id)
        with pytest.raises(RoleStillBooked):
            does(cast.alice, roles.reopen_role, filled)
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=booking.id, seen_version=1)
        assert read(cast.alice, role).status is RoleStatus.FILLED
        again = does(cast.alice, roles.reopen_role, filled)
        assert (again.status, again.booking_id) == (RoleStatus.OPEN, None)
        assert bar_of(snapshot(cast.alice), role.id)[1] == "roles"

    def test_undo_opens_it_again_and_redo_fills_it(self, cast: Cast) -> None:
        mara, role = create_artist(cast.alice), need(cast.alice)
        does(cast.alice, roles.fill_role, role, artist_id=mara.id)
        with working(cast.alice) as work:
            undo_last(work)
        assert read(cast.alice, role).status is RoleStatus.OPEN
        with working(cast.alice) as work:
            redo_last(work)
        assert read(cast.alice, role).status is RoleStatus.FILLED

    def test_a_refused_filling_leaves_nothing(self, cast: Cast) -> None:
        role, seq = need(cast.alice), snapshot(cast.alice)["seq"]
        theirs = create_artist(cast.charlie)
        with pytest.raises(Refusal):
            does(cast.alice, roles.fill_role, role, artist_id=theirs.id)
        assert snapshot(cast.alice)["seq"] == seq


class TestWithdrawRole:
    def test_it_is_gone_and_can_come_back(self, cast: Cast) -> None:
        role, seq = need(cast.alice), snapshot(cast.alice)["seq"]
        gone = does(cast.alice, roles.withdraw_role, role)
        assert patch(cast.alice, seq)["gone"] == [str(role.id)]
        assert snapshot(cast.alice)["bars"] == []
        again = does(cast.alice, roles.reopen_role, gone)
        assert again.status is RoleStatus.OPEN
        assert does(cast.alice, roles.reopen_role, again) == again


class TestManyRoles:
    def test_all_or_none_or_as_many_as_can_be(self, cast: Cast) -> None:
        one, other = need(cast.alice), need(cast.alice, title="Lead")
        stale = SeenRole(role_id=other.id, seen_version=7, start=FIRST + DAY)
        moves = [SeenRole(role_id=one.id, seen_version=1, start=FIRST + DAY), stale]
        with pytest.raises(BulkRefused) as refused, working(cast.alice) as work:
            roles.move_roles(work, moves=moves)
        assert [item.refusal is None for item in refused.value.report] == [True, False]
        assert read(cast.alice, one) == one
        with working(cast.alice) as work:
            report = roles.move_roles(work, moves=moves, on_conflict=OnConflict.SKIP)
        assert [item.role and item.role.start - one.start for item in report] == [DAY, None]

    def test_withdrawn_together_they_come_back_together(self, cast: Cast) -> None:
        both = [need(cast.alice), need(cast.alice, title="Lead")]
        with working(cast.alice) as work:
            seen = [SeenRole(role_id=role.id, seen_version=1) for role in both]
            roles.withdraw_roles(work, items=seen)
        assert snapshot(cast.alice)["bars"] == []
        with working(cast.alice) as work:
            assert len(undo_last(work).roles) == 2
        assert {read(cast.alice, role).status for role in both} == {RoleStatus.OPEN}

    def test_bob_may_not(self, cast: Cast) -> None:
        seen = [SeenRole(role_id=need(cast.alice).id, seen_version=1)]
        with pytest.raises(NotAllowed), working(cast.bob) as work:
            roles.move_roles(work, moves=seen)
        with pytest.raises(NotAllowed), working(cast.bob) as work:
            roles.withdraw_roles(work, items=seen)
