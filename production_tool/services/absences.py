"""Times off an artist's working hours: leave, illness, holidays, extra hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.ids import new_id
from production_tool.domain.periods import Period
from production_tool.domain.working_hours import ExceptionKind
from production_tool.models import Availability
from production_tool.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAbsence:
    """A time off; ``source_uid`` is what an artist's own calendar knows it by."""

    artist_id: UUID
    period: Period
    title: str
    kind: ExceptionKind = ExceptionKind.UNAVAILABLE
    source_uid: str | None = None


def note_absences(work: Work, *, items: Sequence[NewAbsence]) -> None:
    """Note many at once. Raises NotAllowed."""
    work.actor.must(Permission.EDIT_ARTISTS)
    if not items:
        return
    work.lock()
    rows = [
        {
            "tenant_id": work.actor.tenant_id,
            "id": new_id(),
            "artist_id": item.artist_id,
            "kind": item.kind.value,
            "title": item.title,
            "start_at": item.period.start,
            "end_at": item.period.end,
            "source_uid": item.source_uid,
        }
        for item in items
    ]
    # RETURNING lets many rows share a statement, and the triggers run once for all.
    work.connection.execute(insert(Availability).returning(col(Availability.id)), rows)
    work.keep()
