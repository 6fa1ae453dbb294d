"""Artists over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from production_tool.api.answers import (
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.asking import Asked, Range, Words
from production_tool.api.booking_lists import BookingsOfOne, bookings_page
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope, Wire
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.artists import Artist, ArtistPatch, Availability, NewArtist
from production_tool.api.schemas.booking_answers import BookingListed
from production_tool.domain.artists import Employment
from production_tool.domain.periods import Period
from production_tool.services import artists
from production_tool.services.queries.artists import ArtistFilter, find_artist, list_artists
from production_tool.services.queries.availability import find_free_artists
from production_tool.services.queries.desk import instants
from production_tool.services.queries.free_time import artist_free_time
from production_tool.services.work import reading, working

router = thread_router("/artists", tag="artists")
_kind = Kind(router, "artist", Artist)

_SKILLS = "All of them; repeat it or use commas."


class ArtistsAsked(Asked):
    """Which artists. They can be sorted by name, department or createdAt."""

    department: str | None = Field(default=None, max_length=80)
    employment: Employment | None = None
    skills: Words = Field(default=[], description=_SKILLS)
    archived: bool = False


class FreeAsked(Range):
    """Who is asked for."""

    skills: Words = Field(default=[], description=_SKILLS)
    limit: int = Field(default=50, ge=1, le=200)


class FreeArtist(Wire):
    """An artist with nothing in the way in the whole of the range."""

    id: UUID
    name: str
    title: str
    department: str
    skills: list[str]


@router.get(
    "",
    operation_id="list_artists",
    response_model=Envelope[list[Artist]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[ArtistsAsked, Query()]) -> Response:
    """The studio's artists; a freelancer sees only the own entry."""
    narrowed = ArtistFilter(
        search=asked.q,
        department=asked.department,
        employment=asked.employment,
        skills=tuple(asked.skills),
        archived=asked.archived,
    )
    with reading(actor) as work:
        page = list_artists(work, narrowed=narrowed, ask=asked.ask)
    return listed([Artist.of(row) for row in page.rows], page).response()


@router.get(
    "/free",
    operation_id="list_free_artists",
    response_model=Envelope[list[FreeArtist]],
    responses=reading_failures(),
)
def list_free(actor: SignedInActor, asked: Annotated[FreeAsked, Query()]) -> Response:
    """Who has all of the skills and nothing firm in the whole of a range, the ablest first."""
    with reading(actor) as work:
        found = find_free_artists(
            work, start=asked.from_, end=asked.to, skills=tuple(asked.skills), limit=asked.limit
        )
    return listed([FreeArtist.of(row) for row in found]).response()


@router.post(
    "",
    operation_id="create_artist",
    status_code=201,
    response_model=Envelope[Artist],
    responses=writing_failures(),
)
def create(body: NewArtist, once: OnlyOnce) -> Response:
    """Take somebody on."""
    return once(lambda work: _kind.one(artists.create_artist(work, **body.fields()), status=201))


_kind.reads(find_artist, "One artist, also one who was archived.")


@router.patch(
    "/{artist_id}",
    operation_id="update_artist",
    response_model=Envelope[Artist],
    responses=writing_failures(),
)
def update(
    artist_id: UUID, body: ArtistPatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Change what the body names."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = artists.update_artist(work, artist_id=artist_id, seen_version=seen, **body.fields())
    return _kind.one(row).response()


_kind.steps("archive", artists.archive_artist, "Put somebody away who is not booked any more.")
_kind.steps("restore", artists.restore_artist, "Bring somebody back who was archived.")


@router.get(
    "/{artist_id}/availability",
    operation_id="read_artist_availability",
    response_model=Envelope[Availability],
    responses=reading_failures(),
)
def availability(
    artist_id: UUID, actor: SignedInActor, asked: Annotated[Range, Query()]
) -> Response:
    """When an artist works in a range, and what of it is not firmly booked."""
    with reading(actor) as work:
        start, end = instants(work, **{"from": asked.from_, "to": asked.to})
        found = artist_free_time(work, artist_id=artist_id, period=Period(start, end))
    return told(Availability.of(found)).response()


@router.get(
    "/{artist_id}/bookings",
    operation_id="list_artist_bookings",
    response_model=Envelope[list[BookingListed]],
    responses=reading_failures(),
)
def bookings(
    artist_id: UUID, actor: SignedInActor, asked: Annotated[BookingsOfOne, Query()]
) -> Response:
    """An artist's bookings."""
    return bookings_page(actor, asked, artist_id=artist_id)
