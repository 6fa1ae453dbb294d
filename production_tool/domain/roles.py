"""Open roles: work that waits for a person, until it is filled or withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from production_tool.domain.bookings import KEEP, LONGEST_WORDS, Keep
from production_tool.domain.inputs import Faults
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale

LONGEST_SKILL = 60


class RoleStatus(StrEnum):
    """What has become of an open role."""

    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"


class NoSuchRole(NotFound):
    """There is no such open role in this studio."""


class StaleRole(Stale):
    """The role was changed since its author saw it."""


class BadRole(Invalid):
    """What was given makes no role; the fields say why."""


class RoleNotOpen(Conflict):
    """The role waits for nobody any more."""


class RoleStillBooked(Conflict):
    """The role is filled by a booking that lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoleRow:
    """One role as it stands; instants are UTC, ``booking_id`` is what filled it."""

    id: UUID
    project_id: UUID | None
    project: str
    title: str
    skill: str
    notes: str
    status: RoleStatus
    start: datetime
    end: datetime
    booking_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def period(self) -> Period:
        """When somebody is needed."""
        return Period(self.start, self.end)

    @property
    def is_live(self) -> bool:
        """Whether it still waits for somebody."""
        return self.status is RoleStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """What is to change about a role; a start alone moves it, an end resizes it."""

    start: Moment | Keep = KEEP
    end: Moment | Keep = KEEP
    project_id: UUID | Keep | None = KEEP
    title: str | Keep = KEEP
    skill: str | Keep = KEEP
    notes: str | Keep = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """What a role says."""

    title: str
    skill: str = ""
    notes: str = ""


def checked_words(words: RoleWords) -> RoleWords:
    """The same, tidied. Raises BadRole with every field at fault."""
    faults = Faults()
    tidy = RoleWords(
        title=faults.line("title", words.title, longest=LONGEST_WORDS["title"], required=True),
        skill=faults.line("skill", words.skill, longest=LONGEST_SKILL),
        notes=faults.text("notes", words.notes, longest=LONGEST_WORDS["notes"]),
    )
    faults.refuse(BadRole)
    return tidy


def check_version(role: OpenRoleRow, seen_version: int) -> None:
    """The author must have seen what is there now. Raises StaleRole."""
    if role.version != seen_version:
        raise StaleRole(
            f"Somebody changed {role.title} after you opened it; look again and repeat.",
            current=role,
        )


def check_open(role: OpenRoleRow) -> None:
    """Only what waits for somebody can change. Raises RoleNotOpen."""
    if role.status is not RoleStatus.OPEN:
        raise RoleNotOpen(
            f"{role.title} is {role.status} already; open a new role instead.", current=role
        )
