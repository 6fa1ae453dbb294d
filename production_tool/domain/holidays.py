"""Public holidays: days on which the whole studio does not work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from production_tool.domain.inputs import Faults
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale

LONGEST_NAME = 120
MOST_HOLIDAYS = 1000
MOST_YEARS = 10
YEARS = range(2000, 2101)
# So far ahead a calendar that was taken goes on by itself.
YEARS_AHEAD = 2


class NoSuchHoliday(NotFound):
    """There is no such day in this studio's list."""


class NoSuchCalendar(NotFound):
    """The studio has taken no days of that calendar."""


class StaleHoliday(Stale):
    """The day was changed since its author saw it."""


class BadHoliday(Invalid):
    """What was given makes no holiday; the fields say why."""


class HolidayTaken(Conflict):
    """That day is a holiday already."""


class TooManyHolidays(Conflict):
    """More days than a studio needs in a century."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """A day off for everybody, a local date of the studio; ``source`` is empty for its own."""

    id: UUID
    day: date
    name: str
    source: str
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A public holiday as a country's calendar has it."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country with holidays of its own."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country whose public holidays are known, by its ISO 3166 code."""

    code: str
    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose public holidays: a country's, or those of one of its regions."""

    country: str
    region: str = ""

    @classmethod
    def of(cls, source: str) -> "Calendar":
        """From what a row says it was taken from."""
        country, _, region = source.partition("-")
        return cls(country, region)

    @property
    def source(self) -> str:
        """As rows keep it, such as DE-BE."""
        return "-".join(filter(None, (self.country, self.region)))


def calendar_name(source: str, known: Iterable[Country]) -> str:
    """Such as Germany, Berlin; the source itself where nobody knows it."""
    calendar = Calendar.of(source)
    country = next((each for each in known if each.code == calendar.country), None)
    if country is None:
        return source
    regions = [each.name for each in country.regions if each.code == calendar.region]
    return ", ".join([country.name, *(regions or filter(None, [calendar.region]))])


def checked_day(day: date, name: str) -> CalendarDay:
    """A day of the studio's own, tidied. Raises BadHoliday with every field at fault."""
    faults = Faults()
    if day.year not in YEARS:
        faults.say("day", f"is not in the years {YEARS.start} to {YEARS.stop - 1}")
    tidy = faults.line("name", name, longest=LONGEST_NAME, required=True)
    faults.refuse(BadHoliday)
    return CalendarDay(day, tidy)


def checked_calendar(country: str, region: str, known: Iterable[Country]) -> Calendar:
    """A calendar there is. Raises BadHoliday."""
    wanted, part = country.strip().upper(), region.strip()
    found = next((each for each in known if each.code == wanted), None)
    if found is None:
        raise BadHoliday(
            "The public holidays of that country are not known here; choose another, or add the "
            "days yourself.",
            fields={"country": "is not one of those known"},
        )
    if part and part not in {each.code for each in found.regions}:
        raise BadHoliday(
            f"{found.name} has no such region; choose one of its list, or none.",
            fields={"region": "is not one of the country's"},
        )
    return Calendar(found.code, part)


def checked_source(text: str) -> str:
    """What rows of a calendar say they are from. Raises NoSuchCalendar: own days have none."""
    calendar = Calendar.of(text.strip())
    if not calendar.country:
        raise NoSuchCalendar("Name the calendar, such as DE or DE-BE.")
    return Calendar(calendar.country.upper(), calendar.region).source


def checked_years(years: Iterable[int]) -> list[int]:
    """Years in order. Raises BadHoliday."""
    wanted = sorted(set(years))
    if not wanted or len(wanted) > MOST_YEARS or not set(wanted) <= set(YEARS):
        raise BadHoliday(
            f"Choose one to {MOST_YEARS} years from {YEARS.start} to {YEARS.stop - 1}.",
            fields={"years": "are not one to ten years of this century"},
        )
    return wanted


def check_version(holiday: HolidayRow, seen: int) -> None:
    """The author must have seen what is there now. Raises StaleHoliday."""
    if holiday.version != seen:
        raise StaleHoliday(
            f"Somebody changed {holiday.name} after you saw it; look again and repeat.",
            current=holiday,
        )
