"""A booking about to be changed and the desk it is to go to, in one question."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from production_tool.domain.bookings import BookingRow, NoSuchBooking
from production_tool.domain.moments import Moment, is_local
from production_tool.domain.periods import Period
from production_tool.services.queries.desk import (
    CLAIMS,
    COLUMNS,
    NAMES,
    STUDIO,
    Desk,
    Studio,
    as_booking,
    check_names,
    claim_of,
    studio_of,
)
from production_tool.services.work import Work

# What is not asked to change is the booking's own.
# The claims are those around the place, to be looked through when its instants are known.
_WHERE_TO = """
 LEFT JOIN LATERAL (SELECT
   coalesce(CAST(%(start)s AS timestamptz), i.start_at) AS start_at,
   coalesce(CAST(%(end)s AS timestamptz),
     CAST(%(start)s AS timestamptz) + (i.end_at - i.start_at), i.end_at) AS end_at
 ) w ON true"""
_CHANGING = (
    f"SELECT {STUDIO}, {NAMES}, {', '.join(f'i.{name} AS its_{name}' for name in COLUMNS)},"  # noqa: S608
    " EXISTS (SELECT FROM app.challenge x WHERE x.tenant_id = i.tenant_id AND x.status = 'open'"
    "   AND (x.challenger_id = i.id OR x.challenged_id = i.id)) AS contested, c.*"
    " FROM app.booking i JOIN app.tenant t ON t.id = i.tenant_id"
    f"{_WHERE_TO}"
    " LEFT JOIN app.artist a ON a.tenant_id = t.id"
    "   AND a.id = coalesce(CAST(%(artist_id)s AS uuid), i.artist_id)"
    " LEFT JOIN app.project p ON p.tenant_id = t.id AND p.id = %(project_id)s"
    " LEFT JOIN LATERAL ("
    + CLAIMS.replace("%(artist_id)s", "a.id")
    .replace("%(end)s", "w.end_at + interval '2 days'")
    .replace("%(start)s", "w.start_at - interval '2 days'")
    .replace("CAST(%(ignoring)s AS uuid)", "i.id")
    + " ) c ON true"
    " WHERE i.tenant_id = %(tenant_id)s AND i.id = %(booking_id)s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """A booking as it is before a change, and where it is to go.

    ``contested`` says whether an open challenge is by it or of it.
    """

    before: BookingRow
    studio: Studio
    contested: bool
    rows: tuple[Any, ...]
    project_id: UUID | None

    @property
    def answers(self) -> bool:
        """Whether the artist who is to have it has a login, and so can be asked."""
        return bool(self.rows[0].answers)

    def desk(self, period: Period) -> Desk:
        """The artist in the period that the change comes to.

        Raises NotFound, ArtistArchived or ProjectArchived.
        """
        first = self.rows[0]
        stays = self.project_id == self.before.project_id
        check_names(first, None if stays else self.project_id)
        claims = (claim_of(row) for row in self.rows if row.id is not None)
        return Desk(
            studio=self.studio,
            artist_id=first.found,
            artist=first.artist,
            answers=first.answers,
            claims=tuple(claim for claim in claims if claim.period.overlaps(period)),
        )


def lay_out_change(
    work: Work,
    *,
    booking_id: UUID,
    artist_id: UUID | None,
    start: Moment | None,
    end: Moment | None,
    project_id: UUID | None,
) -> Changing:
    """A booking about to be changed, with all that decides on it; None is what it has now.

    A start without an end moves it. Raises NotFound.
    """
    asked = {
        "tenant_id": work.tenant_id,
        "booking_id": booking_id,
        "artist_id": artist_id,
        "start": _roughly(start),
        "end": _roughly(end),
        "project_id": project_id,
    }
    rows = work.ask(_CHANGING, asked)
    if not rows:
        raise NoSuchBooking
    return Changing(
        before=as_booking(rows[0], "its_"),
        studio=studio_of(rows[0]),
        contested=rows[0].contested,
        rows=tuple(rows),
        project_id=project_id,
    )


def _roughly(moment: Moment | None) -> datetime | None:
    """An instant less than a day away from what is meant, whatever the zone."""
    if moment is None or not is_local(moment):
        return cast("datetime | None", moment)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
