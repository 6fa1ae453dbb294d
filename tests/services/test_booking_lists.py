"""Which bookings somebody sees, in which order, and what is told of each."""

from datetime import date, timedelta

import pytest

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.refusals import Invalid, NotFound
from production_tool.services import bookings
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.queries.bookings import (
    BookingFilter,
    BookingView,
    list_bookings,
    read_booking,
)
from production_tool.services.queries.paging import Ask, Page
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_project

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)


def listed(
    actor: Actor, narrowed: BookingFilter | None = None, ask: Ask | None = None
) -> Page[BookingView]:
    with reading(actor) as work:
        return list_bookings(work, narrowed=narrowed, ask=ask)


def ids(page: Page[BookingView]) -> list[object]:
    return [row.id for row in page.rows]


@pytest.fixture
def season(cast: Cast) -> list[BookingRow]:
    """Six holds of Mara's, one a week; the second released, the third for a project."""
    mara = create_artist(cast.alice, name="Mara Lindt")
    project = create_project(cast.alice, code="KES100", title="Harbour")
    made = [
        create_booking(
            cast.alice,
            mara.id,
            start=FIRST + n * 7 * DAY,
            days=2,
            title=f"week {n}",
            project_id=project.id if n == 2 else None,
        )
        for n in range(6)
    ]
    with working(cast.alice) as work:
        bookings.release_booking(work, booking_id=made[1].id, seen_version=1)
    return made


class TestListBookings:
    def test_each_part_of_a_filter_narrows(self, cast: Cast, season: list[BookingRow]) -> None:
        made = [booking.id for booking in season]
        by = BookingFilter
        assert ids(listed(cast.alice)) == made
        assert ids(listed(cast.alice, by(statuses=(Status.RELEASED,)))) == [made[1]]
        assert ids(listed(cast.alice, by(project_id=season[2].project_id))) == [made[2]]
        assert ids(listed(cast.alice, by(search="lindt week 4"))) == [made[4]]
        assert ids(listed(cast.alice, by(search="kes100"))) == [made[2]]
        assert listed(cast.alice, by(search="100%")).total == 0
        inside = by(start=FIRST + 2 * DAY, end=FIRST + 14 * DAY)  # both edges only touch
        assert ids(listed(cast.alice, inside)) == [made[1]]

    def test_pages_go_on_where_the_last_one_ended(
        self, cast: Cast, season: list[BookingRow]
    ) -> None:
        made = [booking.id for booking in season]
        first = listed(cast.alice, ask=Ask(limit=4, sort="-startTime"))
        assert (ids(first), first.total) == (made[:1:-1], 6)
        with working(cast.alice) as work:  # meanwhile the first one of the page goes elsewhere
            bookings.move_booking(work, booking_id=made[5], seen_version=1, start=FIRST + 300 * DAY)
        rest = listed(cast.alice, ask=Ask(limit=4, sort="-startTime", cursor=first.next_cursor))
        assert (ids(rest), rest.next_cursor) == ([made[1], made[0]], None)
        with pytest.raises(Invalid):
            listed(cast.alice, ask=Ask(sort="colour"))

    def test_names_and_ranks_come_with_it(self, cast: Cast, season: list[BookingRow]) -> None:
        behind = create_booking(cast.alice, season[2].artist_id, start=FIRST + 14 * DAY)
        rows = {row.id: row for row in listed(cast.alice).rows}
        assert (rows[season[2].id].rank, rows[behind.id].rank) == (1, 2)
        assert rows[season[2].id].project_code == "KES100"
        assert rows[behind.id].artist == "Mara Lindt"
        assert rows[season[1].id].rank == 0

    def test_bob_sees_only_his_own_and_of_projects_only_the_name(
        self, cast: Cast, season: list[BookingRow]
    ) -> None:
        assert cast.bob.artist_id is not None
        own = create_booking(
            cast.alice, cast.bob.artist_id, start=FIRST, project_id=season[2].project_id
        )
        page = listed(cast.bob)
        assert (ids(page), page.total) == ([own.id], 1)
        assert (page.rows[0].project_title, page.rows[0].project_code) == ("Harbour", "")
        assert listed(cast.bob, BookingFilter(search="kes100")).total == 0
        with reading(cast.bob) as work:
            told = booking_details(work, own.id)
        assert [event.by for event in told.events] == [""]
        with pytest.raises(NotFound), reading(cast.bob) as work:
            read_booking(work, season[0].id)
        with pytest.raises(NotFound):
            listed(cast.bob, BookingFilter(artist_id=season[0].artist_id))

    def test_charlie_sees_nothing(self, cast: Cast, season: list[BookingRow]) -> None:
        assert listed(cast.charlie).total == 0
        with pytest.raises(NotFound), reading(cast.charlie) as work:
            booking_details(work, season[0].id)
        with pytest.raises(NotFound):
            listed(cast.charlie, BookingFilter(project_id=season[2].project_id))
