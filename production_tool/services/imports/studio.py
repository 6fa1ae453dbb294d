"""What the studio has already, read once before the rows are judged."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from production_tool.domain.artists import ArtistRow
from production_tool.domain.bookings import Status
from production_tool.domain.expiry import ExpiryPolicy
from production_tool.domain.imports.clashes import Taken
from production_tool.domain.imports.names import NameBook
from production_tool.domain.periods import Period
from production_tool.domain.projects import ProjectRow
from production_tool.services.imports.telling import told_period
from production_tool.services.queries.artists import ArtistFilter, list_artists
from production_tool.services.queries.paging import Ask
from production_tool.services.queries.projects import ProjectFilter, list_projects
from production_tool.services.work import Work

_RULES = text(
    "SELECT c.seq, t.zone, t.hold_days, t.hold_hours_before_start FROM app.tenant t"
    " JOIN app.tenant_clock c ON c.tenant_id = t.id WHERE t.id = :tenant_id"
)
_BOOKED = text(
    "SELECT b.id, b.artist_id, b.project_id, b.effective_status AS status, b.start_at, b.end_at,"
    " b.title, b.notes, b.source_uid, p.code, a.name AS artist FROM app.booking_effective b"
    " JOIN app.artist a ON a.tenant_id = b.tenant_id AND a.id = b.artist_id"
    " LEFT JOIN app.project p ON p.tenant_id = b.tenant_id AND p.id = b.project_id"
    " WHERE b.tenant_id = :tenant_id AND b.artist_id = ANY(:artists)"
    " AND (b.source_uid IS NOT NULL OR (b.start_at < :until AND b.end_at > :since"
    "   AND b.effective_status IN ('hold', 'pencil', 'confirmed')))"
).bindparams(bindparam("artists", type_=ARRAY(PG_UUID())))
_ABSENT = text(
    "SELECT id, artist_id, title, start_at, end_at, source_uid FROM app.availability"
    " WHERE tenant_id = :tenant_id AND artist_id = ANY(:artists) AND source_uid IS NOT NULL"
).bindparams(bindparam("artists", type_=ARRAY(PG_UUID())))
_FIRM = {"pencil", "confirmed"}
_LIVE = _FIRM | {"hold"}
_PAGE = 200

# What makes two bookings the same one when a file comes in again.
Likeness = tuple[UUID, UUID | None, datetime, datetime, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """A row that an earlier import of a calendar made."""

    id: UUID
    period: Period
    title: str
    notes: str
    status: str


@dataclass(slots=True)
class StudioNow:
    """The studio as of the clock's ``seq``."""

    seq: int
    zone: ZoneInfo
    expiry: ExpiryPolicy
    artists: dict[UUID, ArtistRow]
    projects: dict[UUID, ProjectRow]
    artist_book: NameBook[UUID] = field(default_factory=NameBook[UUID])
    project_book: NameBook[UUID] = field(default_factory=NameBook[UUID])
    taken: Taken = field(default_factory=Taken)
    booked: Counter[Likeness] = field(default_factory=Counter[Likeness])
    imported: dict[tuple[UUID, str], Imported] = field(
        default_factory=dict[tuple[UUID, str], Imported]
    )
    absences: dict[tuple[UUID, str], Imported] = field(
        default_factory=dict[tuple[UUID, str], Imported]
    )

    def is_archived(self, thing: UUID) -> bool:
        """Whether an artist or project of that id was put away."""
        known = self.artists.get(thing) or self.projects.get(thing)
        return known is not None and known.archived_at is not None


def read_studio(work: Work) -> StudioNow:
    """Rules, artists and projects, archived ones too."""
    rules = work.connection.execute(_RULES, {"tenant_id": work.actor.tenant_id}).one()
    studio = StudioNow(
        seq=rules.seq,
        zone=ZoneInfo(rules.zone),
        expiry=ExpiryPolicy(
            after_made=timedelta(days=rules.hold_days),
            before_start=timedelta(hours=rules.hold_hours_before_start),
        ),
        artists={artist.id: artist for artist in _all_artists(work)},
        projects={project.id: project for project in _all_projects(work)},
    )
    for artist in studio.artists.values():
        studio.artist_book.add(artist.id, (artist.name, artist.email))
    for project in studio.projects.values():
        studio.project_book.add(project.id, (project.code, project.title))
    return studio


def read_bookings(
    work: Work, studio: StudioNow, *, artists: Iterable[UUID], window: Period | None
) -> None:
    """Add what these artists are booked for within the window, and what calendars made."""
    never = datetime.min.replace(tzinfo=work.now.tzinfo) + timedelta(days=2)
    asked: dict[str, Any] = {
        "tenant_id": work.actor.tenant_id,
        "artists": sorted(set(artists)),
        "since": window.start if window else never,
        "until": window.end if window else never,
    }
    for row in work.connection.execute(_BOOKED, asked):
        _note_booking(studio, row)
    for row in work.connection.execute(_ABSENT, asked):
        studio.absences[row.artist_id, row.source_uid] = Imported(
            row.id, Period(row.start_at, row.end_at), row.title, "", Status.CONFIRMED
        )


def _note_booking(studio: StudioNow, row: Row[Any]) -> None:
    period = Period(row.start_at, row.end_at)
    if row.source_uid is not None:
        known = Imported(row.id, period, row.title, row.notes, row.status)
        studio.imported[row.artist_id, row.source_uid] = known
    if row.status not in _LIVE:
        return
    if row.status in _FIRM:
        about = row.code or row.title or "another booking"
        when = told_period(period, studio.zone)
        what = f"{row.artist} is booked already ({row.status}, {about}, {when})"
        studio.taken.take(row.artist_id, period, what)
    studio.booked[row.artist_id, row.project_id, period.start, period.end, row.status] += 1


def _all_artists(work: Work) -> Iterable[ArtistRow]:
    for archived in (False, True):
        ask: Ask | None = Ask(limit=_PAGE)
        while ask:
            page = list_artists(work, narrowed=ArtistFilter(archived=archived), ask=ask)
            yield from page.rows
            ask = Ask(limit=_PAGE, cursor=page.next_cursor) if page.next_cursor else None


def _all_projects(work: Work) -> Iterable[ProjectRow]:
    for archived in (False, True):
        ask: Ask | None = Ask(limit=_PAGE)
        while ask:
            page = list_projects(work, narrowed=ProjectFilter(archived=archived), ask=ask)
            yield from page.rows
            ask = Ask(limit=_PAGE, cursor=page.next_cursor) if page.next_cursor else None
