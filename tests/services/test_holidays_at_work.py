"""What public holidays change: working time, capacity, the board."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.working_hours import ExceptionKind
from production_tool.domain.zones import whole_days, zone_named
from production_tool.services import holidays
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.queries.free_people import find_free_people
from production_tool.services.queries.free_time import artist_free_time
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_artist,
    create_booking,
    create_cast,
    create_holiday,
)
from tests.servers import Database
from tests.services.boards import FIRST, patch, snapshot

BERLIN = zone_named("Europe/Berlin")
DAY = timedelta(days=1)


class TestNobodyWorks:
    @pytest.fixture
    def cast(self, database: Database) -> Cast:
        """The cast, and a Wednesday on which alice's studio is closed."""
        cast = create_cast(database)
        create_holiday(cast.alice, FIRST + 2 * DAY)
        return cast

    def test_a_booking_comes_to_less(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        booking = create_booking(cast.alice, mara.id, start=FIRST, days=7)
        with reading(cast.alice) as work:
            told = booking_details(work, booking.id)
        assert (told.working_days, told.working_minutes) == (4, 4 * 480)

    def test_capacity_is_less_and_the_gap_is_one(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        week = whole_days(FIRST, FIRST + 7 * DAY, BERLIN)
        with reading(cast.alice) as work:
            told = artist_free_time(work, artist_id=mara.id, period=week)
        assert [(gap.start, gap.end) for gap in told.free] == [(week.start, week.end)]
        assert (told.capacity_minutes, told.free_minutes) == (4 * 480, 4 * 480)

    def test_who_works_extra_hours_then_works(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        noon = datetime(2031, 3, 12, 12, tzinfo=UTC)
        extra = NewAbsence(
            artist_id=mara.id,
            period=Period(noon, noon + timedelta(hours=3)),
            title="Delivery",
            kind=ExceptionKind.EXTRA,
        )
        with working(cast.alice) as work:
            note_absences(work, items=[extra])
            day = whole_days(FIRST + 2 * DAY, FIRST + 3 * DAY, BERLIN)
            told = artist_free_time(work, artist_id=mara.id, period=day)
        assert told.capacity_minutes == 180

    def test_it_is_the_studios_day_wherever_an_artist_lives(self, cast: Cast) -> None:
        wen = create_artist(
            cast.alice, zone="America/Toronto"
        )  # five hours later, clocks unchanged
        week = whole_days(FIRST, FIRST + 7 * DAY, BERLIN)
        with reading(cast.alice) as work:
            told = artist_free_time(work, artist_id=wen.id, period=week)
        wednesday = whole_days(FIRST + 2 * DAY, FIRST + 3 * DAY, BERLIN)
        with reading(cast.alice) as work:
            alone = artist_free_time(work, artist_id=wen.id, period=wednesday)
        assert alone.capacity_minutes == 0
        assert told.capacity_minutes == 4 * 480

    def test_like_a_weekend_it_makes_nobody_busy(self, cast: Cast) -> None:
        create_artist(cast.alice, name="Ada")
        create_booking(
            cast.alice, create_artist(cast.alice).id, start=FIRST, days=5, status=Status.CONFIRMED
        )
        for length in (None, 5 * DAY):
            with reading(cast.alice) as work:
                found = find_free_people(work, start=FIRST, end=FIRST + 5 * DAY, length=length)
            assert [each.name for each in found] == ["Ada", "Bob"]


class TestOnTheBoard:
    def test_it_shades_everybody_and_is_read_anew_when_it_changes(self, cast: Cast) -> None:
        before = snapshot(cast.alice)
        create_holiday(cast.alice, FIRST + DAY, "Closed")
        create_holiday(cast.alice, FIRST - DAY)
        create_holiday(cast.charlie, FIRST + 5 * DAY)
        assert patch(cast.alice, before["seq"]).get("reset")
        start = (FIRST + DAY - date(1970, 1, 1)).days * 1440
        shades = snapshot(cast.alice)["shades"]
        assert shades == [["", start, start + 1440, "holiday", "Closed"]]

    def test_days_side_by_side_are_named_together_as_far_as_there_is_room(self, cast: Cast) -> None:
        for day, name in ((1, "Eve"), (2, "Feast"), (7, "Closed")):
            create_holiday(cast.alice, FIRST + day * DAY, name)
        start = (FIRST + DAY - date(1970, 1, 1)).days
        named = [
            ((since // 1440) - start, (reach // 1440) - start, names)
            for _, since, reach, _, names in snapshot(cast.alice)["holidays"]
        ]
        assert named == [(0, 6, "Eve · Feast"), (6, 36, "Closed")]

    def test_the_past_has_the_days_it_had(self, cast: Cast) -> None:
        made = create_holiday(cast.alice, FIRST + DAY, "Closed")
        with reading(cast.alice) as work:
            at = work.connection.execute(text("SELECT now()")).scalar_one()
        with working(cast.alice) as work:
            holidays.remove_holiday(work, holiday_id=made.id, seen_version=1)
        assert snapshot(cast.alice)["shades"] == []
        assert [each[4] for each in snapshot(cast.alice, at=at)["shades"]] == ["Closed"]
