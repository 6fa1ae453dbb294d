"""Writing a plan in one go, the bulk of it in as few statements as possible."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.events import BECAME
from production_tool.domain.ids import new_id
from production_tool.models import Availability
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.artists import create_artist, update_artist
from production_tool.services.bookings import Change, change_booking, confirm_booking, end_booking
from production_tool.services.bookings.store import insert_bookings
from production_tool.services.imports.plan import Absence, BookingChange, NewBooking, Plan, Progress
from production_tool.services.projects import create_project, update_project
from production_tool.services.queries.ledger import find_bookings
from production_tool.services.work import Work

T = TypeVar("T")
_AT_ONCE = 1000


def write_plan(work: Work, *, plan: Plan, progress: Progress) -> None:
    """Write everything the plan holds; the caller has taken the lock and judged under it.

    Raises NotAllowed.
    """
    work.actor.must(Permission.IMPORT)
    ids = _write_catalogue(work, plan)
    done = len(ids) + len(plan.changed_artists) + len(plan.changed_projects)
    for part in _parts([*enumerate(plan.bookings)]):
        progress("writing", done, plan.size)
        _write_bookings(work, part, ids)
        done += len(part)
    _change_bookings(work, plan)
    _write_absences(work, plan, ids)
    work.keep()
    progress("writing", plan.size, plan.size)


def _write_catalogue(work: Work, plan: Plan) -> dict[UUID, UUID]:
    """What stood for new artists and projects, with the ids they have now."""
    ids = {thing.id: create_artist(work, **thing.fields).id for thing in plan.new_artists}
    ids |= {thing.id: create_project(work, **thing.fields).id for thing in plan.new_projects}
    for thing in plan.changed_artists:
        update_artist(work, artist_id=thing.id, seen_version=thing.version, **thing.fields)
    for thing in plan.changed_projects:
        update_project(work, project_id=thing.id, seen_version=thing.version, **thing.fields)
    return ids


def _write_bookings(
    work: Work, part: Sequence[tuple[int, NewBooking]], ids: dict[UUID, UUID]
) -> None:
    made = insert_bookings(work, [_columns(work, place, new, ids) for place, new in part])
    work.record(*(BECAME[row.status].of(None, row) for row in made))


def _columns(work: Work, place: int, new: NewBooking, ids: dict[UUID, UUID]) -> dict[str, Any]:
    project = new.project_id
    return {
        "tenant_id": work.actor.tenant_id,
        "id": new_id(),
        "artist_id": ids.get(new.artist_id, new.artist_id),
        "project_id": None if project is None else ids.get(project, project),
        "status": new.status.value,
        "start_at": new.period.start,
        "end_at": new.period.end,
        "title": new.title,
        "notes": new.notes,
        # The order of the file is the order of the queue.
        "queued_at": work.now + timedelta(microseconds=place),
        "expires_at": new.expires_at,
        "source_uid": new.source_uid,
        "created_by": work.actor.user_id,
    }


def _change_bookings(work: Work, plan: Plan) -> None:
    changed = [change.known.id for change in plan.booking_changes]
    ended = [known.id for known in plan.booking_ends]
    if not changed and not ended:
        return
    rows = find_bookings(work, [*changed, *ended])
    for booking_id in ended:
        end_booking(work, booking_id=booking_id, seen_version=rows[booking_id].version)
    for change in plan.booking_changes:
        _change_booking(work, change, rows[change.known.id].version)


def _change_booking(work: Work, change: BookingChange, version: int) -> None:
    said = Change(
        start=change.period.start, end=change.period.end, title=change.title, notes=change.notes
    )
    row = change_booking(work, booking_id=change.known.id, seen_version=version, change=said)
    if change.confirm:
        # What a file tells was agreed elsewhere.
        confirm_booking(work, booking_id=row.id, seen_version=row.version, agreed=True)


def _write_absences(work: Work, plan: Plan, ids: dict[UUID, UUID]) -> None:
    here = {"tenant_id": work.actor.tenant_id}
    items = [
        NewAbsence(
            artist_id=ids.get(each.artist_id, each.artist_id),
            period=each.period,
            title=each.title,
            source_uid=each.mark,
        )
        for each in plan.new_absences
    ]
    for part in _parts(items):
        note_absences(work, items=part)
    for known_id, absence in plan.changed_absences:
        one = update(Availability).filter_by(**here, id=known_id)
        work.connection.execute(one.values(**_absence(absence)))
    if plan.gone_absences:
        gone = col(Availability.id).in_(plan.gone_absences)
        work.connection.execute(delete(Availability).filter_by(**here).where(gone))


def _absence(each: Absence) -> dict[str, Any]:
    return {"title": each.title, "start_at": each.period.start, "end_at": each.period.end}


def _parts(rows: Sequence[T]) -> Iterator[list[T]]:
    for first in range(0, len(rows), _AT_ONCE):
        yield list(rows[first : first + _AT_ONCE])
