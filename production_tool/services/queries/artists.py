"""Artists, as far as the actor may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select
from sqlmodel import col

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.artists import ArtistRow, Employment, NoSuchArtist, Skill
from production_tool.domain.inputs import searchable
from production_tool.domain.working_hours import WorkPattern
from production_tool.models import Artist, ArtistSkill
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.work import Work

_SKILLS = (
    select(
        func.coalesce(
            func.jsonb_object_agg(col(ArtistSkill.skill), col(ArtistSkill.level)),
            func.jsonb_build_object(),
        )
    )
    .where(
        col(ArtistSkill.tenant_id) == col(Artist.tenant_id),
        col(ArtistSkill.artist_id) == col(Artist.id),
    )
    .correlate(Artist)
    .scalar_subquery()
    .label("skills")
)
_NAME = lowered(col(Artist.name))
_ORDERS: Orders = {
    "name": (_NAME, col(Artist.id)),
    "department": (lowered(col(Artist.department)), _NAME, col(Artist.id)),
    "createdAt": (col(Artist.created_at), col(Artist.id)),
}

_PLAIN = (
    "id",
    "name",
    "email",
    "title",
    "department",
    "currency",
    "zone",
    "user_id",
    "archived_at",
    "created_at",
    "updated_at",
    "version",
)


@dataclass(frozen=True, slots=True)
class ArtistFilter:
    """Which artists: every part narrows; skills must all be there."""

    search: str = ""
    department: str | None = None
    employment: Employment | None = None
    skills: tuple[str, ...] = ()
    archived: bool = False


def find_artist(work: Work, artist_id: UUID) -> ArtistRow:
    """One artist, archived or not. Raises NoSuchArtist."""
    row = work.connection.execute(
        _seen_by(work.actor).where(col(Artist.id) == artist_id)
    ).one_or_none()
    if row is None:
        raise NoSuchArtist("There is no such artist in this studio; choose one of the list.")
    return _artist(row, work.actor)


def list_artists(
    work: Work, *, narrowed: ArtistFilter | None = None, ask: Ask | None = None
) -> Page[ArtistRow]:
    """The artists the actor may see; a freelancer sees only who they are themselves."""
    matching = _seen_by(work.actor).where(*_conditions(narrowed or ArtistFilter()))
    part = sliced(work, matching, ask=ask or Ask(), orders=_ORDERS)
    return part.of([_artist(row, work.actor) for row in part.rows])


def list_departments(work: Work) -> tuple[str, ...]:
    """The departments with artists in them, by name."""
    department = col(Artist.department)
    statement = (
        select(department).where(_visible(work.actor), col(Artist.archived_at).is_(None)).distinct()
    )
    return tuple(work.connection.scalars(statement.where(department != "").order_by(department)))


def list_skills(work: Work) -> tuple[str, ...]:
    """The skills the studio's artists have, by name."""
    skill = col(ArtistSkill.skill)
    statement = (
        select(skill)
        .join(
            Artist,
            and_(
                col(Artist.tenant_id) == col(ArtistSkill.tenant_id),
                col(Artist.id) == col(ArtistSkill.artist_id),
            ),
        )
        .where(_visible(work.actor), col(Artist.archived_at).is_(None))
    )
    return tuple(work.connection.scalars(statement.distinct().order_by(skill)))


def _seen_by(actor: Actor) -> Rows:
    columns = [column for column in cast("Any", Artist).__table__.c if column.name != "tenant_id"]
    return select(*columns, _SKILLS).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    here = col(Artist.tenant_id) == actor.tenant_id
    if actor.may(Permission.SEE_ARTISTS):
        return here
    return and_(here, col(Artist.id) == actor.artist_id) if actor.artist_id else false()


def _conditions(narrowed: ArtistFilter) -> list[ColumnElement[bool]]:
    archived = col(Artist.archived_at)
    wanted = [archived.is_not(None) if narrowed.archived else archived.is_(None)]
    words = searchable(narrowed.search).split()
    wanted += [_mentions(word) for word in words]
    if narrowed.department is not None:
        wanted.append(col(Artist.department) == searchable(narrowed.department))
    if narrowed.employment is not None:
        wanted.append(col(Artist.employment) == narrowed.employment.value)
    return [*wanted, *(_can(searchable(skill)) for skill in narrowed.skills)]


def _mentions(word: str) -> ColumnElement[bool]:
    told = (Artist.name, Artist.email, Artist.title, Artist.department)
    skilled = col(ArtistSkill.skill).icontains(word, autoescape=True)
    return or_(*(col(each).icontains(word, autoescape=True) for each in told), _has(skilled))


def _can(skill: str) -> ColumnElement[bool]:
    return _has(func.lower(col(ArtistSkill.skill)) == skill.lower())


def _has(skilled: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(col(ArtistSkill.id))
        .where(
            col(ArtistSkill.tenant_id) == col(Artist.tenant_id),
            col(ArtistSkill.artist_id) == col(Artist.id),
            skilled,
        )
        .exists()
    )


def _artist(row: Row[Any], actor: Actor) -> ArtistRow:
    told = cast("Mapping[str, Any]", row._mapping)  # pyright: ignore[reportPrivateUsage]
    plain = {name: told[name] for name in _PLAIN}
    seen = actor.may(Permission.SEE_RATES) or told["id"] == actor.artist_id
    return ArtistRow(
        **plain,
        employment=Employment(told["employment"]),
        day_rate=told["day_rate"] if seen else None,
        working_hours=WorkPattern.of(told["working_hours"]),
        skills=tuple(sorted(Skill(name, level) for name, level in told["skills"].items())),
    )
