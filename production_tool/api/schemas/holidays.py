"""Public holidays on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import Wire, goes_out_as
from production_tool.api.schemas.base import Day, Given, Version
from production_tool.domain.holidays import (
    LONGEST_NAME,
    MOST_YEARS,
    YEARS,
    HolidayRow,
)

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, examples=["Summer closing"])]
Year = Annotated[int, Field(strict=True, ge=YEARS.start, lt=YEARS.stop, examples=[2027])]


class NewHoliday(Given):
    """A day of the studio's own, by its local date."""

    day: Day = Field(examples=["2027-08-13"])
    name: Name


class HolidayPatch(Given):
    """What the day is to be called."""

    name: Name
    version: Version | None = None


class CalendarTaken(Given):
    """A country by its ISO 3166 code, one of its regions or none, and which years."""

    country: str = Field(min_length=2, max_length=2, examples=["DE"])
    region: str = Field(default="", max_length=40, examples=["BE"])
    years: list[Year] = Field(min_length=1, max_length=MOST_YEARS)


class Holiday(Wire):
    """A day on which the studio does not work; ``source`` is empty for one of its own."""

    id: UUID
    day: date
    name: str
    source: str = Field(examples=["DE-BE"])
    version: int
    created_at: datetime
    updated_at: datetime


class HolidaysTaken(Wire):
    """The days that came, and how many of another calendar's went."""

    added: list[Holiday]
    removed: int


class Region(Wire):
    """A part of a country with holidays of its own."""

    code: str
    name: str


class Country(Wire):
    """A country whose public holidays are known."""

    code: str
    name: str
    regions: list[Region]


goes_out_as(HolidayRow, Holiday.of)
