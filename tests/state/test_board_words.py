"""How the board's panel writes dates and places in the queue."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from production_tool.domain.periods import Period
from production_tool.domain.queue import RankOnDay
from production_tool.domain.zones import whole_days
from production_tool.state.booking_panel import queue_text
from production_tool.state.dates import DASH, period_text

BERLIN = ZoneInfo("Europe/Berlin")


class TestPeriods:
    def test_whole_days_name_their_last_day(self) -> None:
        period = whole_days(date(2027, 3, 9), date(2027, 3, 15), BERLIN)
        assert period_text(period, BERLIN) == f"Tue 9 {DASH} Sun 14 Mar"

    def test_also_across_a_change_of_the_clocks_and_of_the_month(self) -> None:
        period = whole_days(date(2027, 3, 27), date(2027, 4, 2), BERLIN)
        assert period_text(period, BERLIN) == f"Sat 27 Mar {DASH} Thu 1 Apr"

    def test_one_day_is_one_day(self) -> None:
        assert period_text(whole_days(date(2027, 3, 9), date(2027, 3, 10), BERLIN), BERLIN) == (
            "Tue 9 Mar"
        )

    def test_part_days_tell_the_time(self) -> None:
        period = Period(
            datetime(2027, 3, 9, 9, tzinfo=UTC), datetime(2027, 3, 9, 12, 30, tzinfo=UTC)
        )
        assert period_text(period, BERLIN) == f"Tue 9 Mar, 10:00 {DASH} 13:30"

    @pytest.mark.parametrize(
        ("start", "end", "told"),
        [
            ((0, 30), (1, 10), f"02:30 (UTC+2) {DASH} 02:10 (UTC+1)"),  # UTC; it ends "before"
            ((0, 30), (4, 0), f"02:30 (UTC+2) {DASH} 05:00 (UTC+1)"),
            ((2, 0), (4, 0), f"03:00 {DASH} 05:00"),
        ],
    )
    def test_in_the_hour_that_comes_twice_both_offsets_are_told(
        self, start: tuple[int, int], end: tuple[int, int], told: str
    ) -> None:
        night = [datetime(2031, 10, 26, *each, tzinfo=UTC) for each in (start, end)]
        assert period_text(Period(*night), BERLIN) == f"Sun 26 Oct, {told}"

    def test_offsets_of_half_an_hour(self) -> None:
        night = [datetime(2031, 4, 5, 14, 45, tzinfo=UTC), datetime(2031, 4, 5, 15, 15, tzinfo=UTC)]
        howe = ZoneInfo("Australia/Lord_Howe")
        assert period_text(Period(*night), howe) == (
            f"Sun 6 Apr, 01:45 (UTC+11) {DASH} 01:45 (UTC+10:30)"
        )


class TestQueue:
    def test_the_same_place_on_all_days(self) -> None:
        ranks = tuple(RankOnDay(date(2027, 3, day), 1) for day in (9, 10))
        assert queue_text(ranks) == "1st on all days"

    def test_runs_of_days_with_the_place_on_each(self) -> None:
        days = [(date(2027, 3, 30), 2), (date(2027, 3, 31), 2), (date(2027, 4, 1), 1)]
        ranks = tuple(RankOnDay(day, rank) for day, rank in days)
        assert queue_text(ranks) == f"2nd 30{DASH}31 Mar, 1st 1 Apr"
