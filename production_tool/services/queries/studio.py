"""The studio itself: what it is called and what it decided."""

from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.accounts import StudioDetails
from production_tool.domain.refusals import NotFound, Stale
from production_tool.services.work import Work

# Row security shows one row: the studio the work is in.
_STUDIO = text("SELECT * FROM app.tenant")
_DECIDED = [each.name for each in fields(StudioDetails)]


class StaleStudio(Stale):
    """The settings were changed since their author saw them."""


@dataclass(frozen=True, slots=True)
class StudioRow:
    """A studio; ``slug`` never changes."""

    id: UUID
    slug: str
    version: int
    details: StudioDetails


def find_studio(work: Work) -> StudioRow:
    """The studio the actor works in; every member may see its settings. Raises NotFound."""
    row = work.connection.execute(_STUDIO).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such studio; sign in again.")
    details = StudioDetails(**{name: row[name] for name in _DECIDED})
    return StudioRow(row["id"], row["slug"], row["version"], details)


def check_version(studio: StudioRow, seen: int) -> None:
    """Raises StaleStudio with the settings as they are."""
    if studio.version != seen:
        raise StaleStudio(
            "Somebody changed the settings meanwhile; look at them again.", current=studio
        )
