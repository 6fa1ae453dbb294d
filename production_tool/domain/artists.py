"""Artists: who can be booked, for what, and when they work."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from production_tool.domain.inputs import Faults
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale
from production_tool.domain.working_hours import WorkPattern

MOST_SKILLS = 60


class Employment(StrEnum):
    """How an artist belongs to the studio."""

    STAFF = "staff"
    FREELANCE = "freelance"


class BadArtist(Invalid):
    """What was given makes no artist; the fields say why."""


class NoSuchArtist(NotFound):
    """There is no such artist in this studio, or none the actor may see."""


class StaleArtist(Stale):
    """The artist was changed since its author saw it."""


class LoginTaken(Conflict):
    """Another artist is linked to that member already."""


class ArtistStillBooked(Conflict):
    """Somebody who is booked from now on cannot be archived."""


@dataclass(frozen=True, slots=True, order=True)
class Skill:
    """Something an artist can do, from 1 (learning) to 5 (lead)."""

    name: str
    level: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistDetails:
    """What a person says about an artist; ``user_id`` links a member who signs in."""

    name: str
    zone: str
    email: str = ""
    title: str = ""
    department: str = ""
    employment: Employment = Employment.STAFF
    day_rate: Decimal | None = None
    currency: str = "EUR"
    working_hours: WorkPattern = field(default_factory=WorkPattern.office)
    skills: tuple[Skill, ...] = ()
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistRow(ArtistDetails):
    """One artist as it stands; ``day_rate`` is None also for those who may not see it."""

    id: UUID
    version: int
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def details(self) -> ArtistDetails:
        """Just what a person may change."""
        return ArtistDetails(**{f.name: getattr(self, f.name) for f in fields(ArtistDetails)})


class ArtistFields(TypedDict, total=False):
    """What a change of an artist may name; the rest stays."""

    name: str
    zone: str
    email: str
    title: str
    department: str
    employment: Employment
    day_rate: Decimal | None
    currency: str
    working_hours: WorkPattern
    skills: tuple[Skill, ...]
    user_id: UUID | None


def checked(details: ArtistDetails) -> ArtistDetails:
    """The same details, tidied. Raises BadArtist with every field at fault."""
    faults = Faults()
    tidy = replace(
        details,
        name=faults.line("name", details.name, longest=120, required=True),
        zone=faults.zone("zone", details.zone),
        email=faults.email("email", details.email),
        title=faults.line("title", details.title, longest=120),
        department=faults.line("department", details.department, longest=80),
        day_rate=faults.amount("dayRate", details.day_rate, digits=10),
        currency=faults.currency("currency", details.currency),
        skills=_skills(faults, details.skills),
    )
    faults.refuse(BadArtist)
    return tidy


def check_version(artist: ArtistRow, seen_version: int) -> None:
    """The author must have seen what is there now. Raises StaleArtist."""
    if artist.version != seen_version:
        raise StaleArtist(
            f"Somebody changed {artist.name} after you opened it; look at it again and repeat.",
            current=artist,
        )


def _skills(faults: Faults, skills: Iterable[Skill]) -> tuple[Skill, ...]:
    """By name, each once; of a skill said twice the higher level counts."""
    best: dict[str, Skill] = {}
    for skill in skills:
        name = faults.line("skills", skill.name, longest=60, required=True)
        if not 1 <= skill.level <= 5:
            faults.say("skills", "have levels from 1 to 5")
        known = best.get(name.casefold(), Skill(name, skill.level))
        best[name.casefold()] = Skill(known.name, max(known.level, skill.level))
    if len(best) > MOST_SKILLS:
        faults.say("skills", f"are more than {MOST_SKILLS}")
    return tuple(sorted(best.values()))
