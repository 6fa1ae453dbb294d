"""The role that is open beside the board: what is wanted, and who could do it."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.refusals import NotFound
from production_tool.services.queries.availability import FreeArtist, find_free_artists
from production_tool.services.queries.role_details import RoleDetails, role_details
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work
from production_tool.state import dates, showing
from production_tool.state.deeds import Deeds
from production_tool.state.forms import as_id
from production_tool.state.history_lines import Line, lines
from production_tool.state.session import answering, look, zone_of
from production_tool.state.wish import Wish

A_FEW = 6


@dataclass(frozen=True)
class Person:
    """Somebody free for all of it, as a button."""

    id: str
    name: str
    initials: str
    colour: int


@dataclass(frozen=True)
class Role:
    """The role in the panel."""

    id: str = ""
    version: int = 0
    title: str = ""
    project: str = ""
    skill: str = ""
    when: str = ""
    opened: str = ""
    notes: str = ""


class RolePanel(rx.State):
    """One tab's open role, if any."""

    selected: str = ""
    shown: Role = Role()
    people: rx.Field[list[Person]] = rx.field(default_factory=list)
    history: rx.Field[list[Line]] = rx.field(default_factory=list)

    @rx.event
    async def close(self):
        """Put it away."""
        self.put_away()

    @rx.event
    @answering
    async def withdraw(self):
        """Look for nobody any more."""
        wish = Wish(
            kind="step", booking_id=as_id(self.shown.id), version=self.shown.version, step="end"
        )
        deeds = await self.get_state(Deeds)
        self.put_away()
        return await deeds.try_for(wish)

    @rx.event
    @answering
    async def give(self, artist_id: str):
        """Hold somebody for it, by the same way as a hand on the board."""
        role = await look(self, find_role, role_id=as_id(self.shown.id))
        wish = Wish(
            kind="move",
            booking_id=role.id,
            version=self.shown.version,
            artist_id=as_id(artist_id),
            start=role.start,
            end=role.end,
        )
        deeds = await self.get_state(Deeds)
        self.put_away()
        return await deeds.try_for(wish)

    async def opens(self, role_id: str) -> bool:
        """Show the role of that id; whether there is one that waits."""
        self.put_away()
        if not role_id:
            return False
        try:
            details, free = await look(self, _role_and_who_could, role_id=as_id(role_id))
        except NotFound:
            return False
        if details.role.is_live:
            zone = await zone_of(self)
            self.shown = _shown(details, zone)
            self.history = lines(details.events, details.role.period, details.booked, zone)
            self.people = [_person(each) for each in free]
            self.selected = role_id
        return True

    def put_away(self) -> None:
        """Show none."""
        self.selected, self.shown, self.people, self.history = "", Role(), [], []


def _role_and_who_could(work: Work, *, role_id: UUID) -> tuple[RoleDetails, list[FreeArtist]]:
    details = role_details(work, role_id)
    role = details.role
    skills = (role.skill,) if role.skill else ()
    free = find_free_artists(work, start=role.start, end=role.end, skills=skills, limit=A_FEW)
    return details, free


def _shown(details: RoleDetails, zone: ZoneInfo) -> Role:
    role = details.role
    by = details.events[0].by if details.events else ""
    return Role(
        id=str(role.id),
        version=role.version,
        title=role.title,
        project=role.project,
        skill=role.skill,
        when=dates.period_text(role.period, zone),
        opened=", ".join(filter(None, (by, dates.moment_text(role.created_at, zone)))),
        notes=role.notes,
    )


def _person(free: FreeArtist) -> Person:
    name = free.name
    return Person(str(free.id), name, showing.initials(name), showing.colour_of(name))
