"""Half-open periods."""

from datetime import UTC, datetime, timedelta

import pytest

from production_tool.domain.periods import LONGEST, BadPeriod, Period

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def days(first: int, end: int) -> Period:
    return Period(MONDAY + first * DAY, MONDAY + end * DAY)


class TestOverlaps:
    def test_touching_periods_do_not(self):
        assert not days(0, 1).overlaps(days(1, 2))
        assert not days(1, 2).overlaps(days(0, 1))

    def test_one_inside_the_other_does(self):
        assert days(0, 5).overlaps(days(2, 3))
        assert days(2, 3).overlaps(days(0, 5))

    def test_the_shared_part_is_found(self):
        assert days(0, 3).intersection(days(2, 5)) == days(2, 3)
        assert days(0, 3).intersection(days(3, 5)) is None


class TestContains:
    def test_the_start_belongs_to_it_and_the_end_does_not(self):
        assert days(0, 1).contains(MONDAY)
        assert not days(0, 1).contains(MONDAY + DAY)


class TestChecked:
    @pytest.mark.parametrize("length", [timedelta(), -DAY])
    def test_nothing_and_backwards_are_refused(self, length: timedelta):
        with pytest.raises(BadPeriod, match="end must come after"):
            Period.checked(MONDAY, MONDAY + length)

    def test_the_longest_is_allowed_and_a_moment_more_is_not(self):
        assert Period.checked(MONDAY, MONDAY + LONGEST).length == LONGEST
        with pytest.raises(BadPeriod, match="400 days"):
            Period.checked(MONDAY, MONDAY + LONGEST + timedelta(microseconds=1))
