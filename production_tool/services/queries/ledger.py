"""The firm bookings of many artists, held in memory while a bulk of changes is decided."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.bookable import Known
from production_tool.domain.bookings import BookingRow
from production_tool.domain.periods import Period
from production_tool.domain.wording import named
from production_tool.services.queries.desk import ROW, ClaimRow, as_booking, claim_of
from production_tool.services.work import Work

_FIRM = text(
    "SELECT b.id, b.artist_id, b.status, b.start_at, b.end_at, b.queued_at, b.project_id, b.title,"
    " p.code AS project_code, p.title AS project_title"
    " FROM app.booking b"
    " LEFT JOIN app.project p ON p.tenant_id = b.tenant_id AND p.id = b.project_id"
    " WHERE b.tenant_id = :tenant_id AND b.artist_id = ANY(:artists)"
    " AND b.status IN ('pencil', 'confirmed') AND b.start_at < :end AND b.end_at > :start"
)
_BOOKINGS = text(
    f"SELECT {ROW} FROM app.booking WHERE tenant_id = :tenant_id AND id = ANY(:ids)"  # noqa: S608
)
_ARTISTS = text(
    "SELECT id, name, archived_at IS NULL AS usable, user_id IS NOT NULL AS answers"
    " FROM app.artist"
    " WHERE tenant_id = :tenant_id AND id = ANY(:ids)"
)
_PROJECTS = text(
    "SELECT id, code, title, archived_at IS NULL AS usable FROM app.project"
    " WHERE tenant_id = :tenant_id AND id = ANY(:ids)"
)


class Ledger:
    """Per artist the firm claims in order; they never overlap, so two neighbours decide."""

    def __init__(self, claims: Iterable[tuple[UUID, ClaimRow]] = ()) -> None:
        self._firm: dict[UUID, list[tuple[Period, UUID, ClaimRow]]] = defaultdict(list)
        for artist_id, claim in claims:
            self._firm[artist_id].append((claim.period, claim.id, claim))
        for lane in self._firm.values():
            lane.sort(key=lambda entry: entry[:2])

    def copy(self) -> "Ledger":
        """The same claims, to be changed on trial."""
        return Ledger((artist, e[2]) for artist, lane in self._firm.items() for e in lane)

    def in_the_way(self, artist_id: UUID, period: Period) -> ClaimRow | None:
        """The first firm claim that overlaps the period."""
        lane = self._firm[artist_id]
        at = bisect_left(lane, period, key=lambda entry: entry[0])
        for entry in lane[max(0, at - 1) : at + 1]:
            if entry[0].overlaps(period):
                return entry[2]
        return None

    def add(self, artist_id: UUID, claim: ClaimRow) -> None:
        """Another firm claim, which nothing may overlap."""
        insort(self._firm[artist_id], (claim.period, claim.id, claim), key=lambda e: e[:2])

    def remove(self, artist_id: UUID, booking_id: UUID) -> ClaimRow | None:
        """Take a claim out; what it was, if it was there."""
        lane = self._firm[artist_id]
        for index, entry in enumerate(lane):
            if entry[1] == booking_id:
                return lane.pop(index)[2]
        return None


def open_ledger(work: Work, *, artists: Iterable[UUID], period: Period) -> Ledger:
    """The firm claims of these artists that overlap a period."""
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artists": sorted(set(artists)),
        "start": period.start,
        "end": period.end,
    }
    rows = work.connection.execute(_FIRM, asked)
    return Ledger((row.artist_id, claim_of(row)) for row in rows)


def find_bookings(work: Work, ids: Sequence[UUID]) -> dict[UUID, BookingRow]:
    """The bookings of these ids that the studio has."""
    asked = {"tenant_id": work.tenant_id, "ids": list(ids)}
    return {row.id: as_booking(row) for row in work.connection.execute(_BOOKINGS, asked)}


def known_artists(work: Work, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """The artists of these ids that the studio has."""
    asked = {"tenant_id": work.actor.tenant_id, "ids": sorted(set(ids))}
    rows = work.connection.execute(_ARTISTS, asked)
    return {row.id: Known(row.name, row.usable, row.answers) for row in rows}


def known_projects(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, Known]:
    """The projects of these ids that the studio has."""
    wanted = {id for id in ids if id is not None}
    if not wanted:
        return {}
    asked = {"tenant_id": work.actor.tenant_id, "ids": sorted(wanted)}
    rows = work.connection.execute(_PROJECTS, asked)
    return {r.id: Known(named(r.code, r.title), r.usable) for r in rows}
