"""Artists: taking somebody on, changing what is known of them, putting them away."""

from dataclasses import replace
from typing import Any, Unpack
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.artists import (
    ArtistDetails,
    ArtistFields,
    ArtistRow,
    ArtistStillBooked,
    BadArtist,
    LoginTaken,
    Skill,
    check_version,
    checked,
)
from production_tool.domain.ids import new_id
from production_tool.models import Artist, ArtistSkill, Booking, Membership, Tenant
from production_tool.services.queries.artists import find_artist
from production_tool.services.work import Work

_LIVE = ("hold", "pencil", "confirmed")


def create_artist(work: Work, **details: Unpack[ArtistFields]) -> ArtistRow:
    """Take somebody on; without a zone they live in the studio's.

    Raises NotAllowed, BadArtist or LoginTaken.
    """
    work.actor.must(Permission.EDIT_ARTISTS)
    work.lock()
    zone = details.get("zone") or _studio_zone(work)
    given: dict[str, Any] = {"name": "", **details, "zone": zone}
    tidy = checked(ArtistDetails(**given))
    artist_id = new_id()
    _check_login(work, tidy.user_id, artist_id=artist_id)
    key = {"tenant_id": work.actor.tenant_id, "id": artist_id}
    work.connection.execute(insert(Artist).values(**key, **_columns(tidy)))
    _write_skills(work, artist_id, before=(), after=tidy.skills)
    work.keep()
    return find_artist(work, artist_id)


def update_artist(
    work: Work, *, artist_id: UUID, seen_version: int, **changes: Unpack[ArtistFields]
) -> ArtistRow:
    """Change what is named; the rest stays.

    Raises NotAllowed, NoSuchArtist, StaleArtist, BadArtist or LoginTaken.
    """
    work.actor.must(Permission.EDIT_ARTISTS)
    work.lock()
    artist = find_artist(work, artist_id)
    check_version(artist, seen_version)
    before = artist.details
    after = checked(replace(before, **changes))
    if after == before:
        return artist
    if after.user_id != before.user_id:
        _check_login(work, after.user_id, artist_id=artist_id)
    _write(work, artist_id, **_columns(after))
    _write_skills(work, artist_id, before=before.skills, after=after.skills)
    work.keep()
    return find_artist(work, artist_id)


def archive_artist(work: Work, *, artist_id: UUID, seen_version: int) -> ArtistRow:
    """Put somebody away who is not booked any more; what was booked stays in history.

    Raises NotAllowed, NoSuchArtist, StaleArtist or ArtistStillBooked.
    """
    work.actor.must(Permission.EDIT_ARTISTS)
    work.lock()
    artist = find_artist(work, artist_id)
    check_version(artist, seen_version)
    if artist.archived_at is not None:
        return artist
    _check_free(work, artist)
    _write(work, artist_id, archived_at=work.now)
    work.keep()
    return find_artist(work, artist_id)


def restore_artist(work: Work, *, artist_id: UUID, seen_version: int) -> ArtistRow:
    """Bring somebody back who was put away.

    Raises NotAllowed, NoSuchArtist or StaleArtist.
    """
    work.actor.must(Permission.EDIT_ARTISTS)
    work.lock()
    artist = find_artist(work, artist_id)
    check_version(artist, seen_version)
    if artist.archived_at is None:
        return artist
    _write(work, artist_id, archived_at=None)
    work.keep()
    return find_artist(work, artist_id)


def _studio_zone(work: Work) -> str:
    statement = select(col(Tenant.zone)).where(col(Tenant.id) == work.actor.tenant_id)
    return work.connection.execute(statement).scalar_one()


def _columns(details: ArtistDetails) -> dict[str, Any]:
    return {
        "name": details.name,
        "zone": details.zone,
        "email": details.email,
        "title": details.title,
        "department": details.department,
        "employment": details.employment.value,
        "day_rate": details.day_rate,
        "currency": details.currency,
        "working_hours": details.working_hours.as_json(),
        "user_id": details.user_id,
    }


def _write(work: Work, artist_id: UUID, **columns: Any) -> None:
    work.connection.execute(
        update(Artist)
        .where(col(Artist.tenant_id) == work.actor.tenant_id, col(Artist.id) == artist_id)
        .values(**columns)
    )


def _write_skills(
    work: Work, artist_id: UUID, *, before: tuple[Skill, ...], after: tuple[Skill, ...]
) -> None:
    gone = [skill.name for skill in set(before) - set(after)]
    fresh = sorted(set(after) - set(before))
    here = {"tenant_id": work.actor.tenant_id, "artist_id": artist_id}
    if gone:
        work.connection.execute(
            delete(ArtistSkill).filter_by(**here).where(col(ArtistSkill.skill).in_(gone))
        )
    if fresh:
        rows = [{**here, "id": new_id(), "skill": s.name, "level": s.level} for s in fresh]
        work.connection.execute(insert(ArtistSkill), rows)


def _check_login(work: Work, user_id: UUID | None, *, artist_id: UUID) -> None:
    """The member must be one of this studio, and nobody else's login."""
    if user_id is None:
        return
    here = work.actor.tenant_id
    member = select(col(Membership.id)).where(
        col(Membership.tenant_id) == here, col(Membership.user_id) == user_id
    )
    if work.connection.execute(member).first() is None:
        raise BadArtist(
            "That person is no member of this studio; add them in Settings first.",
            fields={"userId": "is not a member of this studio"},
        )
    linked = select(col(Artist.name)).where(
        col(Artist.tenant_id) == here,
        col(Artist.user_id) == user_id,
        col(Artist.id) != artist_id,
    )
    if (name := work.connection.scalar(linked)) is not None:
        raise LoginTaken(
            f"That member is linked to {name} already; unlink them there first.",
            fields={"userId": f"is linked to {name}"},
        )


def _check_free(work: Work, artist: ArtistRow) -> None:
    statement = (
        select(func.count())
        .select_from(Booking)
        .where(
            col(Booking.tenant_id) == work.actor.tenant_id,
            col(Booking.artist_id) == artist.id,
            col(Booking.end_at) > work.now,
            col(Booking.status).in_(_LIVE),
        )
    )
    count = work.connection.execute(statement).scalar_one()
    if count:
        raise ArtistStillBooked(
            f"{artist.name} has {count} booking{'s' if count > 1 else ''} from now on; release or "
            "reassign them first.",
            current=artist,
        )
