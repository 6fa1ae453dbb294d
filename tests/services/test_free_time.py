"""When an artist is free: gaps between bookings and leave, and the working time in them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from production_tool.domain.artists import NoSuchArtist
from production_tool.domain.ids import new_id
from production_tool.domain.periods import Period
from production_tool.models import Availability
from production_tool.services.queries.free_time import artist_free_time
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_raw_booking

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


class TestFreeTime:
    def test_bookings_and_leave_cut_gaps(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        create_raw_booking(
            cast.alice,
            mara.id,
            start_at=MONDAY + timedelta(days=1),
            end_at=MONDAY + timedelta(days=2),
        )
        with working(cast.alice) as work:
            work.connection.execute(
                insert(Availability).values(
                    tenant_id=cast.alice.tenant_id,
                    id=new_id(),
                    artist_id=mara.id,
                    kind="leave",
                    title="",
                    start_at=MONDAY + timedelta(days=3),
                    end_at=MONDAY + timedelta(days=9),
                )
            )
            week = Period(MONDAY, MONDAY + timedelta(days=7))
            told = artist_free_time(work, artist_id=mara.id, period=week)
        days = [((gap.start - MONDAY).days, (gap.end - MONDAY).days) for gap in told.free]
        assert days == [(0, 1), (2, 3)]
        assert (told.capacity_minutes, told.free_minutes) == (3 * 480, 2 * 480)
        assert [each.kind.value for each in told.exceptions] == ["leave"]

    def test_charlie_learns_nothing(self, cast: Cast) -> None:
        mara = create_artist(cast.alice)
        week = Period(MONDAY, MONDAY + timedelta(days=7))
        with reading(cast.charlie) as work, pytest.raises(NoSuchArtist):
            artist_free_time(work, artist_id=mara.id, period=week)
