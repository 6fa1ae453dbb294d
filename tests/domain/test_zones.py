"""Local time and instants, also where the clocks jump."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.periods import Period
from production_tool.domain.zones import (
    NoSuchLocalTime,
    NoSuchZone,
    day_start,
    is_whole_days,
    local_days,
    shift_days,
    to_instant,
    to_local,
    whole_days,
    zone_named,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SYDNEY = ZoneInfo("Australia/Sydney")
# Clocks go forward at midnight there, so some days have no midnight.
CAIRO = ZoneInfo("Africa/Cairo")
ZONES = [BERLIN, NEW_YORK, SYDNEY, CAIRO]
# Spring and autumn of 2027 in each of them.
CHANGES = [
    (BERLIN, date(2027, 3, 28), 23),
    (BERLIN, date(2027, 10, 31), 25),
    (NEW_YORK, date(2027, 3, 14), 23),
    (NEW_YORK, date(2027, 11, 7), 25),
    (SYDNEY, date(2027, 10, 3), 23),
    (SYDNEY, date(2027, 4, 4), 25),
]


class TestZoneNamed:
    @pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe", "x\0y"])
    def test_what_is_no_zone_is_refused_by_name(self, name: str):
        with pytest.raises(NoSuchZone, match="not a time zone"):
            zone_named(name)

    def test_a_zone_is_found(self):
        assert zone_named("Europe/Berlin") == BERLIN


class TestToInstant:
    def test_a_skipped_time_is_refused(self):
        with pytest.raises(NoSuchLocalTime, match="02:30 on 28 March 2027 does not exist"):
            to_instant(datetime(2027, 3, 28, 2, 30), BERLIN)

    def test_of_a_doubled_time_the_first_is_taken(self):
        assert to_instant(datetime(2027, 10, 31, 2, 30), BERLIN) == datetime(
            2027, 10, 31, 0, 30, tzinfo=UTC
        )

    @given(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)), st.sampled_from(ZONES))
    def test_there_and_back_is_where_one_was(self, local: datetime, zone: ZoneInfo):
        try:
            instant = to_instant(local, zone)
        except NoSuchLocalTime:
            return
        assert to_local(instant, zone) == local


class TestWholeDays:
    @pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
    def test_the_day_of_the_change_is_one_day(self, zone: ZoneInfo, day: date, hours: int):
        period = whole_days(day, day + timedelta(days=1), zone)
        assert period.length == timedelta(hours=hours)
        assert is_whole_days(period, zone)
        assert local_days(period, zone) == [day]

    def test_a_day_without_midnight_begins_where_the_clocks_land(self):
        start = day_start(date(2027, 4, 30), CAIRO)
        assert start.astimezone(CAIRO).isoformat() == "2027-04-30T01:00:00+03:00"

    @given(
        st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        st.integers(1, 200),
        st.integers(-400, 400),
        st.sampled_from(ZONES),
    )
    def test_moved_whole_days_stay_whole_days(
        self, first: date, length: int, step: int, zone: ZoneInfo
    ):
        moved = shift_days(whole_days(first, first + timedelta(days=length), zone), step, zone)
        assert is_whole_days(moved, zone)
        days = local_days(moved, zone)
        assert days[0] == first + timedelta(days=step)
        assert len(days) == length


class TestShiftDays:
    def test_wall_times_stay(self):
        start = to_instant(datetime(2027, 3, 26, 10, 0), BERLIN)
        moved = shift_days(Period(start, start + timedelta(hours=4)), 7, BERLIN)
        assert to_local(moved.start, BERLIN) == datetime(2027, 4, 2, 10, 0)
        assert to_local(moved.end, BERLIN) == datetime(2027, 4, 2, 14, 0)

    def test_a_move_onto_a_skipped_time_is_refused(self):
        start = to_instant(datetime(2027, 3, 27, 2, 30), BERLIN)
        with pytest.raises(NoSuchLocalTime):
            shift_days(Period(start, start + timedelta(hours=4)), 1, BERLIN)
