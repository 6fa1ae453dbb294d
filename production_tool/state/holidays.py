"""The studio's public holidays on the settings screen: a year at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx
from anyio import to_thread

from production_tool.domain.holidays import (
    YEARS_AHEAD,
    Calendar,
    Country,
    HolidayRow,
    calendar_name,
)
from production_tool.services.holidays import (
    add_holiday,
    drop_calendar,
    put_back_holidays,
    remove_holiday,
    rename_holiday,
    take_holidays,
)
from production_tool.services.queries.holidays import (
    TakenCalendar,
    holidays_of_year,
    known_countries,
)
from production_tool.state import focus
from production_tool.state.dates import day_text
from production_tool.state.forms import Form, as_id
from production_tool.state.session import act, answering, loading, look


@dataclass(frozen=True)
class HolidayLine:
    """A day as the list shows it."""

    id: str
    version: int
    day: str
    name: str
    told: str


@dataclass(frozen=True)
class Choice:
    """A country or a region to choose."""

    code: str
    name: str


@dataclass(frozen=True)
class CalendarLine:
    """A calendar whose days the studio has; ``loss`` is what goes with it."""

    source: str
    name: str
    told: str
    loss: str


NO_DAY = HolidayLine("", 0, "", "", "")
NO_CALENDAR = CalendarLine("", "", "", "")


class Holidays(rx.State):
    """One year's holidays, and the calendars they could be taken from."""

    lines: rx.Field[list[HolidayLine]] = rx.field(default_factory=list)
    year: int = 0
    this_year: int = 0
    calendars: rx.Field[list[CalendarLine]] = rx.field(default_factory=list)
    dropping: rx.Field[CalendarLine] = rx.field(default_factory=lambda: NO_CALENDAR)
    renamed: rx.Field[HolidayLine] = rx.field(default_factory=lambda: NO_DAY)
    countries: rx.Field[list[Choice]] = rx.field(default_factory=list)
    regions: rx.Field[list[Choice]] = rx.field(default_factory=list)
    country: str = ""
    region: str = ""
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    ready: bool = False
    problem: str = ""
    gone: str = ""
    _gone: rx.Field[list[HolidayRow]] = rx.field(default_factory=list)

    @rx.event
    @loading
    async def load(self):
        """Read the present year, and choose the calendar that was taken last."""
        self.year = 0
        self._tell_gone("", ())
        await self._read()
        calendar = Calendar.of(self.calendars[0].source if self.calendars else "")
        self.country, self.region = calendar.country, calendar.region

    @rx.event
    @answering
    async def load_countries(self):
        """Which countries there are; it may take a second the first time."""
        known = await to_thread.run_sync(known_countries)
        self.countries = [Choice(each.code, each.name) for each in known]
        await self._read_regions()
        await self._read()  # what was taken has a name now

    @rx.event
    @answering
    async def turn(self, years: int):
        """Go some years on or back."""
        self.year += years
        await self._read()

    @rx.event
    @answering
    async def choose_country(self, code: str):
        """Choose a country; its regions can be chosen then."""
        self.country, self.region, self.faults = code, "", {}
        await self._read_regions()

    @rx.event
    def choose_region(self, code: str):
        """Choose a region of the country, or all of it."""
        self.region = code

    @rx.event
    @answering
    async def take(self):
        """Take the calendar's days of this year and the next ones."""
        self.faults = {} if self.country else {"country": "is missing"}
        if self.faults:
            return None
        years = range(self.this_year, self.this_year + YEARS_AHEAD + 1)
        taken = await act(
            self, take_holidays, country=self.country, region=self.region, years=years
        )
        await self._read()
        return rx.toast.success(_said(len(taken.added), taken.removed))

    @rx.event
    @answering
    async def add(self, sent: dict[str, Any]):
        """Close the studio on a day of its own."""
        self.faults = {}
        form = Form(sent)
        day = form.day("holidayDay")
        if day is None:
            form.say("day", "is missing")
        form.refuse()
        made = await act(self, add_holiday, day=day or date.min, name=form.text("holidayName"))
        self.year = made.day.year
        await self._read()
        told = rx.toast.success(f"{_day(made)} is a holiday: {made.name}.")
        return [told, focus.anew("add-day"), focus.on("holidayDay")]

    @rx.event
    def ask_name(self, holiday_id: str):
        """Open the window in which a day gets another name; an empty id closes it."""
        self.faults = {}
        self.renamed = next((each for each in self.lines if each.id == holiday_id), NO_DAY)

    @rx.event
    @answering
    async def rename(self, sent: dict[str, Any]):
        """Call a day otherwise."""
        self.faults = {}
        found = next((each for each in self.lines if each.id == self.renamed.id), self.renamed)
        try:
            named = await act(
                self,
                rename_holiday,
                holiday_id=as_id(found.id),
                seen_version=found.version,
                name=Form(sent).text("newName"),
            )
        finally:
            await self._read()  # what somebody else made of it is seen by the next try
        self.renamed = NO_DAY
        return rx.toast.success(f"{_day(named)} is {named.name} now.")

    @rx.event
    def ask_drop(self, source: str):
        """Ask before a calendar goes; an empty source takes the question away."""
        self.dropping = next(
            (each for each in self.calendars if each.source == source), NO_CALENDAR
        )

    @rx.event
    @answering
    async def drop(self):
        """Let a calendar go with all its days."""
        dropping, self.dropping = self.dropping, NO_CALENDAR
        rows = [each.source for each in self.calendars]
        gone = await act(self, drop_calendar, source=dropping.source)
        await self._read()
        days = _number(len(gone), "{} day is an ordinary one", "{} days are ordinary ones")
        self._tell_gone(f"{dropping.name} is dropped: {days} again.", gone)
        return focus.after(dropping.source, rows, otherwise="country")

    @rx.event
    @answering
    async def remove(self, holiday_id: str, version: int):
        """Work on a day again."""
        gone = await act(self, remove_holiday, holiday_id=as_id(holiday_id), seen_version=version)
        next_row = focus.after(holiday_id, [row.id for row in self.lines], otherwise="holidayDay")
        await self._read()
        self._tell_gone(f"{_day(gone)} is an ordinary day again.", [gone])
        return next_row

    @rx.event
    @answering
    async def put_back(self):
        """Take the latest removal back: the very days that went with it."""
        gone = self._gone
        self._tell_gone("", ())
        back = await act(self, put_back_holidays, days=gone)
        one = back[0] if len(back) == 1 else None
        self.year = one.day.year if one else self.year
        await self._read()
        days = _number(len(back), "{} day is a holiday", "{} days are holidays")
        rest = "" if len(back) == len(gone) else " The others are holidays of another name by now."
        told = rx.toast.success(f"{days} again.{rest}")
        return [told, focus.on(f"remove-{one.id}" if one else "country")]

    def _tell_gone(self, told: str, days: Sequence[HolidayRow]) -> None:
        self.gone, self._gone = told, list(days)

    async def _read(self) -> None:
        found = await look(self, holidays_of_year, year=self.year)
        self.year, self.this_year = found.year, found.this_year
        known = await to_thread.run_sync(known_countries) if self.countries else ()
        self.calendars = [_calendar(each, known) for each in found.calendars]
        self.lines = [_line(each) for each in found.rows]

    async def _read_regions(self) -> None:
        known = await to_thread.run_sync(known_countries)
        found = next((each for each in known if each.code == self.country), None)
        self.regions = [Choice(r.code, r.name) for r in found.regions] if found else []


def _line(holiday: HolidayRow) -> HolidayLine:
    told = holiday.source or "own day"
    return HolidayLine(str(holiday.id), holiday.version, day_text(holiday.day), holiday.name, told)


def _calendar(taken: TakenCalendar, known: Sequence[Country]) -> CalendarLine:
    days = _number(taken.days, "{} day", "{} days")
    years = f"{taken.first}" if taken.first == taken.last else f"{taken.first} to {taken.last}"
    loss = f"Its {days} in {years} become ordinary ones, past ones too, on every open board."
    return CalendarLine(taken.source, calendar_name(taken.source, known), f"{days}, {years}", loss)


def _number(count: int, one: str, several: str) -> str:
    return (one if count == 1 else several).format(count)


def _day(holiday: HolidayRow) -> str:
    return f"{holiday.day.day} {holiday.day:%B %Y}"


def _said(added: int, removed: int) -> str:
    if not added and not removed:
        return "All of these days were there already."
    gone = f", {removed} of the calendar before taken away" if removed else ""
    return f"{_number(added, '{} day', '{} days')} added{gone}."
