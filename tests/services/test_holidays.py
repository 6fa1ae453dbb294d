"""A studio's public holidays: taken from a calendar, added, removed; and nobody works on them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.holidays import (
    BadHoliday,
    HolidayRow,
    HolidayTaken,
    NoSuchCalendar,
    NoSuchHoliday,
    StaleHoliday,
)
from production_tool.domain.refusals import NotAllowed
from production_tool.services import holidays
from production_tool.services.queries.holidays import (
    HolidayFilter,
    find_holiday,
    holidays_of_year,
    known_countries,
    list_holidays,
)
from production_tool.services.work import reading, working
from tests.factories import (
    Cast,
    create_holiday,
)
from tests.services.boards import patch, snapshot

MAY_DAY = date(2031, 5, 1)
DAY = timedelta(days=1)


def days_of(actor: Actor, year: int | None = None) -> list[HolidayRow]:
    narrowed = HolidayFilter(first=date(year, 1, 1), end=date(year + 1, 1, 1)) if year else None
    with reading(actor) as work:
        return list(list_holidays(work, narrowed=narrowed).rows)


def take(actor: Actor, country: str, *years: int, region: str = "") -> holidays.Taken:
    with working(actor) as work:
        return holidays.take_holidays(work, country=country, region=region, years=years)


def drop(actor: Actor, source: str) -> tuple[HolidayRow, ...]:
    with working(actor) as work:
        return holidays.drop_calendar(work, source=source)


def put_back(actor: Actor, days: tuple[HolidayRow, ...]) -> tuple[HolidayRow, ...]:
    with working(actor) as work:
        return holidays.put_back_holidays(work, days=days)


class TestOwnDays:
    def test_a_day_is_added_renamed_and_removed(self, cast: Cast) -> None:
        made = create_holiday(cast.alice, MAY_DAY, "  May   Day ")
        assert (made.day, made.name, made.source, made.version) == (MAY_DAY, "May Day", "", 1)
        with working(cast.alice) as work:
            named = holidays.rename_holiday(
                work, holiday_id=made.id, seen_version=1, name="Labour Day"
            )
        assert (named.name, named.version) == ("Labour Day", 2)
        with working(cast.alice) as work:
            holidays.remove_holiday(work, holiday_id=made.id, seen_version=2)
        assert days_of(cast.alice) == []
        with reading(cast.alice) as work:
            told = work.connection.execute(
                text("SELECT op, version FROM app.change WHERE row_id = :id ORDER BY seq"),
                {"id": made.id},
            )
            assert [tuple(row) for row in told] == [("insert", 1), ("update", 2), ("delete", 3)]

    def test_a_day_is_a_holiday_once(self, cast: Cast) -> None:
        create_holiday(cast.alice, MAY_DAY, "May Day")
        with pytest.raises(HolidayTaken, match="1 May 2031 is May Day already"):
            create_holiday(cast.alice, MAY_DAY)

    @pytest.mark.parametrize(
        ("day", "name", "fault"), [(MAY_DAY, " ", "name"), (date(1066, 1, 1), "Old", "day")]
    )
    def test_nonsense_is_refused_by_field(
        self, cast: Cast, day: date, name: str, fault: str
    ) -> None:
        with pytest.raises(BadHoliday) as refused:
            create_holiday(cast.alice, day, name)
        assert list(refused.value.fields) == [fault]

    def test_a_stale_version_is_refused(self, cast: Cast) -> None:
        made = create_holiday(cast.alice, MAY_DAY)
        for version in (0, 2):
            with working(cast.alice) as work, pytest.raises(StaleHoliday):
                holidays.remove_holiday(work, holiday_id=made.id, seen_version=version)
        assert days_of(cast.alice) == [made]


class TestCalendars:
    def test_a_country_gives_its_days_and_a_region_more(self, cast: Cast) -> None:
        germany = take(cast.alice, "de", 2027)
        assert [each.name for each in germany.added[:2]] == ["New Year's Day", "Good Friday"]
        assert {each.source for each in germany.added} == {"DE"}
        berlin = take(cast.charlie, "DE", 2027, region="BE")
        assert len(berlin.added) > len(germany.added)
        assert date(2027, 3, 8) in {each.day for each in berlin.added}

    def test_taking_it_again_changes_nothing(self, cast: Cast) -> None:
        first = take(cast.alice, "DE", 2027)
        again = take(cast.alice, "DE", 2027)
        assert (again.added, again.removed) == ((), 0)
        assert days_of(cast.alice) == list(first.added)

    def test_another_calendar_takes_its_place_and_own_days_stay(self, cast: Cast) -> None:
        own = create_holiday(cast.alice, date(2027, 12, 25), "Closed")
        before = take(cast.alice, "DE", 2026, 2027)
        taken = take(cast.alice, "AT", 2027)
        assert own in days_of(cast.alice, 2027)
        assert {each.source for each in days_of(cast.alice, 2027)} == {"", "AT"}
        assert taken.removed == sum(each.day.year == 2027 for each in before.added)
        assert {each.source for each in days_of(cast.alice, 2026)} == {"DE"}

    def test_one_is_dropped_with_all_its_days_and_goes_on_no_more(self, cast: Cast) -> None:
        own = create_holiday(cast.alice, date(2027, 12, 27), "Closed")
        taken = take(cast.alice, "DE", 2026, 2027, region="BE")
        theirs = take(cast.charlie, "DE", 2026, region="BE")
        before = snapshot(cast.alice)
        assert drop(cast.alice, " de-BE ") == taken.added
        assert days_of(cast.alice) == [own]
        assert patch(cast.alice, before["seq"]).get("reset")  # open boards read their shades anew
        assert days_of(cast.charlie) == list(theirs.added)
        holidays.continue_calendars(year=2026)
        assert days_of(cast.alice) == [own]
        for source in ("DE-BE", "DE", "", "-BE"):
            with pytest.raises(NoSuchCalendar):
                drop(cast.alice, source)
        with reading(cast.alice) as work:
            history = work.connection.execute(
                text("SELECT op, version FROM app.change WHERE row_id = :id ORDER BY seq"),
                {"id": taken.added[0].id},
            )
            assert [tuple(row) for row in history] == [("insert", 1), ("delete", 2)]

    def test_what_was_dropped_comes_back_exactly_and_goes_on_as_before(self, cast: Cast) -> None:
        taken = take(cast.alice, "DE", 2026, 2027, region="BE")
        with working(cast.alice) as work:
            holidays.rename_holiday(
                work, holiday_id=taken.added[0].id, seen_version=1, name="Hangover"
            )
        before = [(each.day, each.name, each.source) for each in days_of(cast.alice)]
        gone = drop(cast.alice, "DE-BE")
        assert len(put_back(cast.alice, gone)) == len(gone)
        assert [(each.day, each.name, each.source) for each in days_of(cast.alice)] == before
        assert put_back(cast.alice, gone) == ()
        holidays.continue_calendars(year=2026)
        assert {each.day.year for each in days_of(cast.alice)} == {2026, 2027, 2028}

    def test_a_day_that_is_a_holiday_again_keeps_its_name(self, cast: Cast) -> None:
        taken = take(cast.alice, "DE", 2026)
        gone = drop(cast.alice, "DE")
        own = create_holiday(cast.alice, taken.added[0].day, "Closed")
        assert len(put_back(cast.alice, gone)) == len(gone) - 1
        assert own in days_of(cast.alice)

    def test_a_year_tells_which_were_taken(self, cast: Cast) -> None:
        number = len(take(cast.alice, "DE", 2026).added) + len(take(cast.alice, "DE", 2027).added)
        take(cast.alice, "AT", 2028)
        with reading(cast.alice) as work:
            found = holidays_of_year(work, year=2026)
        told = [(each.source, each.first, each.last) for each in found.calendars]
        assert told == [("AT", 2028, 2028), ("DE", 2026, 2027)]
        assert found.calendars[1].days == number

    @pytest.mark.parametrize(
        ("country", "region", "years", "fault"),
        [
            ("XX", "", (2027,), "country"),
            ("DE", "ZZ", (2027,), "region"),
            ("DE", "", (), "years"),
            ("DE", "", (1900,), "years"),
            ("DE", "", tuple(range(2020, 2040)), "years"),
        ],
    )
    def test_what_nobody_knows_is_refused(
        self, cast: Cast, country: str, region: str, years: tuple[int, ...], fault: str
    ) -> None:
        with pytest.raises(BadHoliday) as refused:
            take(cast.alice, country, *years, region=region)
        assert list(refused.value.fields) == [fault]

    def test_countries_have_names_and_regions(self) -> None:
        known = {each.code: each for each in known_countries()}
        assert known["US"].name == "United States"
        assert known["CD"].name == "DR Congo"
        assert ("Berlin", "BE") in [(each.name, each.code) for each in known["DE"].regions]

    def test_a_calendar_goes_on_into_the_next_years(self, cast: Cast) -> None:
        taken = take(cast.alice, "DE", 2026)
        create_holiday(cast.charlie, date(2026, 7, 3))  # no calendar to go on with
        with working(cast.alice) as work:
            holidays.remove_holiday(work, holiday_id=taken.added[0].id, seen_version=1)
        assert holidays.continue_calendars(year=2026) >= 1
        years = Counter(each.day.year for each in days_of(cast.alice))
        assert years == {2026: len(taken.added) - 1, 2027: years[2027], 2028: years[2028]}
        assert years[2028] > 5
        assert [each.day.year for each in days_of(cast.charlie)] == [2026]
        holidays.continue_calendars(year=2026)
        assert Counter(each.day.year for each in days_of(cast.alice)) == years


class TestWhoMay:
    def test_only_owners_change_them_and_everybody_of_the_studio_sees_them(
        self, cast: Cast
    ) -> None:
        made = create_holiday(cast.alice, MAY_DAY)
        assert days_of(cast.bob) == [made]
        with working(cast.bob) as work:
            for act in (
                lambda: holidays.add_holiday(work, day=MAY_DAY + DAY, name="Free"),
                lambda: holidays.rename_holiday(work, holiday_id=made.id, seen_version=1, name="x"),
                lambda: holidays.remove_holiday(work, holiday_id=made.id, seen_version=1),
                lambda: holidays.take_holidays(work, country="DE", years=[2027]),
                lambda: holidays.drop_calendar(work, source="DE"),
                lambda: holidays.put_back_holidays(work, days=[made]),
            ):
                with pytest.raises(NotAllowed):
                    act()

    def test_charlie_does_not_even_see_them(self, cast: Cast) -> None:
        made = create_holiday(cast.alice, MAY_DAY)
        assert days_of(cast.charlie) == []
        with working(cast.charlie) as work:
            with pytest.raises(NoSuchHoliday):
                find_holiday(work, made.id)
            with pytest.raises(NoSuchHoliday):
                holidays.remove_holiday(work, holiday_id=made.id, seen_version=1)
        create_holiday(cast.charlie, MAY_DAY, "Ours")
        assert days_of(cast.alice) == [made]
