"""Artists on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import End, Start, Wire, goes_out_as
from production_tool.api.schemas.base import Amount, Clock, Currency, Given, Seen, Weekday
from production_tool.domain.artists import ArtistFields, ArtistRow, Employment, Skill
from production_tool.domain.working_hours import ExceptionKind, WorkPattern

Week = Annotated[
    dict[Weekday, list[tuple[Clock, Clock]]],
    Field(
        description="Hours worked each weekday, in the artist's zone; a day left out is off.",
        examples=[{"mon": [["09:00", "13:00"], ["14:00", "18:00"]]}],
    ),
]
Name = Annotated[str, Field(min_length=1, max_length=120, examples=["Mara Lindt"])]
Skills = Annotated[list["SkillBody"], Field(max_length=60)]


class SkillBody(Given):
    """Something an artist can do, from 1 (learning) to 5 (lead)."""

    name: str = Field(min_length=1, max_length=60, examples=["nuke"])
    level: int = Field(default=3, strict=True, ge=1, le=5)


class NewArtist(Given):
    """Somebody to take on; without a zone they live in the studio's."""

    name: Name
    email: str = Field(default="", max_length=254, examples=["mara@example.org"])
    title: str = Field(default="", max_length=120, examples=["Senior compositor"])
    department: str = Field(default="", max_length=80, examples=["Compositing"])
    employment: Employment = Employment.STAFF
    day_rate: Amount | None = None
    currency: Currency = "EUR"
    zone: str | None = Field(default=None, min_length=1, max_length=64, examples=["Europe/Berlin"])
    working_hours: Week | None = None
    skills: Skills = Field(default=[])
    user_id: UUID | None = Field(default=None, description="The member who is this artist.")

    def fields(self) -> ArtistFields:
        """What the service wants to know; what is left out stays as the studio has it."""
        return _fields(self, {name for name in _PLAIN if getattr(self, name) is not None})


class ArtistPatch(Seen):
    """What is to change; the rest stays."""

    name: Name | None = None
    email: str | None = Field(default=None, max_length=254)
    title: str | None = Field(default=None, max_length=120)
    department: str | None = Field(default=None, max_length=80)
    employment: Employment | None = None
    day_rate: Amount | None = None
    currency: Currency | None = None
    zone: str | None = Field(default=None, min_length=1, max_length=64)
    working_hours: Week | None = None
    skills: Skills | None = None
    user_id: UUID | None = None

    def fields(self) -> ArtistFields:
        """What is to change. A null takes a rate or a login away; elsewhere it changes nothing."""
        return _fields(
            self,
            {
                name
                for name in self.model_fields_set
                if name in _EMPTIED or getattr(self, name) is not None
            },
        )


class SkillTold(Wire):
    """Something an artist can do, from 1 (learning) to 5 (lead)."""

    name: str
    level: int


class Artist(Wire):
    """Somebody who can be booked; the rate is null for those who may not see it."""

    id: UUID
    name: str = Field(examples=["Mara Lindt"])
    email: str
    title: str
    department: str = Field(examples=["Compositing"])
    employment: Employment
    day_rate: Amount | None
    currency: str
    zone: str = Field(examples=["Europe/Berlin"])
    working_hours: Week
    skills: list[SkillTold]
    user_id: UUID | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, row: ArtistRow) -> "Artist":
        """The row as it goes out."""
        told = {name: getattr(row, name) for name in cls.model_fields}
        told["working_hours"] = week(row.working_hours)
        return cls.model_validate(told)


goes_out_as(ArtistRow, Artist.of)


class Gap(Wire):
    """A time without a firm booking or leave, and the artist's working minutes in it."""

    start_time: Start
    end_time: End
    working_minutes: int


class DatedException(Wire):
    """A dated exception to the working hours."""

    id: UUID
    kind: ExceptionKind
    title: str
    start_time: Start
    end_time: End


class Availability(Wire):
    """When an artist works in a range, less leave, and what of it is not firmly booked."""

    artist_id: UUID
    zone: str
    start_time: Start
    end_time: End
    capacity_minutes: int
    free_minutes: int
    free: list[Gap]
    exceptions: list[DatedException]


def week(pattern: WorkPattern) -> dict[Weekday, list[tuple[str, str]]]:
    """A work pattern as people write it."""
    return {
        day: [(_clock(start), _clock(end)) for start, end in spans]
        for day, spans in pattern.as_json().items()
    }  # pyright: ignore[reportReturnType]


def _pattern(given: dict[Weekday, list[tuple[str, str]]]) -> WorkPattern:
    return WorkPattern.of(
        {day: [[_minutes(start), _minutes(end)] for start, end in s] for day, s in given.items()}
    )


_EMPTIED = {"day_rate", "user_id"}
_PLAIN = {*NewArtist.model_fields}


def _fields(body: NewArtist | ArtistPatch, named: set[str]) -> ArtistFields:
    fields = {name: getattr(body, name) for name in named if name in _PLAIN}
    if body.working_hours is not None and "working_hours" in named:
        fields["working_hours"] = _pattern(body.working_hours)
    if body.skills is not None and "skills" in named:
        fields["skills"] = tuple(Skill(s.name, s.level) for s in body.skills)
    return ArtistFields(**fields)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
