"""Rows of the board: under which head they stand; and how little a patch has to say."""

import pytest

from production_tool.domain.artists import Skill
from production_tool.domain.bookings import Status
from production_tool.domain.colours import colour_of
from production_tool.services import artists, bookings
from production_tool.services.queries.board import BoardFilter, Group
from production_tool.services.work import tending, working
from tests.factories import Cast, age_hold, create_artist, create_booking, create_project
from tests.servers import Database
from tests.services.boards import (
    DAY,
    FIRST,
    ROLES_ROW,
    bar_of,
    patch,
    patched,
    same_board,
    snapshot,
)


def heads(cast: Cast, group: Group) -> dict[str, str]:
    rows = snapshot(cast.alice, BoardFilter(group=group))["rows"]
    assert rows[0] == ROLES_ROW
    return {row[1]: row[3] for row in rows[1:]}


class TestGroups:
    def test_by_department_or_by_the_strongest_skill(self, cast: Cast) -> None:
        skills = (Skill("paint", 2), Skill("nuke", 4), Skill("roto", 4))
        create_artist(cast.alice, name="Mara Lindt", department="Comp", skills=skills)
        assert heads(cast, Group.DEPARTMENT) == {"Bob": "", "Mara Lindt": "Comp"}
        assert heads(cast, Group.SKILL) == {"Bob": "", "Mara Lindt": "nuke"}

    def test_by_the_project_nearest_the_middle(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        near = create_project(cast.alice, code="NEA1", title="Near")
        far = create_project(cast.alice, code="FAR1", title="Far")
        create_booking(cast.alice, mara.id, start=FIRST, days=5, project_id=far.id)
        create_booking(cast.alice, mara.id, start=FIRST + 40 * DAY, days=2, project_id=near.id)
        create_booking(cast.alice, mara.id, start=FIRST + 29 * DAY, days=3)
        assert heads(cast, Group.PROJECT) == {"Bob": "", "Mara Lindt": "NEA1 Near"}
        create_booking(cast.alice, mara.id, start=FIRST, days=35, project_id=far.id)
        assert heads(cast, Group.PROJECT)["Mara Lindt"] == "FAR1 Far"

    @pytest.mark.parametrize("group", Group)
    def test_rows_stand_by_head_then_name(self, cast: Cast, group: Group) -> None:
        for name, place in (("Zoe", "A"), ("Ada", "B"), ("abe", "a")):
            skills = (Skill(place.lower(), 3),)
            create_artist(cast.alice, name=name, department=place, skills=skills)
        rows = snapshot(cast.alice, BoardFilter(group=group))["rows"]
        assert rows[1:] == sorted(rows[1:], key=lambda row: (row[3].lower(), row[1].lower()))


class TestPatches:
    def test_a_patch_says_who_made_it(self, cast: Cast) -> None:
        mara, seq = create_artist(cast.alice), snapshot(cast.alice)["seq"]
        create_booking(cast.alice, mara.id, start=FIRST)
        by = {"name": "Alice", "colour": colour_of("Alice")}
        assert patch(cast.alice, seq)["by"] == by

    def test_but_not_when_nobody_or_several_did(self, cast: Cast, database: Database) -> None:
        mara = create_artist(cast.alice)
        held = create_booking(cast.alice, mara.id, start=FIRST)
        age_hold(database, held)
        seq = snapshot(cast.alice)["seq"]
        with tending(cast.alice.tenant_id) as work:
            work.lock()
            work.keep()
        told = patch(cast.alice, seq)
        assert (told["gone"], told["by"]) == ([str(held.id)], None)
        create_booking(cast.alice, mara.id, start=FIRST)
        assert patch(cast.alice, seq)["by"] is None

    def test_only_holds_behind_it_come_along(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        firm, before, mine, behind = (
            create_booking(cast.alice, mara.id, start=FIRST, days=4, status=status)
            for status in (Status.CONFIRMED, Status.HOLD, Status.HOLD, Status.HOLD)
        )
        board = snapshot(cast.alice)
        with working(cast.alice) as work:
            bookings.release_booking(work, booking_id=mine.id, seen_version=1)
        told = patch(cast.alice, board["seq"])
        assert [bar[0] for bar in told["bars"]] == [str(behind.id)]
        assert {str(firm.id), str(before.id)}.isdisjoint(told["gone"])
        assert same_board(patched(board, told), snapshot(cast.alice))

    def test_who_comes_back_is_read_anew(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        with working(cast.alice) as work:
            artists.archive_artist(work, artist_id=mara.id, seen_version=1)
        seq = snapshot(cast.alice)["seq"]
        with working(cast.alice) as work:
            artists.restore_artist(work, artist_id=mara.id, seen_version=2)
        assert patch(cast.alice, seq)["reset"] is True

    def test_a_new_skill_brings_the_row(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        seq = snapshot(cast.alice)["seq"]
        with working(cast.alice) as work:
            artists.update_artist(
                work, artist_id=mara.id, seen_version=1, skills=(Skill("nuke", 3),)
            )
        assert [row[0] for row in patch(cast.alice, seq)["rows"]] == [str(mara.id)]

    def test_long_words_are_cut_alike_everywhere(self, cast: Cast) -> None:
        mara, seq = create_artist(cast.alice), snapshot(cast.alice)["seq"]
        booking = create_booking(cast.alice, mara.id, start=FIRST, title="roto " * 30)
        label = bar_of(snapshot(cast.alice), booking.id)[6]
        assert (len(label), label[-1]) == (64, "…")
        assert bar_of(patch(cast.alice, seq), booking.id)[6] == label
