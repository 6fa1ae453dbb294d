"""Working hours: the sum over spans agrees with counting minutes one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production_tool.domain.periods import Period
from production_tool.domain.working_hours import (
    WEEKDAYS,
    BadWorkPattern,
    DatedException,
    ExceptionKind,
    WorkPattern,
    working_days,
    working_minutes,
)
from tests.examples import fewer

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WorkPattern.office()
NIGHT = WorkPattern.of({day: [[0, 480]] for day in WEEKDAYS})


def local(month: int, day: int, hour: int = 0, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=zone).astimezone(UTC)


def naive_minutes(
    period: Period,
    pattern: WorkPattern,
    zone: ZoneInfo,
    exceptions: list[DatedException],
    holidays: list[Period],
) -> int:
    """The same, a minute at a time, by a clock that stands still where others go back."""
    worked, instant = 0, period.start
    while instant < period.end:
        wall = instant.astimezone(zone)
        before = instant
        while wall.fold:
            before -= timedelta(minutes=1)
            wall = before.astimezone(zone)
        minute = wall.hour * 60 + wall.minute
        here = [e.kind for e in exceptions if e.period.contains(instant)]
        closed = any(day.contains(instant) for day in holidays)
        at_work = not closed and any(a <= minute < b for a, b in pattern.days[wall.weekday()])
        off = any(kind is not ExceptionKind.EXTRA for kind in here)
        worked += not off and (at_work or ExceptionKind.EXTRA in here)
        instant += timedelta(minutes=1)
    return worked


@st.composite
def patterns(draw: st.DrawFn) -> WorkPattern:
    week: list[tuple[tuple[int, int], ...]] = []
    for _ in range(7):
        # Most edges near the hours that change, where the sum is hard.
        edge = st.integers(0, 9) | st.integers(0, 48)
        edges = sorted(draw(st.sets(edge, max_size=4)))
        week.append(tuple((a * 30, b * 30) for a, b in zip(edges[::2], edges[1::2], strict=False)))
    return WorkPattern(tuple(week))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = local(draw(st.sampled_from([3, 10])), 24) + timedelta(
        minutes=draw(st.integers(0, 3000))
    )
    return Period(start, start + timedelta(minutes=draw(st.integers(1, 4000))))


class TestWorkingMinutes:
    def test_a_week_in_the_office_is_forty_hours(self) -> None:
        assert working_minutes(Period(local(11, 2), local(11, 9)), pattern=OFFICE, zone=BERLIN) == (
            40 * 60
        )

    def test_weekends_are_no_work(self) -> None:
        assert working_minutes(Period(local(11, 7), local(11, 9)), pattern=OFFICE, zone=BERLIN) == 0

    def test_hours_are_the_artists_not_the_studios(self) -> None:
        nine_to_ten_in_berlin = Period(local(11, 2, 9), local(11, 2, 10))
        new_york = ZoneInfo("America/New_York")
        assert working_minutes(nine_to_ten_in_berlin, pattern=OFFICE, zone=BERLIN) == 60
        assert working_minutes(nine_to_ten_in_berlin, pattern=OFFICE, zone=new_york) == 0

    def test_leave_takes_away_and_extra_hours_add(self) -> None:
        week = Period(local(11, 2), local(11, 9))
        leave = DatedException(ExceptionKind.LEAVE, Period(local(11, 3), local(11, 4)))
        extra = DatedException(ExceptionKind.EXTRA, Period(local(11, 7, 10), local(11, 7, 14)))
        worked = working_minutes(week, pattern=OFFICE, zone=BERLIN, exceptions=[leave, extra])
        assert worked == (32 + 4) * 60

    def test_nobody_works_on_a_public_holiday_but_who_said_so(self) -> None:
        week, monday = Period(local(11, 2), local(11, 9)), Period(local(11, 2), local(11, 3))
        extra = DatedException(ExceptionKind.EXTRA, Period(local(11, 2, 10), local(11, 2, 14)))
        leave = DatedException(ExceptionKind.LEAVE, Period(local(11, 1), local(11, 4)))
        known: Any = {"pattern": OFFICE, "zone": BERLIN, "holidays": [monday]}
        assert working_minutes(week, **known) == 32 * 60
        assert working_minutes(week, **known, exceptions=[extra]) == (32 + 4) * 60
        assert working_minutes(week, **known, exceptions=[extra, leave]) == 24 * 60
        assert working_days(week, **known) == 4
        assert working_days(week, **known, exceptions=[extra]) == 5

    def test_a_holiday_of_ones_own_wins_over_extra_hours(self) -> None:
        day = Period(local(11, 7), local(11, 8))
        both = [DatedException(kind, day) for kind in (ExceptionKind.EXTRA, ExceptionKind.HOLIDAY)]
        assert working_minutes(day, pattern=OFFICE, zone=BERLIN, exceptions=both) == 0

    @pytest.mark.parametrize(("day", "hours"), [((3, 29), 7), ((10, 25), 9), ((11, 2), 8)])
    def test_a_night_with_a_clock_change_is_as_long_as_it_is(
        self, day: tuple[int, int], hours: int
    ) -> None:
        start = local(*day)
        night = Period(start, start + timedelta(hours=20))
        assert working_minutes(night, pattern=NIGHT, zone=BERLIN) == hours * 60

    @pytest.mark.parametrize(
        ("span", "spring", "autumn"),
        [((0, 150), 120, 150), ((120, 150), 0, 30), ((150, 240), 60, 150), ((60, 180), 60, 180)],
    )
    def test_a_span_may_begin_or_end_in_the_hour_that_changes(
        self, span: tuple[int, int], spring: int, autumn: int
    ) -> None:
        sundays = WorkPattern(((), (), (), (), (), (), (span,)))
        for month, day, minutes in ((3, 29, spring), (10, 25, autumn)):
            whole_day = Period(local(month, day), local(month, day + 1))
            assert working_minutes(whole_day, pattern=sundays, zone=BERLIN) == minutes

    @settings(max_examples=fewer(0.6))
    @given(
        periods(),
        patterns(),
        st.lists(st.builds(DatedException, st.sampled_from(ExceptionKind), periods()), max_size=3),
        st.lists(periods(), max_size=2),
        st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    )
    def test_agrees_with_counting_minutes(
        self,
        period: Period,
        pattern: WorkPattern,
        exceptions: list[DatedException],
        holidays: list[Period],
        name: str,
    ) -> None:
        zone = ZoneInfo(name)
        counted = naive_minutes(period, pattern, zone, exceptions, holidays)
        known: Any = {"pattern": pattern, "zone": zone, "exceptions": exceptions}
        assert working_minutes(period, **known, holidays=holidays) == counted


class TestWorkPattern:
    def test_it_goes_to_json_and_back(self) -> None:
        assert WorkPattern.of(OFFICE.as_json()) == OFFICE
        assert OFFICE.as_json()["mon"] == [[540, 780], [840, 1080]]

    @pytest.mark.parametrize(
        "week",
        [
            {"moon": [[0, 10]]},
            {"mon": [[10, 10]]},
            {"mon": [[0, 1441]]},
            {"mon": [[60, 120], [90, 180]]},
            {"mon": [["nine", "five"]]},
            {"mon": [[1, 2, 3]]},
            {"mon": 5},
        ],
    )
    def test_what_is_no_week_is_refused(self, week: dict[str, list[list[int]]]) -> None:
        with pytest.raises(BadWorkPattern) as refused:
            WorkPattern.of(week)
        assert "workingHours" in refused.value.fields
