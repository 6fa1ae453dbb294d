"""Projects: who may change them, what is refused, what a freelancer sees."""

from datetime import date
from decimal import Decimal

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.projects import (
    BadProject,
    CodeTaken,
    NoSuchProject,
    ProjectRow,
    ProjectStatus,
    ProjectStillBooked,
    StaleProject,
)
from production_tool.domain.refusals import NotAllowed
from production_tool.services.projects import archive_project, restore_project, update_project
from production_tool.services.queries.projects import (
    ProjectFilter,
    find_project,
    list_clients,
    list_projects,
)
from production_tool.services.work import reading, working
from tests.factories import Cast, create_project, create_raw_booking


def book(alice: Actor, bob: Actor, project: ProjectRow) -> None:
    """Bob is on the project soon."""
    assert bob.artist_id is not None
    create_raw_booking(alice, bob.artist_id, project_id=project.id)


class TestProjects:
    def test_alice_opens_one_and_changes_it(self, cast: Cast) -> None:
        made = create_project(cast.alice, code="NOR100", budget=Decimal("1000.5"))
        with working(cast.alice) as work:
            after = update_project(
                work, project_id=made.id, seen_version=1, status=ProjectStatus.PAUSED
            )
        assert (after.code, after.version, after.budget) == ("NOR100", 2, Decimal("1000.50"))
        assert after.status is ProjectStatus.PAUSED

    def test_a_code_is_taken_once(self, cast: Cast) -> None:
        create_project(cast.alice, code="NOR100")
        create_project(cast.charlie, code="NOR100")
        with pytest.raises(CodeTaken, match="Northlight"):
            create_project(cast.alice, code="NOR100")

    def test_faults_are_told_by_field(self, cast: Cast) -> None:
        with pytest.raises(BadProject) as refused:
            create_project(
                cast.alice,
                code=" ",
                colour="red",
                starts_on=date(2026, 5, 1),
                ends_on=date(2026, 4, 1),
                budget=Decimal("1.001"),
            )
        assert set(refused.value.fields) == {"code", "colour", "endsOn", "budget"}

    def test_stale_other_studio_and_freelancer_are_refused(self, cast: Cast) -> None:
        made = create_project(cast.alice)
        with pytest.raises(StaleProject), working(cast.alice) as work:
            update_project(work, project_id=made.id, seen_version=9, title="X")
        with pytest.raises(NoSuchProject), working(cast.charlie) as work:
            update_project(work, project_id=made.id, seen_version=1, title="X")
        with pytest.raises(NotAllowed), working(cast.bob) as work:
            update_project(work, project_id=made.id, seen_version=1, title="X")

    def test_one_with_bookings_ahead_stays(self, cast: Cast) -> None:
        made = create_project(cast.alice)
        book(cast.alice, cast.bob, made)
        with pytest.raises(ProjectStillBooked), working(cast.alice) as work:
            archive_project(work, project_id=made.id, seen_version=1)

    def test_away_and_back(self, cast: Cast) -> None:
        made = create_project(cast.alice)
        with working(cast.alice) as work:
            gone = archive_project(work, project_id=made.id, seen_version=1)
            assert list_projects(work).total == 0
            assert list_projects(work, narrowed=ProjectFilter(archived=True)).total == 1
            back = restore_project(work, project_id=made.id, seen_version=gone.version)
        assert back.archived_at is None


class TestWhatBobSees:
    def test_only_name_and_dates_of_what_he_is_booked_for(self, cast: Cast) -> None:
        seen = create_project(cast.alice, client="Aurora", budget=Decimal(9))
        unseen = create_project(cast.alice, title="Secret")
        book(cast.alice, cast.bob, seen)
        with reading(cast.bob) as work:
            (row,) = list_projects(work).rows
            assert (row.title, row.code, row.client, row.budget) == ("Northlight", "", "", None)
            # Nor can he guess what he does not see by searching for it.
            for hidden in ("Aurora", seen.code):
                assert list_projects(work, narrowed=ProjectFilter(search=hidden)).total == 0
            assert list_projects(work, narrowed=ProjectFilter(client="Aurora")).total == 0
            with pytest.raises(NoSuchProject):
                find_project(work, unseen.id)
            with pytest.raises(NotAllowed):
                list_clients(work)

    def test_alice_finds_by_client_and_status(self, cast: Cast) -> None:
        create_project(cast.alice, client="Aurora")
        create_project(cast.alice, title="Bid", status=ProjectStatus.BIDDING)
        with reading(cast.alice) as work:
            bids = list_projects(work, narrowed=ProjectFilter(status=ProjectStatus.BIDDING))
            assert [row.title for row in bids.rows] == ["Bid"]
            assert list_projects(work, narrowed=ProjectFilter(search="auro north")).total == 1
            assert list_clients(work) == ("Aurora",)
