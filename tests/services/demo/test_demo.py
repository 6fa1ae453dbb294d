"""The demo studios: believable, the same every time, and made only once."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor, Role
from production_tool.domain.bookings import Status
from production_tool.domain.roles import RoleStatus
from production_tool.services.demo import DemoLogin, load_demo
from production_tool.services.demo.people import people
from production_tool.services.demo.schedule import make_schedule
from production_tool.services.demo.slate import slate
from production_tool.services.queries.artists import list_artists, list_departments
from production_tool.services.queries.members import list_members
from production_tool.services.queries.projects import list_projects
from production_tool.services.queries.roles import RoleFilter, list_roles
from production_tool.services.studio import console_actor
from production_tool.services.work import reading
from tests.servers import Database

TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def logins(database: Database) -> list[DemoLogin]:
    """The demo, loaded."""
    return load_demo(today=TODAY)


@pytest.fixture
def olivia(logins: list[DemoLogin]) -> Actor:
    """The owner of the larger one."""
    assert logins
    return console_actor(slug="alder")


def test_some_roles_wait(olivia: Actor) -> None:
    with reading(olivia) as work:
        waiting = list_roles(work, narrowed=RoleFilter(statuses=(RoleStatus.OPEN,))).rows
    assert len(waiting) == 5
    assert all(role.project and role.skill for role in waiting)
    assert all(role.start.date() >= TODAY for role in waiting)


def test_noor_has_answered_in_every_way_but_not_everything(olivia: Actor) -> None:
    said = text("SELECT answer FROM app.booking WHERE answer IS NOT NULL")
    with reading(olivia) as work:
        answers = Counter(work.connection.execute(said).scalars())
    assert (answers["accepted"], answers["countered"], answers["declined"]) == (2, 1, 1)
    assert answers["pending"] > 0


def statuses(actor: Actor) -> Counter[str]:
    with reading(actor) as work:
        rows = work.connection.execute(text("SELECT effective_status FROM app.booking_effective"))
        return Counter(rows.scalars())


class TestSchedule:
    @pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 2, 28)])
    def test_the_same_day_makes_the_same_schedule(self, day: date) -> None:
        def made() -> object:
            dice = Random(7)  # noqa: S311
            crew = people(dice)
            return make_schedule(dice, day, crew, slate(day))

        assert made() == made()

    def test_nobody_is_firmly_booked_twice(self) -> None:
        dice = Random(7)  # noqa: S311
        crew = people(dice)
        taken: dict[int, list[tuple[date, date]]] = {}
        for wish in make_schedule(dice, TODAY, crew, slate(TODAY)).wishes:
            if wish.status is not Status.HOLD:
                taken.setdefault(wish.person, []).append((wish.first, wish.last))
        for days in taken.values():
            days.sort()
            assert all(a[1] < b[0] for a, b in pairwise(days))


class TestDemo:
    def test_there_is_something_of_every_kind(self, olivia: Actor) -> None:
        with reading(olivia) as work:
            assert list_artists(work).total == 40
            assert len(list_departments(work)) == 8
            assert list_projects(work).total == 14
            away = work.connection.scalar(text("SELECT count(*) FROM app.availability"))
        assert away
        found = statuses(olivia)
        assert found["confirmed"] > 200
        assert min(found[s] for s in ("pencil", "hold", "released", "cancelled")) >= 5

    def test_holds_stand_in_queues(self, olivia: Actor) -> None:
        with reading(olivia) as work:
            several = work.connection.scalar(
                text(
                    "SELECT count(*) FROM app.booking a JOIN app.booking b ON a.id < b.id"
                    " AND a.artist_id = b.artist_id AND a.during && b.during"
                    " WHERE a.status = 'hold' AND b.status = 'hold'"
                )
            )
        assert several
        assert several > 10

    def test_nine_months_around_today(self, olivia: Actor) -> None:
        with reading(olivia) as work:
            first, last = work.connection.execute(
                text("SELECT min(start_at)::date, max(end_at)::date FROM app.booking")
            ).one()
        assert timedelta(days=110) < TODAY - first < timedelta(days=150)
        assert timedelta(days=110) < last - TODAY < timedelta(days=170)

    def test_the_freelancer_is_an_artist(self, olivia: Actor, logins: list[DemoLogin]) -> None:
        with reading(olivia) as work:
            members = {member.email: member for member in list_members(work)}
        freelancer = members[logins[2].email]
        assert freelancer.role is Role.FREELANCER
        assert freelancer.artist == "Noor Haddad"

    def test_a_second_time_changes_nothing(self, olivia: Actor, logins: list[DemoLogin]) -> None:
        before = statuses(olivia)
        with reading(olivia) as work:
            clock = work.connection.scalar(text("SELECT seq FROM app.tenant_clock"))
        assert load_demo(today=TODAY + timedelta(days=1)) == logins
        assert statuses(olivia) == before
        with reading(olivia) as work:
            assert work.connection.scalar(text("SELECT seq FROM app.tenant_clock")) == clock

    def test_the_other_studio_is_small(self, logins: list[DemoLogin]) -> None:
        assert logins[3].studio == "Harbour Pictures"
        harriet = console_actor(slug="harbour")
        with reading(harriet) as work:
            assert list_artists(work).total == 5
        assert sum(statuses(harriet).values()) > 30
