"""Moving keeps the length on the wall clock, whole days stay whole days, gaps are free."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.periods import Period
from production_tool.domain.placing import (
    FAR_ENOUGH,
    changed_period,
    moved,
    newly_claimed,
    next_gap,
    next_shift,
)
from production_tool.domain.zones import (
    NoSuchLocalTime,
    day_start,
    is_whole_days,
    shift_days,
    to_instant,
    to_local,
    whole_days,
)

ZONES = [ZoneInfo(n) for n in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")]
BERLIN = ZONES[0]
FIRST = date(2026, 1, 1)


def wall(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return to_instant(datetime(2026, month, day, hour, minute), BERLIN)


def always(_: Period) -> bool:
    return True


class TestMoved:
    @given(st.sampled_from(ZONES), st.integers(0, 360), st.integers(1, 40), st.integers(0, 360))
    def test_whole_days_stay_whole_days(
        self, zone: ZoneInfo, start: int, length: int, to: int
    ) -> None:
        first = FIRST + timedelta(days=start)
        target = FIRST + timedelta(days=to)
        period = whole_days(first, first + timedelta(days=length), zone)
        after = moved(period, day_start(target, zone), zone)
        assert after == whole_days(target, target + timedelta(days=length), zone)
        assert is_whole_days(after, zone)

    def test_part_days_keep_their_wall_times_over_a_change(self) -> None:
        shoot = Period(wall(3, 27, 9), wall(3, 28, 18))
        after = moved(shoot, wall(3, 28, 9), BERLIN)
        assert to_local(after.end, BERLIN) == datetime(2026, 3, 29, 18)
        assert after.length == shoot.length - timedelta(hours=1)

    def test_an_end_that_does_not_exist_is_refused(self) -> None:
        night = Period(wall(3, 27, 22), wall(3, 28, 2, 30))
        with pytest.raises(NoSuchLocalTime):
            moved(night, wall(3, 28, 22), BERLIN)

    def test_an_edge_that_stays_in_the_second_of_two_hours_does_not_jump_to_the_first(self) -> None:
        second = wall(10, 25, 2, 30) + timedelta(hours=1)
        night = Period(second, wall(10, 25, 5))
        shown = [to_local(edge, BERLIN) for edge in (night.start, night.end)]
        later = shown[1] + timedelta(minutes=30)
        assert changed_period(night, BERLIN, start=shown[0], end=shown[1]) == night
        assert changed_period(night, BERLIN, start=shown[0], end=later).start == second
        early = Period(wall(10, 25, 1), second)
        assert changed_period(early, BERLIN, start=shown[0] - timedelta(hours=2), end=shown[0]) == (
            Period(wall(10, 25, 0, 30), second)
        )

    def test_a_start_in_the_second_of_two_hours_ends_after_it_begins(self) -> None:
        quarter = Period(wall(10, 24, 2, 30), wall(10, 24, 2, 45))
        second = wall(10, 25, 2, 30) + timedelta(hours=1)
        assert moved(quarter, second, BERLIN).length == timedelta(minutes=15)

    def test_whole_days_moved_to_an_hour_become_part_days(self) -> None:
        day = whole_days(date(2026, 11, 2), date(2026, 11, 3), BERLIN)
        after = moved(day, wall(11, 4, 10), BERLIN)
        assert after == Period(wall(11, 4, 10), wall(11, 5, 10))


class TestNewlyClaimed:
    def test_only_time_that_was_not_there_counts(self) -> None:
        before = Period(wall(11, 2, 9), wall(11, 6, 18))
        assert not newly_claimed(before, before)
        assert not newly_claimed(before, Period(wall(11, 3, 9), wall(11, 5, 18)))
        assert newly_claimed(before, Period(wall(11, 3, 9), wall(11, 6, 19)))
        assert newly_claimed(before, Period(wall(11, 1, 9), wall(11, 6, 18)))


class TestNextGap:
    def test_the_day_after_the_one_in_the_way(self) -> None:
        days = whole_days(date(2026, 11, 2), date(2026, 11, 4), BERLIN)
        taken = [whole_days(date(2026, 11, 3), date(2026, 11, 6), BERLIN)]
        assert next_gap(days, taken, BERLIN, always) == whole_days(
            date(2026, 11, 6), date(2026, 11, 8), BERLIN
        )

    def test_a_free_time_that_does_not_suit_is_passed_over(self) -> None:
        days = whole_days(date(2026, 11, 2), date(2026, 11, 4), BERLIN)
        gap = next_gap(days, [], BERLIN, lambda at: to_local(at.start, BERLIN).weekday() == 0)
        assert gap == whole_days(date(2026, 11, 9), date(2026, 11, 11), BERLIN)

    def test_nothing_free_for_a_year(self) -> None:
        day = whole_days(date(2026, 1, 1), date(2026, 1, 2), BERLIN)
        taken = [Period(datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))]
        assert next_gap(day, taken, BERLIN, always) is None

    @given(
        st.sampled_from(ZONES),
        st.integers(1, 12),
        st.lists(st.tuples(st.integers(-400, 1200), st.integers(1, 200)), max_size=8),
    )
    def test_free_and_no_earlier_day_is(
        self, zone: ZoneInfo, length: int, taken: list[tuple[int, int]]
    ) -> None:
        wanted = whole_days(date(2026, 3, 20), date(2026, 3, 20) + timedelta(days=length), zone)
        busy = [
            Period(
                wanted.start + a * timedelta(hours=1), wanted.start + (a + b) * timedelta(hours=1)
            )
            for a, b in taken
        ]
        gap = next_gap(wanted, busy, zone, always)
        assert gap is not None
        for days in range(1, 120):
            candidate = shift_days(wanted, days, zone)
            if not any(candidate.overlaps(one) for one in busy):
                assert gap == candidate
                return
        raise AssertionError


class TestNextShift:
    DAYS = st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(1, 4))

    @given(
        st.sampled_from(ZONES),
        st.lists(DAYS, min_size=1, max_size=4),
        st.lists(DAYS, max_size=25),
    )
    def test_it_is_the_first_day_that_suits_all(
        self,
        zone: ZoneInfo,
        wanted: list[tuple[int, int, int]],
        taken: list[tuple[int, int, int]],
    ) -> None:
        asked = [(lane, self.days(zone, start, length)) for lane, start, length in wanted]
        busy: dict[int, list[Period]] = {}
        for lane, start, length in taken:
            busy.setdefault(lane, []).append(self.days(zone, start, length))
        clash = any(
            one[0] == other[0] and one[1].overlaps(other[1])
            for n, one in enumerate(asked)
            for other in asked[:n]
        )
        fitting = [days for days in range(1, 60) if self.fits(asked, busy, days, zone)]
        found = next_shift(asked, busy, zone, lambda _: True)
        assert found == (None if clash else fitting[0])

    def days(self, zone: ZoneInfo, start: int, length: int) -> Period:
        first = date(2026, 3, 15) + timedelta(days=start)  # clocks change meanwhile
        return whole_days(first, first + timedelta(days=length), zone)

    def fits(
        self,
        asked: list[tuple[int, Period]],
        busy: dict[int, list[Period]],
        days: int,
        zone: ZoneInfo,
    ) -> bool:
        there = [(lane, shift_days(period, days, zone)) for lane, period in asked]
        return not any(one.overlaps(at) for lane, at in there for one in busy.get(lane, ()))

    def test_who_is_never_free_has_none(self) -> None:
        year = Period(wall(1, 1, 0), wall(1, 1, 0) + timedelta(days=2 * FAR_ENOUGH))
        wanted = [(1, self.days(BERLIN, 0, 1))]
        assert next_shift(wanted, {1: [year]}, BERLIN, lambda _: True) is None

    def test_a_free_day_that_does_not_suit_is_passed_over(self) -> None:
        wanted = [(lane, self.days(BERLIN, 0, 1)) for lane in (1, 2)]
        sunday = lambda there: all(to_local(p.start, BERLIN).weekday() == 6 for p in there)  # noqa: E731
        assert next_shift(wanted, {2: [self.days(BERLIN, 7, 1)]}, BERLIN, sunday) == 14
