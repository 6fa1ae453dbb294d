"""Filling the demo studios; whatever is there already stays as it is."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.accounts import AlreadyMember
from production_tool.domain.actor import Actor, Role
from production_tool.domain.refusals import NotFound
from production_tool.domain.working_hours import ExceptionKind
from production_tool.domain.zones import whole_days
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.artists import create_artist
from production_tool.services.bookings import NewBooking, OnConflict, create_bookings, end_booking
from production_tool.services.demo.answers import answer_as
from production_tool.services.demo.people import Person, people
from production_tool.services.demo.roles import Wanted, roles_around
from production_tool.services.demo.schedule import Away, Schedule, Wish, make_schedule
from production_tool.services.demo.slate import slate
from production_tool.services.holidays import take_holidays
from production_tool.services.members import add_member
from production_tool.services.projects import create_project
from production_tool.services.queries.artists import list_artists
from production_tool.services.queries.members import list_members
from production_tool.services.roles import open_role
from production_tool.services.studio import console_actor, create_studio
from production_tool.services.work import Work, reading, working

_ZONE = "Europe/Berlin"
# Known to everybody: demo studios hold nothing but invented people.
PASSWORD = "look around freely"  # noqa: S105
_SEED = 20_261


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """Somebody to sign in as."""

    studio: str
    who: str
    email: str
    password: str = PASSWORD


_OWNER = DemoLogin("Alder Studio", "owner", "olivia@demo.example")
_MANAGER = DemoLogin("Alder Studio", "manager", "milan@demo.example")
_FREELANCER = DemoLogin("Alder Studio", "freelancer", "noor@demo.example")
_OTHER = DemoLogin("Harbour Pictures", "owner", "harriet@demo.example")


def load_demo(*, today: date) -> list[DemoLogin]:
    """Make what is missing of the two demo studios, and say how to sign in.

    ``today`` is a day of the studios' zone; bookings lie around it.
    """
    alder = _studio("alder", _OWNER, "Olivia Stern")
    _member(alder, _MANAGER, "Milan Kovač", Role.STUDIO_MANAGER)
    _member(alder, _FREELANCER, "Noor Haddad", Role.FREELANCER)
    _fill(alder, today, small=False)
    harbour = _studio("harbour", _OTHER, "Harriet Cole")
    _fill(harbour, today, small=True)
    return [_OWNER, _MANAGER, _FREELANCER, _OTHER]


def _studio(slug: str, owner: DemoLogin, name: str) -> Actor:
    try:
        return console_actor(slug=slug, request_id="demo")
    except NotFound:
        return create_studio(
            name=owner.studio,
            slug=slug,
            owner_email=owner.email,
            owner_name=name,
            password=owner.password,
            zone=_ZONE,
            request_id="demo",
        )


def _member(owner: Actor, login: DemoLogin, name: str, role: Role) -> None:
    with suppress(AlreadyMember):
        add_member(owner, email=login.email, name=name, role=role, password=login.password)


def _fill(owner: Actor, today: date, *, small: bool) -> None:
    """All of it in one piece, so that a start that was broken off leaves nothing half."""
    dice = Random(_SEED)  # noqa: S311 - believable, not secret
    crew = people(dice, small=small)
    projects = slate(today, small=small)
    schedule = make_schedule(dice, today, crew, projects)
    with reading(owner) as work:
        if list_artists(work).total:
            return
        logins = {member.name: member.user_id for member in list_members(work)}
    with working(owner) as work:
        years = range(today.year - 1, today.year + 3)
        take_holidays(work, country="DE", region="BE", years=years)
        artist_ids = [_take_on(work, person, logins) for person in crew]
        project_ids = [create_project(work, **fields).id for fields in projects]
        _book(work, schedule, artist_ids, project_ids)
        note_absences(work, items=[_absence(away, artist_ids) for away in schedule.away])
        for wanted in roles_around(today, small=small):
            _ask_for(work, wanted, project_ids)
    for person, artist_id in zip(crew, artist_ids, strict=True):
        name = person.fields.get("name", "")
        if name in logins:
            answer_as(_as_artist(owner, logins[name], name, artist_id))


def _as_artist(owner: Actor, user_id: UUID, name: str, artist_id: UUID) -> Actor:
    """Somebody who is booked, at the own phone."""
    role = Role.FREELANCER
    return replace(owner, user_id=user_id, name=name, role=role, artist_id=artist_id)


def _ask_for(work: Work, wanted: Wanted, projects: Sequence[UUID]) -> None:
    open_role(
        work,
        title=wanted.title,
        skill=wanted.skill,
        project_id=projects[wanted.project],
        start=wanted.first,
        end=wanted.last + timedelta(days=1),
        notes=wanted.notes,
    )


def _take_on(work: Work, person: Person, logins: dict[str, UUID]) -> UUID:
    fields = person.fields.copy()
    name = fields.get("name", "")
    if name in logins:
        fields["user_id"] = logins[name]
    return create_artist(work, **fields).id


def _book(
    work: Work, schedule: Schedule, artists: Sequence[UUID], projects: Sequence[UUID]
) -> None:
    """What ended was there before the rest; what does not fit is left out."""
    ended = [_booking(work, wish, artists, projects) for wish in schedule.ended]
    for item in create_bookings(work, items=ended, on_conflict=OnConflict.SKIP):
        if item.booking is not None:
            end_booking(work, booking_id=item.booking.id, seen_version=item.booking.version)
    live = [_booking(work, wish, artists, projects) for wish in schedule.wishes]
    create_bookings(work, items=live, on_conflict=OnConflict.SKIP)


def _booking(
    work: Work, wish: Wish, artists: Sequence[UUID], projects: Sequence[UUID]
) -> NewBooking:
    return NewBooking(
        artist_id=artists[wish.person],
        project_id=projects[wish.project],
        start=wish.first,
        end=wish.last + timedelta(days=1),
        status=wish.status,
        title=wish.title,
        notes=wish.notes,
        expires_at=None if wish.expires_in is None else work.now + wish.expires_in,
    )


def _absence(away: Away, artists: Sequence[UUID]) -> NewAbsence:
    return NewAbsence(
        artist_id=artists[away.person],
        period=whole_days(away.first, away.last + timedelta(days=1), ZoneInfo(_ZONE)),
        title=away.title,
        kind=ExceptionKind.LEAVE,
    )
